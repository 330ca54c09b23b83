import { useTranslation } from "react-i18next";
import { CYCLE_WEIGHTS, type WholeScore } from "#analysis/score/whole-score.ts";
import type { CycleYear } from "#app/analyst/score-page.server.ts";
import { formatNumber, formatPercent, formatPoints, halfWidth } from "#app/present/format-share.ts";
import { useLanguage } from "#app/present/use-format.ts";
import type { Language } from "#surveys/vocabulary.ts";
import { ChartFrame } from "./chart-frame.tsx";
import { ChoiceLinks } from "./choice-links.tsx";
import { ScoreRanges } from "./score-ranges.tsx";

export interface ScorePage {
  /** The year of the wave, and the last year of the cycle. */
  own: number;
  last: number;
  target: number | null;
  cycle: readonly CycleYear[];
  whole: WholeScore;
  reaches: Record<"year" | "cycle", number | null> | null;
}

/** "87.65 ± 0.18", "87.50", or from and to where something is missing. */
export function wholeText(score: WholeScore, language: Language): string {
  if (score.status === "incomplete")
    return `${formatPoints(score.low, language)}–${formatPoints(score.high, language)}`;
  const points = formatPoints(score.points, language);
  return score.se > 0 ? `${points} ± ${formatPoints(halfWidth(score), language)}` : points;
}

/** The years' totals and the cycle that they make, each with its uncertainty or the range that is still open. */
export function ScoreCycle({ page: { own, last, cycle, whole } }: { page: ScorePage }) {
  const { t } = useTranslation("score");
  const language = useLanguage();
  const weight = (y: number) => formatPercent(CYCLE_WEIGHTS[y]!, language).replace(".0", "");
  const missing = cycle.filter(({ total }) => total.status === "incomplete").map(({ year }) => String(year));
  const list = new Intl.ListFormat(language).format(missing);
  const rows = [
    ...cycle.map(({ year, total }, y) => ({
      key: String(year),
      label: t("yearLabel", { year, weight: weight(y) }),
      score: total,
    })),
    { key: "cycle", label: t("cycleLabel"), score: whole },
  ];
  const place = cycle.findIndex(({ year }) => year === own);
  const sentence =
    whole.status === "known"
      ? t("known", { cycle: wholeText(whole, language) })
      : t("incomplete", {
          years: list,
          low: formatPoints(whole.low, language),
          high: formatPoints(whole.high, language),
        });
  return (
    <div>
      <ChartFrame
        id="cycle"
        title={t("cycleTitle", { from: last - 2, to: last })}
        sentence={sentence}
        note={t("note")}
        table={{
          caption: t("cycleTitle", { from: last - 2, to: last }),
          columns: [
            { key: "what", label: t("what") },
            { key: "points", label: t("points"), numeric: true, digits: 2 },
            { key: "se", label: t("se"), numeric: true, digits: 3 },
            { key: "low", label: t("low"), numeric: true, digits: 2 },
            { key: "high", label: t("high"), numeric: true, digits: 2 },
            { key: "state", label: t("state") },
          ],
          rows: rows.map(({ label, score }) =>
            score.status === "known"
              ? { what: label, points: score.points, se: score.se, low: score.ci[0], high: score.ci[1], state: t(score.se > 0 ? "estimated" : "exact") } // prettier-ignore
              : { what: label, low: score.low, high: score.high, state: t("open") },
          ),
        }}
      >
        <ScoreRanges
          title={t("cycleTitle", { from: last - 2, to: last })}
          description={t("description")}
          rows={rows.map(({ key, label, score }) => ({
            key,
            label,
            score,
            value: wholeText(score, language),
          }))}
        />
      </ChartFrame>
      <p className="mt-2 max-w-[800px]">
        {t("onePoint", {
          year: own,
          weight: weight(place),
          effect: formatNumber(CYCLE_WEIGHTS[place]!, language, 2),
          needed: formatNumber(1 / CYCLE_WEIGHTS[place]!, language, 2),
        })}
      </p>
      <div className="no-print mt-2">
        <ChoiceLinks
          label={t("placeOf", { year: own })}
          param="last"
          chosen={String(last)}
          choices={[own, own + 1, own + 2].map((year, i) => ({
            value: String(year),
            label: t(`place.${i}`, { year }),
          }))}
        />
      </div>
    </div>
  );
}
