import { useTranslation } from "react-i18next";
import { type MixedShare } from "#analysis/score/other-lambdas.ts";
import { isWithheld, type Outcome } from "#analysis/score/withheld.ts";
import { type Check, CHECKS } from "#app/analyst/check-results.ts";
import {
  formatDifference,
  formatNumber,
  formatPercent,
  formatPoints,
  formatShare,
} from "#app/present/format-share.ts";
import { streetName } from "#app/present/street-results.ts";
import { useLanguage } from "#app/present/use-format.ts";
import { withheldSentence } from "#app/present/withheld-sentence.ts";
import type { EstimationFrame } from "#db/queries/read-estimation-frame.ts";
import { ChartFrame } from "./chart-frame.tsx";
import { ChecksTable } from "./checks-table.tsx";
import { DotIntervalChart, type DotRow } from "./dot-interval-chart.tsx";

export interface ChecksPage {
  streets: EstimationFrame["streets"];
  lambda: number;
  level: number;
  /** The headline's share and how many pairs of streets it tells apart. */
  headline: { district: Outcome<MixedShare>; apart: number };
  checks: readonly Check[];
}

interface ChecksPanelProps {
  page: ChecksPage;
  /** Those that are made of single answers, when they are there. */
  late: readonly Check[];
  state: "waiting" | "failed" | "known";
}

/** Heading over the first check of each group. */
const GROUPS: Partial<Record<Check["key"], string>> = {
  household: "modes",
  "dont-know": "answers",
  achieved: "lambda",
};

/** The district's share under every choice, a dot with its interval each, against the headline's line. */
export function ChecksPanel({ page, late, state }: ChecksPanelProps) {
  const { headline, level, streets, lambda } = page;
  const { t } = useTranslation(["checks", "waves", "losses"]);
  const language = useLanguage();
  const checks = [...page.checks, ...late].sort((a, b) => CHECKS.indexOf(a.key) - CHECKS.indexOf(b.key));
  const percent = formatPercent(level, language).replace(".0", "");
  const { district } = headline;
  const given = checks.flatMap((check) =>
    isWithheld(check.district) ? [] : [{ ...check, share: check.district }],
  );
  const rows = given.map(({ key, share }, i): DotRow => ({
    key,
    label: t(`choice.${key}`),
    value: formatShare(share, language),
    estimate: share.share,
    ci: share.ci,
    mark: key === "online" ? "dashed" : "filled",
    heading: GROUPS[key] && i >= 0 ? t(`group.${GROUPS[key]}`) : undefined,
  }));
  const ends = [...rows.flatMap(({ ci }) => [...ci]), ...(isWithheld(district) ? [] : district.ci)];
  const table = {
    caption: t("title"),
    columns: [
      { key: "choice", label: t("column.choice") },
      { key: "share", label: t("waves:results.share"), numeric: true, digits: 2 },
      { key: "low", label: t("waves:results.low", { level: percent }), numeric: true, digits: 2 },
      { key: "high", label: t("waves:results.high", { level: percent }), numeric: true, digits: 2 },
      { key: "change", label: t("column.change"), numeric: true, digits: 2 },
      { key: "tau", label: t("column.tau"), numeric: true, digits: 2 },
      { key: "apart", label: t("column.swapped"), numeric: true },
    ],
    rows: [
      ...(isWithheld(district)
        ? []
        : [
            {
              choice: t("headline"),
              share: district.share,
              low: district.ci[0],
              high: district.ci[1],
              change: 0,
            },
          ]),
      ...given.map(({ key, share, change, order }) => ({
        ...{ choice: t(`choice.${key}`), share: share.share, low: share.ci[0], high: share.ci[1], change },
        tau: order && !isWithheld(order.tau) ? order.tau.value : null,
        apart: order ? order.swappedApart.length : null,
      })),
    ],
  };
  return (
    <div>
      <ChartFrame
        id="checks"
        title={t("panel")}
        sentence={useChecksSentence(checks, district, headline.apart, state)}
        note={t("note", { lambda: formatNumber(lambda, language, 2) })}
        table={table}
      >
        {rows.length > 0 ? (
          <DotIntervalChart
            title={t("chart", { level: percent })}
            description={t("description")}
            rows={rows}
            domain={[Math.max(0, Math.min(...ends)), Math.min(20, Math.max(...ends))]}
            tick={(value, decimals) => formatNumber(value, language, decimals)}
            reference={
              isWithheld(district)
                ? undefined
                : {
                    estimate: district.share,
                    ci: district.ci,
                    label: t("headlineLabel", { share: formatShare(district, language) }),
                  }
            }
          />
        ) : null}
      </ChartFrame>
      {state === "waiting" ? (
        <p role="status" className="note mt-4 max-w-[800px]">
          {t("losses:late.waiting")}
        </p>
      ) : null}
      {state === "failed" ? (
        <p role="alert" className="note note-attention mt-4 max-w-[800px]">
          {t("losses:late.failed")}
        </p>
      ) : null}
      <ChecksTable
        checks={checks}
        streetAt={(place) => streetName(streets[place]!, language)}
        headline={{
          share: isWithheld(district) ? withheldSentence(district, t) : formatShare(district, language),
          apart: headline.apart,
        }}
      />
    </div>
  );
}

function useChecksSentence(
  checks: readonly Check[],
  district: Outcome<MixedShare>,
  apart: number,
  state: ChecksPanelProps["state"],
): string {
  const { t } = useTranslation(["checks", "waves"]);
  const language = useLanguage();
  if (isWithheld(district)) return withheldSentence(district, t);
  // A mode alone and the volunteers are other populations, not other choices.
  const choices = checks.filter(({ key }) => !["household", "intercept", "online"].includes(key));
  const moved = choices.filter(({ change }) => change !== null);
  const largest = moved.reduce<Check | null>(
    (most, check) => (Math.abs(check.change!) > Math.abs(most?.change ?? 0) ? check : most),
    null,
  );
  const outside = moved.filter(({ change }) => Math.abs(change!) > (district.ci[1] - district.ci[0]) / 2);
  const swapped = choices.filter(({ order }) => order && order.swappedApart.length > 0);
  const first = largest
    ? t("sentence.largest", {
        choice: t(`choice.${largest.key}`),
        change: formatDifference(largest.change!, language),
        half: formatPoints((district.ci[1] - district.ci[0]) / 2, language),
      })
    : t("sentence.nothing");
  const second = largest
    ? outside.length > 0
      ? t("sentence.outside", { count: outside.length })
      : t("sentence.inside")
    : "";
  const third =
    apart === 0
      ? t("sentence.noneApart")
      : swapped.length > 0
        ? t("sentence.swapped", { pairs: apart, choices: swapped.length })
        : t("sentence.kept", { count: apart });
  return [first, second, third, state === "known" ? "" : t("sentence.soFar")]
    .filter(Boolean)
    .join(language === "en" ? " " : "");
}
