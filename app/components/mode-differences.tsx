import { useTranslation } from "react-i18next";
import type { ShareDifference } from "#analysis/score/mode-differences.ts";
import { isWithheld, type Outcome } from "#analysis/score/withheld.ts";
import { formatDifference, formatPercent, formatPoints } from "#app/present/format-share.ts";
import { streetName } from "#app/present/street-results.ts";
import { useLanguage } from "#app/present/use-format.ts";
import { withheldSentence } from "#app/present/withheld-sentence.ts";
import { ChartFrame } from "./chart-frame.tsx";
import type { ChecksPage } from "./checks-panel.tsx";
import { DotIntervalChart, type DotRow } from "./dot-interval-chart.tsx";

interface ModeDifferencesProps {
  page: Pick<ChecksPage, "streets" | "level"> & {
    modes: {
      district: Outcome<ShareDifference>;
      streets: readonly Outcome<ShareDifference>[];
      online: Outcome<ShareDifference>;
    };
  };
}

/** Household visits less intercepts, in the district and every street, and online less combined, about a line at nothing. */
export function ModeDifferences({ page: { streets, level, modes } }: ModeDifferencesProps) {
  const { t } = useTranslation(["checks", "waves"]);
  const language = useLanguage();
  const percent = formatPercent(level, language).replace(".0", "");
  const all = [
    { key: "district", label: t("modes.district"), figure: modes.district },
    { key: "online", label: t("modes.online"), figure: modes.online },
    ...streets.map((street, s) => ({
      key: street.id,
      label: streetName(street, language),
      figure: modes.streets[s]!,
    })),
  ];
  const given = all.flatMap(({ figure, ...row }) => (isWithheld(figure) ? [] : [{ ...row, figure }]));
  const withheld = all.flatMap(({ figure, ...row }) => (isWithheld(figure) ? [{ ...row, figure }] : []));
  const isReal = ({ ci }: ShareDifference) => ci[0] > 0 || ci[1] < 0;
  const first = given.findIndex(({ key }) => key !== "district" && key !== "online");
  const rows = given.map(({ key, label, figure }, i): DotRow => ({
    ...{ key, label, estimate: figure.estimate, ci: figure.ci },
    value: `${formatDifference(figure.estimate, language)} ± ${formatPoints((figure.ci[1] - figure.ci[0]) / 2, language)}`,
    mark: key === "online" ? "dashed" : isReal(figure) ? "filled" : "hollow",
    heading: i === 0 ? t("modes.all") : i === first ? t("modes.byStreet") : undefined,
  }));
  const ends = [0, ...rows.flatMap(({ ci }) => [...ci])];
  const district = modes.district;
  const sentence = isWithheld(district)
    ? withheldSentence(district, t)
    : t(isReal(district) ? "modes.real" : "modes.noise", {
        difference: formatDifference(district.estimate, language),
        low: formatDifference(district.ci[0], language),
        high: formatDifference(district.ci[1], language),
        count: given.filter(({ key, figure }) => key !== "district" && key !== "online" && isReal(figure))
          .length,
      });
  return (
    <div>
      <ChartFrame
        id="mode-differences"
        title={t("modes.title")}
        sentence={sentence}
        note={t("modes.note")}
        table={{
          caption: t("modes.title"),
          columns: [
            { key: "where", label: t("modes.where") },
            { key: "difference", label: t("modes.difference"), numeric: true, digits: 2 },
            { key: "low", label: t("waves:results.low", { level: percent }), numeric: true, digits: 2 },
            { key: "high", label: t("waves:results.high", { level: percent }), numeric: true, digits: 2 },
          ],
          rows: given.map(({ label, figure }) => ({
            ...{ where: label, difference: figure.estimate, low: figure.ci[0], high: figure.ci[1] },
          })),
        }}
      >
        {rows.length > 0 ? (
          <DotIntervalChart
            title={t("modes.title")}
            description={t("modes.description", { level: percent })}
            rows={rows}
            domain={[Math.min(...ends), Math.max(...ends)]}
            tick={(value, decimals) =>
              formatDifference(Number(value.toFixed(decimals)), language).replace(/\.?0+$/, "") || "0"
            }
            reference={{ estimate: 0, ci: [0, 0], label: t("modes.nothing") }}
          />
        ) : null}
      </ChartFrame>
      {withheld.map(({ key, label, figure }) => (
        <p key={key} className="mt-2 max-w-[800px] text-ink-soft">
          {label}: {withheldSentence(figure, t)}
        </p>
      ))}
    </div>
  );
}
