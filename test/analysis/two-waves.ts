import { prepareCalibration } from "#analysis/estimation/calibration.ts";
import type { Tally } from "#analysis/tally.ts";
import { rake } from "#analysis/weighting/rake.ts";
import { tallyMargin } from "#analysis/weighting/tally-margin.ts";
import { readGolden, readInput } from "#test/analysis/read-reference.ts";
import { tallyOf, unitOf } from "#test/analysis/reference-tallies.ts";

const { expected, input } = readGolden<Record<string, unknown>>("18-two-wave-change-overlapping-communities");
const { wave_totals, margins_as_shares } = (input as { raking: Raking }).raking;
interface Raking {
  wave_totals: Record<string, number>;
  margins_as_shares: { age: Record<string, number>; sex: Record<string, number> };
}

export { expected };
export const WAVES = ["w1", "w2"];
export const STREETS = ["S01", "S02", "S03", "S04", "S05", "S06"];
export const ITEMS = ["q01", "q02", "q03", "q04", "contact"];
export const SCORE = Float64Array.of(8, 6, 4, 2, 0);
export const CONTACT = Float64Array.of(0, 0, 0, 0, 1);

/** Households of one wave of two-wave.csv. */
export function waveTally(wave: string): Tally {
  const units = readInput("two-wave.csv")
    .filter((row) => row.wave === wave)
    .map((row) => {
      const { street = "", community = "", age = "", sex = "" } = row;
      const key = { stratum: street, psu: community, street, ageBand: age, sex };
      return unitOf(row, ITEMS, key, Number(row.weight));
    });
  return tallyOf("household", ITEMS, units);
}

/** A wave raked to its own age and sex margins, as it would be estimated on its own. */
export function rakedWave(id: string) {
  const tally = waveTally(id);
  const counts = (shares: Record<string, number>) =>
    Object.fromEntries(Object.entries(shares).map(([label, share]) => [label, share * wave_totals[id]!]));
  const margins = [
    tallyMargin(tally, "age", ["ageBand"], counts(margins_as_shares.age)),
    tallyMargin(tally, "sex", ["sex"], counts(margins_as_shares.sex)),
  ];
  const { factor } = rake(tally, margins);
  return { id, tally, factor, calibration: prepareCalibration(margins, tally.sumW) };
}
