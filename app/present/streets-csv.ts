import type { TFunction } from "i18next";
import type { Estimate } from "#analysis/score/estimate.ts";
import { isWithheld, type Outcome } from "#analysis/score/withheld.ts";
import type { ShownTable } from "#app/download/shown-table.ts";
import { tableOf } from "#app/export/estimate-cells.ts";
import type { WaveEstimatesView } from "#db/queries/read-wave-estimates.ts";
import type { Language } from "#surveys/vocabulary.ts";
import { type StreetEstimate, streetName } from "./street-results.ts";
import { withheldSentence } from "./withheld-sentence.ts";

type Cell = string | number;

const four = (value: number) => Number(value.toFixed(4));

function modeCells(mode: string, figure: Outcome<Estimate>): Record<string, Cell> {
  return isWithheld(figure)
    ? { [`${mode}_share`]: "", [`${mode}_se`]: "", [`${mode}_low`]: "", [`${mode}_high`]: "" }
    : {
        [`${mode}_share`]: four(figure.share),
        [`${mode}_se`]: four(figure.se),
        [`${mode}_low`]: four(figure.ci[0]),
        [`${mode}_high`]: four(figure.ci[1]),
      };
}

function cells(figure: StreetEstimate | WaveEstimatesView["overall"], t: TFunction): Record<string, Cell> {
  const given = isWithheld(figure) ? null : figure;
  const rate = given && !isWithheld(given.satisfactionRate) ? given.satisfactionRate : null;
  const number = (value: number | undefined): Cell => (value === undefined ? "" : four(value));
  return {
    share: number(given?.share),
    se: number(given?.se),
    low: number(given?.ci[0]),
    high: number(given?.ci[1]),
    df: number(given?.df),
    n: given?.n ?? "",
    received: figure.received,
    effective_n: number(given?.neff),
    design_effect: number(given?.deff),
    kish_effective_n: number(given?.kishNeff),
    satisfaction_rate: number(rate?.estimate),
    satisfaction_low: number(rate?.ci[0]),
    satisfaction_high: number(rate?.ci[1]),
    ...modeCells("household", figure.byMode.household),
    ...modeCells("intercept", figure.byMode.intercept),
    intercept_probability_sample: figure.byMode.intercept.probability ? "yes" : "no",
    share_all_probability_samples: figure.probability ? "yes" : "no",
    flags: [...figure.flags, ...(figure.probability ? [] : ["part-non-probability"])]
      .map((flag) => t(`waves:results.flag.${flag}`))
      .join("; "),
    withheld: isWithheld(figure) ? withheldSentence(figure, t) : "",
  };
}

/** The places that are possible for each street, by id; a street without a share has none. */
export type PlacesOfStreets = ReadonlyMap<string, readonly [best: number, worst: number]>;

/** The table of streets: the district first, then from the highest share down; points of 20, rates as fractions. */
export function streetsTable(
  view: WaveEstimatesView,
  places: PlacesOfStreets,
  language: Language,
  t: TFunction,
): ShownTable {
  const rows: Record<string, Cell>[] = [
    {
      code: "",
      name_zh: "全区",
      name_en: "District",
      place_best: "",
      place_worst: "",
      ...cells(view.overall, t),
    },
    ...inOrder(view.streets, language).map((street) => {
      const [best, worst] = places.get(street.id) ?? ["", ""];
      return {
        code: street.code,
        name_zh: street.name.zh,
        name_en: street.name.en,
        place_best: best,
        place_worst: worst,
        ...cells(street, t),
      };
    }),
  ];
  const stated = {
    lambda: view.lambda,
    dont_know: view.dontKnow,
    level: view.level,
    intercept_rule: view.interceptRule,
  };
  return tableOf(
    t("data:table.streets"),
    rows.map((row) => ({ ...row, ...stated })),
  );
}

/** Those without a share come last, by name. */
function inOrder(streets: readonly StreetEstimate[], language: Language): StreetEstimate[] {
  const { compare } = new Intl.Collator(language);
  const share = (street: StreetEstimate) => (isWithheld(street) ? -1 : street.share);
  return [...streets].sort(
    (a, b) => share(b) - share(a) || compare(streetName(a, language), streetName(b, language)),
  );
}
