import { useTranslation } from "react-i18next";
import { formatMoment } from "#app/present/format-share.ts";
import { useLanguage } from "#app/present/use-format.ts";
import type { Examination } from "#db/queries/examine-quarantined.ts";

interface ObstacleListProps {
  obstacles: Examination["obstacles"];
  block: Examination["block"];
  problems: readonly { field: string; message: string }[];
  replacesLive: boolean;
  replacesSame: boolean;
  record: { reason: string };
  wave: { status: string; closedAt: Date | string | null } | null;
  assignee: { name: string; since: Date | string } | null;
  timeZone: string;
}

/** All that accepting a quarantined record would set aside, or why it cannot be accepted. */
export function ObstacleList(props: ObstacleListProps) {
  const { obstacles, block, problems, replacesLive, replacesSame, record, wave, assignee, timeZone } = props;
  const { t } = useTranslation("cases");
  const language = useLanguage();
  const moment = (at: Date | string) => formatMoment(at, language, timeZone);
  const sentence = (obstacle: Examination["obstacles"][number]) => {
    if (obstacle === "not-your-case") {
      return assignee
        ? t("quarantine.obstacle.not-your-case", { name: assignee.name, when: moment(assignee.since) })
        : t("quarantine.obstacle.not-your-case-nobody");
    }
    if (obstacle === "other-body" && !replacesSame) return t("quarantine.obstacle.other-body-alone");
    return t(`quarantine.obstacle.${obstacle}`, { when: wave?.closedAt ? moment(wave.closedAt) : "" });
  };
  if (block) {
    return (
      <>
        <p className="mt-2 font-semibold">{t(`quarantine.block.${block}`)}</p>
        {problems.length > 0 ? (
          <ul className="mt-2 list-disc pl-5">
            {problems.slice(0, 20).map(({ field, message }) => (
              <li key={`${field} ${message}`}>{message}</li>
            ))}
          </ul>
        ) : null}
      </>
    );
  }
  const isOpenNow = record.reason === "wave-closed" && !obstacles.includes("wave-closed");
  return (
    <ul className="mt-2 list-disc pl-5">
      {isOpenNow ? <li>{t("quarantine.nowOpen")}</li> : null}
      {obstacles.map((obstacle) => (
        <li key={obstacle}>{sentence(obstacle)}</li>
      ))}
      {replacesLive && !obstacles.includes("second-for-case") ? (
        <li>{t("quarantine.replacesLive")}</li>
      ) : null}
      {obstacles.length === 0 ? <li>{t("quarantine.noObstacle")}</li> : null}
    </ul>
  );
}
