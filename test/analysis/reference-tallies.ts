import { readInput } from "#test/analysis/read-reference.ts";
import { indexDesign } from "#analysis/estimation/design-index.ts";
import { designCovariance } from "#analysis/estimation/design-covariance.ts";
import { designDegrees } from "#analysis/estimation/degrees-of-freedom.ts";
import { criticalValues, tInterval } from "#analysis/estimation/intervals.ts";
import type { Linearised } from "#analysis/estimation/ratio-composite.ts";
import type { SurveyDesign } from "#analysis/estimation/survey-design.ts";
import { tallyUnits, type Tally, type UnitRow } from "#analysis/tally.ts";
import { expectClose, type Block } from "#test/analysis/read-reference.ts";

/** A numeric answer from a CSV: its own score, or missing. */
export function unitOf(
  row: Record<string, string>,
  items: readonly string[],
  key: Pick<UnitRow, "stratum" | "psu" | "street" | "ageBand" | "sex">,
  weight: number,
): UnitRow {
  const scores = items.map((item) => (row[item] === "" ? null : Number(row[item])));
  return {
    ...key,
    weight,
    codes: scores.map((score) => (score === null ? -1 : 0)),
    scores,
    satisfied: scores.map((score) => score !== null && score > 0.5),
    ownShareSheet: null,
    ownShareOther: null,
  };
}

export function tallyOf(mode: Tally["mode"], items: readonly string[], units: UnitRow[]): Tally {
  return tallyUnits(
    mode,
    items,
    items.map((id) => ({ id })),
    units,
  );
}

/** household.csv with the named columns as items; `extra` puts a domain variable in place of sex. */
export function householdTally(items: readonly string[], extra?: string): Tally {
  const units = readInput("household.csv").map((row) => {
    const { street = "", community = "", age = "", sex = "" } = row;
    const key = { stratum: street, psu: community, street, ageBand: age, sex: extra ? row[extra]! : sex };
    return unitOf(row, items, key, Number(row.weight));
  });
  return tallyOf("household", items, units);
}

/** intercept.csv, each row weighted as `weight` says. */
export function interceptTally(
  items: readonly string[],
  weight: (row: Record<string, string>) => number,
  extra?: string,
): Tally {
  const units = readInput("intercept.csv").map((row) => {
    const { street = "", visit_slot = "", age = "", sex = "" } = row;
    const key = { stratum: street, psu: visit_slot, street, ageBand: age, sex: extra ? row[extra]! : sex };
    return unitOf(row, items, key, weight(row));
  });
  return tallyOf("intercept", items, units);
}

/** The design of a tally without calibration. */
export function plainDesign(tally: Tally): SurveyDesign {
  return { index: indexDesign(tally), sumW: tally.sumW, factor: null, calibration: null, lonelyPsu: "fail" };
}

/** Σwy of each item as a column of its own. */
export function totalsOf(tally: Tally, factor: Float64Array | null = null): Linearised {
  const columns = tally.items.length;
  const estimates = new Float64Array(columns);
  for (let row = 0; row < tally.rows; row++)
    for (let c = 0; c < columns; c++)
      estimates[c]! += (factor?.[row] ?? 1) * tally.wScore[row * columns + c]!;
  return { estimates, columns, values: tally.wScore };
}

/** Compares estimates, SEs, the whole covariance and t intervals on the design's df with a golden's block. */
export function expectBlock(linearised: Linearised, design: SurveyDesign, block: Block): void {
  const covariance = designCovariance(linearised, design);
  const k = linearised.columns;
  const variances = Array.from({ length: k }, (_, c) => covariance[c * k + c]!);
  const df = designDegrees(design.index);
  const critical = criticalValues(0.95);
  const intervals = variances.map((v, c) => tInterval(linearised.estimates[c]!, Math.sqrt(v), df, critical));
  expectClose(linearised.estimates, block.estimate);
  expectClose(variances.map(Math.sqrt), block.se);
  expectClose(covariance, block.covariance.flat(), Math.max(...block.covariance.flat().map(Math.abs)));
  expectClose([df], [block.df]);
  expectClose(intervals.map(([low]) => low), block.ci95_low); // prettier-ignore
  expectClose(intervals.map(([, high]) => high), block.ci95_high); // prettier-ignore
}
