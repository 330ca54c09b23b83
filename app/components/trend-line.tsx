import { useTranslation } from "react-i18next";
import { isWithheld } from "#analysis/score/withheld.ts";
import type { Trend, TrendFigure } from "#app/analyst/read-trend.server.ts";
import { shownEvents } from "#app/analyst/shown-events.ts";
import { dayAt } from "#app/analyst/wave-time.ts";
import type { ShownTable } from "#app/download/shown-table.ts";
import { formatDay, formatNumber } from "#app/present/format-share.ts";
import { type Named, useLocalName } from "#app/present/local-name.ts";
import { formatPart, formatWithReach, partName, trendReason } from "#app/present/trend-words.ts";
import { useLanguage } from "#app/present/use-format.ts";
import type { ListedEvent } from "#db/queries/list-events.ts";
import type { Titles } from "#surveys/read-titles.ts";
import { ChartFrame } from "./chart-frame.tsx";
import { TrendChart } from "./trend-chart.tsx";

interface TrendLineProps {
  wave: { targetShare: number | null };
  choice: { part: string; domain: string };
  trend: Trend;
  streets: readonly (Named & { id: string })[];
  titles: Titles;
  events: readonly ListedEvent[];
  items: readonly { id: string; dimension: string }[];
}

/** The chosen figure over the waves, with what it says in a sentence. */
export function TrendLine({ wave, choice, trend, streets, titles, events, items }: TrendLineProps) {
  const { t } = useTranslation(["trends", "waves"]);
  const language = useLanguage();
  const localName = useLocalName();
  const { part, domain } = choice;
  const street = streets.find(({ id }) => id === domain);
  const where = street ? localName(street) : t("choose.district");
  const what = partName(part, titles, language, t);
  const given = trend.points.flatMap(({ wave: of, time, figure }) =>
    figure && !isWithheld(figure) ? [{ wave: of, time, figure }] : [],
  );
  const level = isWithheld(trend.level) ? [] : trend.level.level;
  const expected = trend.forecast && !isWithheld(trend.forecast) ? trend.forecast : null;
  const target = part === "share" && wave.targetShare !== null ? wave.targetShare : null;
  const text = (figure: TrendFigure) => formatWithReach(part, figure, language);
  const value = (x: number) => formatPart(part, x, language);
  const [first, last] = [given[0], given.at(-1)];
  const sentences = () => {
    if (!first || !last) return [t("chart.noFigure")];
    if (given.length === 1) return [t("chart.one", { figure: text(first.figure) })];
    const moved = { first: localName(first.wave), before: text(first.figure) };
    return [
      t("chart.sentence", { ...moved, last: localName(last.wave), after: text(last.figure) }),
      isWithheld(trend.level)
        ? t("chart.noSmooth", { reason: trendReason(trend.level, t) })
        : t("chart.moved", { from: value(level[0]!.estimate), to: value(level.at(-1)!.estimate) }),
    ];
  };
  const title = t("chart.title", { what, where });
  return (
    <ChartFrame
      id="trend"
      title={title}
      sentence={sentences().join(language === "en" ? " " : "")}
      note={t(level.length > 0 ? "chart.note" : "chart.noteRaw")}
      table={given.length > 0 ? tableOf() : { caption: title, columns: [], rows: [] }}
    >
      <TrendChart
        title={title}
        description={t("chart.description", { count: given.length })}
        dots={given.map(({ wave: { id }, time, figure: { estimate, ci } }) => ({
          key: id,
          time,
          estimate,
          ci,
        }))}
        level={level}
        expected={expected && { ...expected, label: value(expected.estimate) }}
        target={
          target === null ? null : { value: target, label: t("chart.target", { target: value(target) }) }
        }
        events={shownEvents(events, choice, items, given.map(({ time }) => time), expected?.time ?? null)} // prettier-ignore
        tick={(x, decimals) =>
          part === "share"
            ? formatNumber(x, language, decimals)
            : `${formatNumber(100 * x, language, Math.max(0, decimals - 2))}%`
        }
        limits={part === "share" ? [0, 20] : [0, 1]}
      />
    </ChartFrame>
  );

  function tableOf(): ShownTable {
    const digits = part === "share" ? { digits: 2 } : { percent: true };
    const at = new Map(level.map((each) => [each.time, each]));
    return {
      caption: title,
      columns: [
        { key: "wave", label: t("chart.wave") },
        { key: "middle", label: t("chart.middle") },
        ...(["figure", "low", "high"] as const).map((key) => ({ key, label: t(`chart.${key}`), numeric: true, ...digits })), // prettier-ignore
        { key: "n", label: t("chart.n"), numeric: true, digits: 0 },
        ...(["level", "levelLow", "levelHigh"] as const).map((key) => ({ key, label: t(`chart.${key}`), numeric: true, ...digits })), // prettier-ignore
      ],
      rows: [
        ...trend.points.map(({ wave: of, time, figure }) => {
          const known = figure && !isWithheld(figure) ? figure : null;
          const smooth = at.get(time);
          return {
            ...{ wave: localName(of), middle: formatDay(dayAt(time), language) },
            ...{
              figure: known?.estimate ?? t("chart.gap"),
              low: known?.ci[0],
              high: known?.ci[1],
              n: known?.n,
            },
            ...{ level: smooth?.estimate, levelLow: smooth?.low, levelHigh: smooth?.high },
          };
        }),
        ...(expected
          ? [
              {
                ...{ wave: t("chart.expected"), middle: formatDay(trend.assessmentOn, language) },
                ...{
                  level: expected.estimate,
                  levelLow: expected.interval[0],
                  levelHigh: expected.interval[1],
                },
              },
            ]
          : []),
      ],
    };
  }
}
