import { useTranslation } from "react-i18next";
import { isWithheld } from "#analysis/score/withheld.ts";
import type { AnalysedStreet, AnalysedStreets } from "#app/analyst/read-streets.server.ts";
import type { ShownTable } from "#app/download/shown-table.ts";
import { formatPercent } from "#app/present/format-share.ts";
import { useLocalName } from "#app/present/local-name.ts";
import { streetName } from "#app/present/street-results.ts";
import { useLanguage } from "#app/present/use-format.ts";
import { TableDownloads } from "./table-downloads.tsx";

interface StreetsDownloadsProps {
  page: AnalysedStreets;
  streets: readonly AnalysedStreet[];
}

/** The table of streets as files, a figure a column. */
export function StreetsDownloads({ page, streets }: StreetsDownloadsProps) {
  const { t } = useTranslation(["streets", "waves"]);
  const language = useLanguage();
  const localName = useLocalName();
  const level = formatPercent(page.view.level, language).replace(".0", "");
  const wave = page.previous ? localName(page.previous) : "–";
  const label = (key: string) => t(`streets:table.${key}`, { level, wave, best: page.best });
  const keys = [
    ...["street", "share", "low", "high", "placeLow", "placeHigh", "jointLow", "jointHigh", "best"],
    ...["difference", "differenceSe", "p", "change", "changeLow", "changeHigh", "n", "neff"],
    ...["areaEstimate", "areaRmse", "gamma", "flags"],
  ];
  const table: ShownTable = {
    caption: t("streets:table.caption"),
    columns: keys.map((key) => ({ key, label: label(key), numeric: key !== "street" && key !== "flags" })),
    rows: streets.map((street) => {
      const { figure, rank, difference, change, area } = street;
      return {
        street: streetName(street, language),
        ...(isWithheld(figure)
          ? {}
          : { share: figure.share, low: figure.ci[0], high: figure.ci[1], n: figure.n, neff: figure.neff }),
        ...(rank && {
          ...{ placeLow: rank.ownSet[0], placeHigh: rank.ownSet[1] },
          ...{ jointLow: rank.jointSet[0], jointHigh: rank.jointSet[1], best: rank.bestProbability },
        }),
        ...(isWithheld(difference)
          ? {}
          : { difference: difference.estimate, differenceSe: difference.se, p: difference.adjusted }),
        ...(change && !isWithheld(change)
          ? { change: change.estimate, changeLow: change.interval[0], changeHigh: change.interval[1] }
          : {}),
        ...(area && { areaEstimate: area.estimate, areaRmse: Math.sqrt(area.mse), gamma: area.gamma }),
        flags: figure.flags.map((flag) => t(`waves:results.flag.${flag}`)).join("; "),
      };
    }),
  };
  return <TableDownloads id="streets-table" table={table} />;
}
