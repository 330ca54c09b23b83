import { useTranslation } from "react-i18next";
import { formatMoment, formatNumber } from "#app/present/format-share.ts";
import { useLanguage } from "#app/present/use-format.ts";
import type { ClosingEffect } from "#db/queries/read-closing-effect.ts";

const CASES = ["dwellingsNotVisited", "dwellingsUnsettled", "sessionsNotStarted", "sessionsRunning"] as const;

interface ClosingEffectProps {
  effect: ClosingEffect;
  hours: number;
  timeZone: string;
}

/** What would be left behind if fieldwork ended now: open cases, and work that may still lie on tablets. */
export function ClosingEffectLists({ effect, hours, timeZone }: ClosingEffectProps) {
  const { t } = useTranslation("waves");
  const language = useLanguage();
  const open = CASES.filter((name) => effect[name] > 0);
  return (
    <div className="grid gap-6 sm:grid-cols-2">
      <section>
        <h3>{t("manage.openCases")}</h3>
        {open.length === 0 ? (
          <p className="mt-1">{t("manage.allSettled")}</p>
        ) : (
          <ul className="mt-1 list-disc pl-5">
            {open.map((name) => (
              <li key={name}>
                {t(`manage.${name}`, {
                  count: effect[name],
                  replace: { count: formatNumber(effect[name], language) },
                })}
              </li>
            ))}
          </ul>
        )}
      </section>
      <section>
        <h3>{t("manage.unsent")}</h3>
        <p className="mt-1">{t("manage.unsentText")}</p>
        <p className="mt-2">
          {t("manage.lately", { count: effect.volunteersLately, devices: effect.devicesLately, hours })}
        </p>
        <p className="mt-2 text-ink-soft">
          {effect.lastRecordAt
            ? t("manage.lastRecord", { moment: formatMoment(effect.lastRecordAt, language, timeZone) })
            : t("manage.noRecord")}
        </p>
      </section>
    </div>
  );
}
