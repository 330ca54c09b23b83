import { DONT_KNOW } from "../scoring-sheet.ts";
import { isEligible } from "./demo-district.ts";
import type { DemoDistrict } from "./demo-district.ts";
import type { Opinions, PersonKind } from "./opinions.ts";

/** Points out of 20 of each street (in the district's order) and of the whole district. */
export interface Shares {
  streets: number[];
  overall: number;
}

export interface TrueShares {
  /** Eligible residents. */
  household: Shares;
  /** Eligible passages at the listed sites and slots. */
  intercept: Shares;
  /** λ·household + (1 − λ)·intercept, street by street and overall. */
  combined: Shares;
}

/**
 * The exact shares of the demo population: 20·Σ ω_i Σ a y / Σ a over everybody eligible, not over a sample.
 *
 * "Don't know" counts as the sheet says item by item ("sheet") or the other way round ("other"); refused never
 * counts. O(persons · items): about a second for the full district, for both modes.
 *
 * @param lambda  weight of the household share, 0..1
 */
export function trueShares(
  district: DemoDistrict,
  opinions: Opinions,
  lambda: number,
): Record<"sheet" | "other", TrueShares> {
  const sums = {
    household: sumAnswers(district, opinions, "resident"),
    intercept: sumAnswers(district, opinions, "passage"),
  };
  const byRule = (rule: "sheet" | "other"): TrueShares => {
    const household = sharesOf(sums.household, opinions, rule);
    const intercept = sharesOf(sums.intercept, opinions, rule);
    const mix = (h: number, i: number) => lambda * h + (1 - lambda) * i;
    return {
      household,
      intercept,
      combined: {
        streets: household.streets.map((share, street) => mix(share, intercept.streets[street] as number)),
        overall: mix(household.overall, intercept.overall),
      },
    };
  };
  return { sheet: byRule("sheet"), other: byRule("other") };
}

/** Per street × item: substantive answers, don't knows, and the sum of scores. */
interface AnswerSums {
  streets: number;
  answered: Float64Array;
  dontKnow: Float64Array;
  score: Float64Array;
}

function sumAnswers(district: DemoDistrict, opinions: Opinions, kind: PersonKind): AnswerSums {
  const { residents, passages, dwellings, communities, siteSlots, streets } = district;
  const { items } = opinions.sheet;
  const people = kind === "resident" ? residents : passages;
  const cells = () => new Float64Array(streets.length * items.length);
  const sums = { streets: streets.length, answered: cells(), dontKnow: cells(), score: cells() };
  const codes = new Int8Array(items.length);
  const scores = items.map((item) => item.options.map((option) => option.score));
  for (let person = 0; person < people.count; person++) {
    if (!isEligible(people, person)) continue;
    const street =
      kind === "resident"
        ? communities[dwellings.community[residents.dwelling[person] as number] as number]?.street
        : siteSlots[passages.siteSlot[person] as number]?.street;
    opinions.answer(kind, person, codes);
    for (let item = 0; item < items.length; item++) {
      const cell = (street as number) * items.length + item;
      const code = codes[item] as number;
      if (code >= 0) {
        sums.answered[cell]! += 1;
        sums.score[cell]! += scores[item]?.[code] ?? 0;
      } else if (code === DONT_KNOW) sums.dontKnow[cell]! += 1;
    }
  }
  return sums;
}

function sharesOf(sums: AnswerSums, { sheet }: Opinions, rule: "sheet" | "other"): Shares {
  const items = sheet.items.length;
  const share = (streets: number[]) =>
    20 *
    sheet.items.reduce((total, item, i) => {
      const countsAsZero = (item.dontKnow === "zero") === (rule === "sheet");
      const sum = (column: Float64Array) =>
        streets.reduce((s, street) => s + (column[street * items + i] as number), 0);
      const counted = sum(sums.answered) + (countsAsZero ? sum(sums.dontKnow) : 0);
      return total + (item.weight > 0 ? (item.weight * sum(sums.score)) / counted : 0);
    }, 0);
  const all = Array.from({ length: sums.streets }, (_, street) => street);
  return { streets: all.map((street) => share([street])), overall: share(all) };
}
