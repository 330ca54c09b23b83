import { expect, test } from "vitest";
import { dimensionScores } from "#analysis/drivers/dimension-scores.ts";
import { estimateDrivers, type ModeUnits } from "#analysis/drivers/estimate-drivers.ts";
import { isWithheld, type Outcome } from "#analysis/score/withheld.ts";
import type { UnitRow } from "#analysis/tally.ts";
import { inventUnits, inventWave, SHEET } from "#test/analysis/invented-wave.ts";

const streets = ["S1", "S2", "S3"];
const ofBoth = (change: (unit: UnitRow, row: number) => UnitRow = (unit) => unit) => {
  const mode = (seed: number, psus: number): ModeUnits => ({
    units: inventUnits(seed, streets, psus, 20).map(change),
    emptyPsus: [],
  });
  return { household: mode(1, 6), intercept: mode(1001, 6) };
};
const put = <T>(values: readonly T[], at: number, value: T) =>
  values.map((old, i) => (i === at ? value : old));
const codeOf = (outcome: Outcome<object>) =>
  isWithheld(outcome)
    ? [outcome.withheld.code, outcome.withheld.details?.regressor].join(" ").trim()
    : "given";

test("a respondent's dimension score weighs the items that count, by hand", () => {
  const [unit] = inventUnits(1, ["S1"], 1, 1) as [UnitRow];
  const one = { ...unit, codes: [0, -1, -1, 2], scores: [0.5, null, null, 1] };
  const sheet = SHEET.map((item) => (item.id === "q02" ? { ...item, dimension: "level" } : item));
  // q01 of weight 0.4 counts alone beside q02's excluded don't know; q03 counts its don't know as zero
  expect(dimensionScores([one], sheet, "q04", "sheet")).toEqual({
    dimensions: ["level", "clean"],
    columns: [Float64Array.of(0.5), Float64Array.of(0)],
    overall: Float64Array.of(1),
  });
  // the other way round: 0.4·0.5 of 0.7, and nothing for q03
  const other = dimensionScores([one], sheet, "q04", "other");
  expect(other.columns[0]![0]).toBeCloseTo(0.2 / 0.7, 12);
  expect(other.columns[1]![0]).toBeNaN();
});

test("an overall answer that repeats one dimension makes it the only driver, explaining all", () => {
  const same = (unit: UnitRow): UnitRow => {
    const codes = unit.codes.map((code) => Math.max(0, code ?? 0));
    const scores = codes.map((code) => 1 - code / 2);
    return { ...unit, codes: put(codes, 3, codes[1]!), scores: put(scores, 3, scores[1]!) };
  };
  const { byMode } = estimateDrivers(inventWave(), ofBoth(same));
  // no residual is left, so neither is a variance
  if (isWithheld(byMode.household)) throw new Error(codeOf(byMode.household));
  const { drivers, explained } = byMode.household;
  expect(drivers.map(({ importance }) => Math.round(importance * 1e9) / 1e9)).toEqual([0, 1, 0]);
  expect(explained).toBeCloseTo(1, 9);
});

test("the scale of the weights changes nothing", () => {
  const first = estimateDrivers(inventWave(), ofBoth());
  const second = estimateDrivers(
    inventWave(),
    ofBoth((unit) => ({ ...unit, weight: 7 * unit.weight })),
  );
  if (isWithheld(first.combined) || isWithheld(second.combined)) throw new Error("withheld");
  const after = second.combined.drivers;
  first.combined.drivers.forEach(({ importance, se }, d) => {
    expect(after[d]!.importance).toBeCloseTo(importance, 9);
    expect(after[d]!.se).toBeCloseTo(se, 9);
  });
});

test("too few respondents, one dimension that repeats another and equal satisfaction are refused by name", () => {
  const wave = inventWave();
  const few = ofBoth();
  few.household.units = few.household.units.filter((_, row) => row % 20 < 2);
  expect(codeOf(estimateDrivers(wave, few).byMode.household)).toBe("too-few-for-drivers");
  const copied = ofBoth((unit) => ({
    ...unit,
    codes: put(unit.codes, 1, unit.codes[0]!),
    scores: put(unit.scores, 1, unit.scores[0]!),
  }));
  expect(codeOf(estimateDrivers(wave, copied).combined)).toBe("collinear bright");
  const alike = ofBoth((unit) => ({ ...unit, codes: put(unit.codes, 3, 0), scores: put(unit.scores, 3, 1) }));
  expect(codeOf(estimateDrivers(wave, alike).byMode.intercept)).toBe("no-variation");
  const none = { ...ofBoth(), intercept: { units: [], emptyPsus: [] } };
  const { combined, byMode } = estimateDrivers(wave, none);
  expect([codeOf(combined), codeOf(byMode.household)]).toEqual(["mode-missing", "given"]);
});
