import { useTranslation } from "react-i18next";
import { isWithheld } from "#analysis/score/withheld.ts";
import type { AnalysedStreets } from "#app/analyst/read-streets.server.ts";
import { formatDifference, formatPercent } from "#app/present/format-share.ts";
import { useLanguage } from "#app/present/use-format.ts";
import { withheldSentence } from "#app/present/withheld-sentence.ts";

/** What places, chances and small-area estimates rest on, or why there are none. */
export function StreetsNotes({
  page: { ranks, areas, best, view, streets, otherLambda },
}: {
  page: AnalysedStreets;
}) {
  const { t } = useTranslation(["streets", "waves"]);
  const language = useLanguage();
  const level = formatPercent(view.level, language).replace(".0", "");
  const notes = [
    ...(isWithheld(ranks)
      ? [`${t("streets:notes.ranksWithheld")} ${withheldSentence(ranks, t)}`]
      : [t("streets:notes.place", { level }), t("streets:notes.best", { best })]),
    ...(otherLambda ? [t("streets:notes.otherLambda")] : []),
    ...(isWithheld(areas)
      ? [`${t("streets:notes.areasWithheld")} ${withheldSentence(areas, t)}`]
      : [
          t("streets:notes.area"),
          t("streets:notes.model", {
            method: t(`streets:notes.method.${areas.method}`),
            smoothing: t(`streets:notes.smoothing.${areas.smoothing}`),
            covariates: areas.covariates.join(", ") || t("streets:notes.noCovariates"),
          }),
          areas.shift === null
            ? t("streets:notes.noShift")
            : t("streets:notes.shift", { shift: formatDifference(areas.shift, language) }),
          ...(streets.some(({ area }) => area?.gamma === null) ? [t("streets:notes.synthetic")] : []),
        ]),
  ];
  return (
    <ul className="max-w-[800px] list-disc pl-5 text-[0.875rem] text-ink-soft">
      {notes.map((note) => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  );
}
