import { useTranslation } from "react-i18next";
import { isWithheld } from "#analysis/score/withheld.ts";
import type { ChangeOf } from "#app/analyst/compare-waves.server.ts";
import type { JudgedChange } from "#app/analyst/judge-changes.ts";
import type { ShownTable } from "#app/download/shown-table.ts";
import { formatNumber } from "#app/present/format-share.ts";
import { formatChange, trendReason, verdict } from "#app/present/trend-words.ts";
import { useLanguage } from "#app/present/use-format.ts";
import { ChartFrame } from "./chart-frame.tsx";
import { DotIntervalChart } from "./dot-interval-chart.tsx";

interface CompareChangesProps {
  id: "streets" | "dimensions" | "items";
  /** Points of the share, or scores in percentage points. */
  part: "share" | "score";
  names: { before: string; after: string };
  /** `short` is for the chart, where the name is long. */
  changes: readonly (ChangeOf & { name: string; short?: string })[];
}

/** Changes of one kind, the largest rise first, judged together. */
export function CompareChanges({ id, part, names, changes }: CompareChangesProps) {
  const { t } = useTranslation(["trends", "waves"]);
  const language = useLanguage();
  const scale = part === "share" ? 1 : 100;
  const given = changes
    .flatMap(({ change, ...each }) => (isWithheld(change) ? [] : [{ ...each, change }]))
    .sort((a, b) => b.change.estimate - a.change.estimate);
  const without = changes.filter(({ change }) => isWithheld(change));
  const real = given.filter(({ change }) => change.real);
  const listed = real.map(({ name, short }) => short ?? name).join(language === "en" ? "; " : "；");
  const found = t("compare.found", { count: real.length, names: listed });
  const ends = given.flatMap(({ change: { ci } }) => ci.map((end) => scale * end));
  const reach = Math.max(0.1, ...ends.map(Math.abs));
  const chartTitle = t("compare.chartTitle", names);
  const digits = { digits: part === "share" ? 2 : 1, numeric: true };
  const figures = ({ before, after, estimate, ci, se, seIfIndependent, correlation }: JudgedChange) => ({
    ...{ before: scale * before, after: scale * after, change: scale * estimate, low: scale * ci[0] },
    ...{ high: scale * ci[1], se: scale * se, independent: scale * seIfIndependent, correlation },
  });
  const table: ShownTable = {
    caption: `${t(`compare.${id}`)}${language === "en" ? ": " : "："}${chartTitle}`,
    columns: [
      { key: "name", label: t("compare.name") },
      ...(["before", "after", "change", "low", "high"] as const).map((key) => ({ key, label: t(`compare.${key}`), ...digits })), // prettier-ignore
      { key: "verdict", label: t("compare.verdict") },
      { key: "correlation", label: t("compare.correlation"), numeric: true, digits: 2 },
      { key: "se", label: t("compare.se"), numeric: true, digits: part === "share" ? 3 : 2 },
      {
        key: "independent",
        label: t("compare.independent"),
        numeric: true,
        digits: part === "share" ? 3 : 2,
      },
    ],
    rows: given.map(({ name, change }) => ({ name, ...figures(change), verdict: verdict(change, t) })),
  };
  return (
    <div>
      <ChartFrame
        id={`compare-${id}`}
        title={t(`compare.${id}`)}
        sentence={`${t(`compare.${id}Sentence`)}${language === "en" ? " " : ""}${found}`}
        note={t("compare.note", { count: changes.length })}
        table={table}
      >
        <DotIntervalChart
          title={table.caption}
          description={t("compare.description")}
          shortLabels={given.every(({ short }) => short !== undefined)}
          rows={given.map(({ id: key, name, short, change }) => ({
            ...{ key, label: short ?? name, value: formatChange(part, change.estimate, language) },
            estimate: scale * change.estimate,
            ci: [scale * change.ci[0], scale * change.ci[1]] as const,
            mark: change.real ? ("filled" as const) : ("hollow" as const),
          }))}
          domain={[-reach, reach]}
          tick={(value, decimals) => formatNumber(value, language, decimals)}
          reference={{ estimate: 0, ci: [0, 0], label: t("compare.zero") }}
        />
      </ChartFrame>
      {without.length > 0 ? (
        <div className="mt-4 max-w-[800px]">
          <h3>{t("compare.without")}</h3>
          <ul className="mt-1 list-disc pl-5">
            {without.map(({ id: key, name, change }) => (
              <li key={key}>
                {name}
                {language === "en" ? ": " : "："}
                {isWithheld(change) ? trendReason(change, t) : null}
              </li>
            ))}
          </ul>
        </div>
      ) : null}
    </div>
  );
}
