import tCdf from "@stdlib/stats-base-dists-t-cdf";
import type { Calibration, Margin } from "#analysis/estimation/calibration.ts";
import { designCovariance } from "#analysis/estimation/design-covariance.ts";
import { designDegrees } from "#analysis/estimation/degrees-of-freedom.ts";
import { domainsBy, wholeDomain } from "#analysis/estimation/domains.ts";
import { indexDesign } from "#analysis/estimation/design-index.ts";
import { criticalValues, tInterval } from "#analysis/estimation/intervals.ts";
import { ratioComposite, type Linearised } from "#analysis/estimation/ratio-composite.ts";
import type { SurveyDesign } from "#analysis/estimation/survey-design.ts";
import type { Tally } from "#analysis/tally.ts";
import { tallyMargin } from "#analysis/weighting/tally-margin.ts";
import { expectClose, readInput, type Block } from "#test/analysis/read-reference.ts";
import { expectBlock, tallyOf, unitOf } from "#test/analysis/reference-tallies.ts";

const OMEGA = [0.2, 0.15, 0.15, 0.12, 0.1, 0.1, 0.1, 0.08];
export const ITEMS = ["contact", "victim", "calls", "solved", ...OMEGA.map((_, k) => `q0${k + 1}`)];
const STREETS = Array.from({ length: 12 }, (_, k) => `S${String(k + 1).padStart(2, "0")}`);
const AGES = ["18-35", "36-55", "56-65"];

type Margins = Record<"street" | "age" | "sex", Record<string, number>>;

/** household.csv with every item that the goldens use: grouped, or one row a respondent. */
export function household(rows: "tally" | "units"): Tally {
  const units = readInput("household.csv").map(({ street = "", community = "", ...row }, k) => {
    const ageBand = row.age!;
    const key = { stratum: street, psu: community, street, ageBand, sex: row.sex! };
    const own = rows === "units" ? { ...key, street: String(k) } : key;
    return { unit: unitOf(row, ITEMS, own, Number(row.weight)), street };
  });
  const tally = tallyOf("household", ITEMS, units.map(({ unit }) => unit)); // prettier-ignore
  if (rows === "tally") return tally;
  const labels = { ...tally.labels, street: STREETS };
  return { ...tally, labels, street: Int32Array.from(units, ({ street }) => STREETS.indexOf(street)) };
}

export function marginsOf(tally: Tally, margins: Margins): Margin[] {
  return [
    tallyMargin(tally, "street", ["street"], margins.street),
    tallyMargin(tally, "age", ["ageBand"], margins.age),
    tallyMargin(tally, "sex", ["sex"], margins.sex),
  ];
}

export function designOf(
  tally: Tally,
  factor: Float64Array | null,
  calibration: Calibration | null,
): SurveyDesign {
  return { index: indexDesign(tally), sumW: tally.sumW, factor, calibration, lonelyPsu: "fail" };
}

/** Every block of a golden that is named here, compared figure by figure; returns the names compared. */
export function walkBlocks(tally: Tally, design: SurveyDesign, expected: Record<string, unknown>): string[] {
  const { factor } = design;
  const whole = [wholeDomain(tally)];
  const streets = domainsBy(tally, "street", STREETS);
  const ages = domainsBy(tally, "ageBand", AGES);
  const table = { items: ITEMS, rows: tally.rows, numerator: tally.wScore, denominator: tally.wAnswered };
  const only = (item: string) => Float64Array.from(ITEMS, (name) => (name === item ? 1 : 0));
  const points = Float64Array.of(0, 0, 0, 0, ...OMEGA.map((weight) => 20 * weight));
  const mean = (item: string, domains = whole) => ratioComposite(table, only(item), factor, domains);
  const score = (domains = whole) => ratioComposite(table, points, factor, domains);
  const blocks: Record<string, () => Linearised> = {
    means: () => together(["contact", "victim", "calls"].map((item) => mean(item))),
    totals: () => together(["contact", "calls"].map((item) => total(tally, item, factor))),
    ratio_solved_per_call: () => ratio(tally, "solved", "calls", factor),
    contact: () => mean("contact"),
    contact_by_street: () => mean("contact", streets),
    contact_by_age: () => mean("contact", ages),
    score: () => score(),
    score_overall: () => score(),
    score_by_street: () => score(streets),
    score_by_age: () => score(ages),
  };
  const names = Object.keys(expected).filter((name) => name in blocks);
  for (const name of names) expectBlock(blocks[name]!(), design, expected[name] as Block);
  if (expected.score_S03_minus_S07) {
    expectContrast(together([score([streets[2]!]), score([streets[6]!])]), design, expected.score_S03_minus_S07 as Contrast); // prettier-ignore
    names.push("score_S03_minus_S07");
  }
  return names;
}

interface Contrast extends Record<"estimate" | "se" | "df" | "t" | "p_two_sided", number> {
  ci95_low: number;
  ci95_high: number;
}

function expectContrast(pair: Linearised, design: SurveyDesign, expected: Contrast): void {
  const [vA, cov, , vB] = designCovariance(pair, design);
  const estimate = pair.estimates[0]! - pair.estimates[1]!;
  const se = Math.sqrt(vA! + vB! - 2 * cov!);
  const df = designDegrees(design.index);
  const interval = tInterval(estimate, se, df, criticalValues(0.95));
  const p = 2 * tCdf(-Math.abs(estimate / se), df);
  const { ci95_low: low, ci95_high: high } = expected;
  expectClose([estimate, se, df, estimate / se, p, ...interval], [expected.estimate, expected.se, expected.df, expected.t, expected.p_two_sided, low, high]); // prettier-ignore
}

function total(tally: Tally, item: string, factor: Float64Array | null): Linearised {
  const values = Float64Array.from(
    { length: tally.rows },
    (_, row) => tally.wScore[row * ITEMS.length + ITEMS.indexOf(item)]!,
  );
  const estimate = values.reduce((sum, value, row) => sum + value * (factor?.[row] ?? 1), 0);
  return { estimates: Float64Array.of(estimate), columns: 1, values };
}

function ratio(tally: Tally, above: string, below: string, factor: Float64Array | null): Linearised {
  const [numerator, denominator] = [total(tally, above, null).values, total(tally, below, null).values];
  const table = { items: ["ratio"], rows: tally.rows, numerator, denominator };
  return ratioComposite(table, Float64Array.of(1), factor, [wholeDomain(tally)]);
}

function together(parts: Linearised[]): Linearised {
  const columns = parts.length;
  const values = new Float64Array(columns * parts[0]!.values.length);
  parts.forEach((part, c) => part.values.forEach((value, row) => (values[row * columns + c] = value)));
  return { estimates: Float64Array.from(parts, ({ estimates }) => estimates[0]!), columns, values };
}
