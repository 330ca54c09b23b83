import { useTranslation } from "react-i18next";
import { isWithheld } from "#analysis/score/withheld.ts";
import { formatNumber, formatPercent, formatPoints, formatShare } from "#app/present/format-share.ts";
import { type GivenStreet, isApartFrom, sortStreets, streetName } from "#app/present/street-results.ts";
import type { ShownTable } from "#app/download/shown-table.ts";
import type { Place } from "#app/present/place-streets.ts";
import { useLanguage } from "#app/present/use-format.ts";
import type { WaveEstimatesView } from "#db/queries/read-wave-estimates.ts";
import { ChartFrame } from "./chart-frame.tsx";
import { DotIntervalChart, type DotRow } from "./dot-interval-chart.tsx";
import { NonProbabilityNote } from "./non-probability-note.tsx";
import { StreetList } from "./street-list.tsx";
import { StreetTable } from "./street-table.tsx";

interface StreetsProps {
  view: WaveEstimatesView;
  /** Address of the table as a file. */
  download: string;
}

/** The streets from the highest share to the lowest: a sentence, the chart, and the table behind it. */
export function ResultsStreets({ view, download }: StreetsProps) {
  const { t } = useTranslation("waves");
  const language = useLanguage();
  const { overall, streets, level } = view;
  const { placed, without } = sortStreets(streets, language);
  const percent = formatPercent(level, language).replace(".0", "");
  const district = isWithheld(overall) ? null : overall;
  const rows = placed.map(({ street }): DotRow => {
    return {
      key: street.id,
      label: streetName(street, language),
      value: formatShare(street, language),
      estimate: street.share,
      ci: street.ci,
      mark: district && isApartFrom(street, district.share) ? "filled" : "hollow",
    };
  });
  const ends = [...placed.flatMap(({ street }) => [...street.ci]), ...(district ? district.ci : [])];
  const table: ShownTable = {
    caption: t("results.chartTitle", { level: percent }),
    columns: [
      { key: "street", label: t("results.street") },
      { key: "best", label: t("results.placeBest"), numeric: true },
      { key: "worst", label: t("results.placeWorst"), numeric: true },
      { key: "share", label: t("results.share"), numeric: true },
      { key: "low", label: t("results.low", { level: percent }), numeric: true, digits: 2 },
      { key: "high", label: t("results.high", { level: percent }), numeric: true, digits: 2 },
    ],
    rows: placed.map(({ street, best, worst }) => ({
      ...{ street: streetName(street, language), best, worst },
      ...{ share: street.share, low: street.ci[0], high: street.ci[1] },
    })),
  };
  return (
    <div>
      <ChartFrame
        id="streets"
        title={t("results.streets")}
        sentence={
          <>
            {useStreetsSentence(placed)}
            {language === "en" ? " " : ""}
            {useDistrictSentence(placed, district?.share ?? null)}
          </>
        }
        note={t("results.chartLegend")}
        table={table}
      >
        <DotIntervalChart
          title={table.caption}
          description={t("results.chartDescription", {
            district: district ? formatPoints(district.share, language) : "–",
          })}
          rows={rows}
          domain={[Math.max(0, Math.min(...ends)), Math.min(20, Math.max(...ends))]}
          tick={(value, decimals) => formatNumber(value, language, decimals)}
          reference={
            district
              ? {
                  estimate: district.share,
                  ci: district.ci,
                  label: t("results.chartDistrict", { district: formatShare(district, language) }),
                }
              : undefined
          }
        />
      </ChartFrame>
      <NonProbabilityNote view={view} of="streets" />
      <StreetList placed={placed} without={without} overall={overall} />
      <StreetTable placed={placed} without={without} overall={overall} />
      <p className="mt-2 max-w-[800px] text-[0.875rem] text-ink-soft">{t("results.placeNote")}</p>
      <p className="no-print mt-4">
        <a className="button button-plain" href={download} download>
          {t("results.download")}
        </a>
      </p>
    </div>
  );
}

function useStreetsSentence(placed: readonly Place<GivenStreet>[]): string {
  const { t } = useTranslation("waves");
  const language = useLanguage();
  const [first, last] = [placed[0], placed.at(-1)];
  if (!first || !last) return t("results.streetsSentence.none");
  if (placed.length === 1) return t("results.streetsSentence.one");
  const alike = placed.filter(({ apart }) => !apart).length;
  const kind = alike === 0 ? "allApart" : alike === placed.length ? "allAlike" : "some";
  return t(`results.streetsSentence.${kind}`, {
    count: placed.length,
    alike,
    first: streetName(first.street, language),
    last: streetName(last.street, language),
  });
}

/** How many streets stand out from the district as a whole, which is what a reader wants to know first. */
function useDistrictSentence(placed: readonly Place<GivenStreet>[], district: number | null): string {
  const { t } = useTranslation("waves");
  if (district === null || placed.length < 2) return "";
  const above = placed.filter(({ street }) => street.ci[0] > district).length;
  const below = placed.filter(({ street }) => street.ci[1] < district).length;
  return t("results.districtSentence", { above, below, rest: placed.length - above - below });
}
