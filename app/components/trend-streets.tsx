import { Link } from "@remix-run/react";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import { isWithheld } from "#analysis/score/withheld.ts";
import type { StreetTrend } from "#app/analyst/street-trends.server.ts";
import type { Trend } from "#app/analyst/read-trend.server.ts";
import type { ShownTable } from "#app/download/shown-table.ts";
import { type Named, useLocalName } from "#app/present/local-name.ts";
import { formatChange, formatWithReach, partName, trendReason, verdict } from "#app/present/trend-words.ts"; // prettier-ignore
import { useLanguage } from "#app/present/use-format.ts";
import { withParams } from "#app/present/with-params.ts";
import type { Titles } from "#surveys/read-titles.ts";
import { ChartFrame } from "./chart-frame.tsx";
import { SparkChart } from "./spark-chart.tsx";

interface TrendStreetsProps {
  choice: { part: string; domain: string };
  trend: Trend;
  streets: readonly (Named & { id: string })[];
  streetTrends: readonly StreetTrend[];
  titles: Titles;
  /** Of the page's address. */
  search: URLSearchParams;
}

/** Every street over the waves in small, the largest rise first. */
export const TrendStreets = memo(function TrendStreets(props: TrendStreetsProps) {
  const { choice, trend, streets, streetTrends, titles, search } = props;
  const { t } = useTranslation(["trends", "waves"]);
  const language = useLanguage();
  const localName = useLocalName();
  const { part } = choice;
  const nameOf = new Map(streets.map((street) => [street.id, localName(street)]));
  const rise = ({ change }: StreetTrend) => (isWithheld(change) ? -Infinity : change.estimate);
  const sorted = [...streetTrends].sort((a, b) => rise(b) - rise(a) || 0);
  const real = sorted.filter(({ change }) => !isWithheld(change) && change.real);
  const names = real.map(({ id }) => nameOf.get(id)).join(language === "en" ? ", " : "、");
  const [before, after] = trend.points.slice(-2);
  const ends = sorted.flatMap(({ figures }) => [...figures.lows, ...figures.highs].filter((end) => end !== null)); // prettier-ignore
  const limits = part === "share" ? [0, 20] : [0, 1];
  const values = [Math.max(limits[0]!, Math.min(...ends)), Math.min(limits[1]!, Math.max(...ends))] as const;
  const times = trend.points.map(({ time }) => time);
  const span = times.length > 1 ? ([times[0]!, times.at(-1)!] as const) : ([(times[0] ?? 0) - 1, (times[0] ?? 0) + 1] as const); // prettier-ignore
  const sentence = () => {
    if (streets.length === 0) return t("streets.empty");
    if (!before || !after) return t("streets.one");
    const found = t("streets.real", { count: real.length, names });
    return t("streets.sentence", {
      before: localName(before.wave),
      after: localName(after.wave),
      real: found,
    });
  };
  const remark = ({ latest, change }: Pick<StreetTrend, "latest" | "change">) => {
    if (isWithheld(latest) || isWithheld(change)) return "";
    const [estimate, low, high] = [change.estimate, ...change.ci].map((x) => formatChange(part, x, language));
    return `${estimate} (${low} – ${high}) ${verdict(change, t)}`;
  };
  const digits = part === "share" ? { digits: 2 } : { percent: true };
  const table: ShownTable = {
    caption: t("streets.title"),
    columns: [
      { key: "street", label: t("streets.street") },
      { key: "latest", label: t("streets.latest"), numeric: true, ...digits },
      ...(["change", "low", "high"] as const).map((key) => ({ key, label: t(`streets.${key}`), numeric: true, ...digits })), // prettier-ignore
      { key: "verdict", label: t("streets.verdict") },
    ],
    rows: sorted.map(({ id, latest, change }) => ({
      street: nameOf.get(id) ?? "",
      latest: isWithheld(latest) ? null : latest.estimate,
      ...(isWithheld(change) ? {} : { change: change.estimate, low: change.ci[0], high: change.ci[1] }),
      verdict: verdict(change, t),
    })),
  };
  return (
    <ChartFrame
      id="street-trends"
      title={`${t("streets.title")}${language === "en" ? ": " : "："}${partName(part, titles, language, t)}`}
      sentence={sentence()}
      note={t("streets.note", { count: streets.length })}
      table={table}
    >
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(220px,1fr))] gap-x-6 gap-y-5 print:grid-cols-3 print:gap-y-2">
        {sorted.map(({ id, figures, latest, change }) => (
          <li key={id}>
            <Link to={withParams(search, { street: id })} preventScrollReset className="block no-underline">
              <SparkChart
                title={t("streets.description", { street: nameOf.get(id), count: times.length })}
                name={nameOf.get(id) ?? ""}
                latest={isWithheld(latest) ? "" : formatWithReach(part, latest, language)}
                remark={remark({ latest, change })}
                strong={!isWithheld(change) && change.real}
                figures={figures}
                times={times}
                span={span}
                values={ends.length > 0 ? values : [0, 1]}
              />
            </Link>
            {isWithheld(latest) ? (
              <p className="text-[0.875rem] text-ink-soft">{trendReason(latest, t)}</p>
            ) : isWithheld(change) && trend.points.length > 1 ? (
              <p className="text-[0.875rem] text-ink-soft">{trendReason(change, t)}</p>
            ) : null}
          </li>
        ))}
      </ul>
    </ChartFrame>
  );
});
