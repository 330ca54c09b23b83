import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { isWithheld } from "#analysis/score/withheld.ts";
import type { Overview } from "#app/analyst/read-overview.server.ts";
import { formatDifference } from "#app/present/format-share.ts";
import { streetName } from "#app/present/street-results.ts";
import { useLanguage } from "#app/present/use-format.ts";
import { FlagWords } from "./flag-words.tsx";

interface OverviewBesideProps {
  overview: Pick<Overview, "view" | "modeDifference" | "quarantined">;
  waveId: string;
}

/** What must be said beside the figures: flags, streets without a share, modes that differ, records that wait. */
export function OverviewBeside({
  overview: { view, modeDifference, quarantined },
  waveId,
}: OverviewBesideProps) {
  const { t } = useTranslation("overview");
  const language = useLanguage();
  const { overall, streets } = view;
  const flagged = streets.filter(({ flags }) => flags.length > 0).length;
  const without = streets.filter((street) => isWithheld(street));
  const names = new Intl.ListFormat(language).format(without.map((street) => streetName(street, language)));
  const points = (value: number) => formatDifference(value, language);
  const notes = [
    without.length > 0 ? t("beside.withheld", { count: without.length, names }) : null,
    flagged > 0 ? t("beside.flagged", { count: flagged }) : null,
    modeDifference
      ? t("beside.modes", {
          difference: points(modeDifference.estimate),
          low: points(modeDifference.ci[0]),
          high: points(modeDifference.ci[1]),
        })
      : null,
    quarantined > 0 ? t("beside.quarantine", { count: quarantined }) : null,
  ].filter((note) => note !== null);
  return (
    <section>
      <h2>{t("beside.title")}</h2>
      {overall.flags.length > 0 ? (
        <div className="mt-2">
          {t("beside.district")}
          <FlagWords flags={overall.flags} />
        </div>
      ) : null}
      {notes.length > 0 ? (
        <ul className="mt-2 max-w-[800px] list-disc pl-5">
          {notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      ) : overall.flags.length === 0 ? (
        <p className="mt-2">{t("beside.none")}</p>
      ) : null}
      <p className="no-print">
        <Link to={`/waves/${waveId}/streets`} className="inline-flex min-h-[44px] items-center">
          {t("beside.link")}
          <span aria-hidden="true">&nbsp;→</span>
        </Link>
      </p>
    </section>
  );
}
