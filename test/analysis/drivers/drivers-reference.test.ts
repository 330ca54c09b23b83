import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { estimateDrivers, type Drivers } from "#analysis/drivers/estimate-drivers.ts";
import { benjaminiHochbergAdjusted, holmAdjusted } from "#analysis/estimation/adjust-p-values.ts";
import { kendallTau } from "#analysis/ranking/kendall-tau.ts";
import { isWithheld, type Outcome } from "#analysis/score/withheld.ts";
import type { SheetItem, UnitRow } from "#analysis/tally.ts";
import { inventWave } from "#test/analysis/invented-wave.ts";
import { expectClose, readInput } from "#test/analysis/read-reference.ts";
import { unitOf } from "#test/analysis/reference-tallies.ts";

type Figures = Record<"importance" | "se" | "slope" | "inflation", number[]> &
  Record<"df" | "complete" | "respondents" | "explained", number>;
/** Made by make-drivers.R beside it. */
const R = JSON.parse(readFileSync(new URL("../../reference/drivers.json", import.meta.url), "utf8")) as {
  lambda: number;
  household: Figures;
  intercept: Figures;
  combined: Record<"importance" | "se" | "df" | "low" | "high", number[]>;
  tau: number;
} & Record<"p" | "holm" | "BH" | "x" | "y", number[]>;

const SHEET: SheetItem[] = [
  { id: "q01", dimension: "first", weight: 0.4, dontKnow: "excluded" },
  { id: "q02", dimension: "first", weight: 0.2, dontKnow: "excluded" },
  { id: "q03", dimension: "second", weight: 0.3, dontKnow: "excluded" },
  { id: "q04", dimension: "second", weight: 0.1, dontKnow: "excluded" },
  { id: "contact", dimension: "overall", weight: 0, dontKnow: "excluded" },
];
const ITEMS = SHEET.map(({ id }) => id);

function unitsOf(file: string, psu: string, weight: (row: Record<string, string>) => number): UnitRow[] {
  return readInput(file).map((row) => {
    const key = {
      stratum: row.street!,
      psu: row[psu]!,
      street: row.street!,
      ageBand: row.age!,
      sex: row.sex!,
    };
    return unitOf(row, ITEMS, key, weight(row));
  });
}
const household = unitsOf("household.csv", "community", (row) => Number(row.weight));
const intercept = unitsOf(
  "intercept.csv",
  "visit_slot",
  (row) => Number(row.passers) / Number(row.interviews),
);

function sumBy(key: (cell: Record<string, string>) => string): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const cell of readInput("population-cells.csv"))
    sums[key(cell)] = (sums[key(cell)] ?? 0) + Number(cell.count);
  return sums;
}
const controlTotals = {
  street: sumBy((cell) => cell.street!),
  ageSex: sumBy((cell) => `${cell.age}|${cell.sex}`),
};
const wave = {
  ...inventWave(),
  ...{ sheet: SHEET, overallItem: "contact", controlTotals, lambda: R.lambda },
  streets: Object.keys(controlTotals.street),
};

function given(outcome: Outcome<Drivers>): Drivers {
  if (isWithheld(outcome)) throw new Error(JSON.stringify(outcome));
  return outcome;
}

test("drivers in each mode are R's, households raked, rows without a score left out as a domain", () => {
  const { byMode } = estimateDrivers(wave, {
    household: { units: household, emptyPsus: [] },
    intercept: { units: intercept, emptyPsus: [] },
  });
  for (const mode of ["household", "intercept"] as const) {
    const { drivers, complete, respondents, explained } = given(byMode[mode]);
    const expected = R[mode];
    expect(drivers.map(({ dimension }) => dimension)).toEqual(["first", "second"]);
    for (const key of ["importance", "se", "slope", "inflation"] as const)
      expectClose(
        drivers.map((driver) => driver[key]),
        expected[key],
      );
    expectClose([explained], [expected.explained]);
    expect([complete, respondents, drivers[0]!.df]).toEqual([
      expected.complete,
      expected.respondents,
      expected.df,
    ]);
  }
});

test("combined drivers are the λ mixture of both, with Satterthwaite's df, as worked out in R", () => {
  const { combined } = estimateDrivers(wave, {
    household: { units: household, emptyPsus: [] },
    intercept: { units: intercept, emptyPsus: [] },
  });
  const { drivers } = given(combined);
  for (const key of ["importance", "se", "df"] as const)
    expectClose(
      drivers.map((driver) => driver[key]),
      R.combined[key],
    );
  expectClose(drivers.map(({ ci }) => ci[0]), R.combined.low); // prettier-ignore
  expectClose(drivers.map(({ ci }) => ci[1]), R.combined.high); // prettier-ignore
});

test("adjusted p-values are those of R's p.adjust, in the order given", () => {
  expectClose(holmAdjusted(R.p), R.holm);
  expectClose(benjaminiHochbergAdjusted(R.p), R.BH);
  expect(benjaminiHochbergAdjusted([])).toEqual([]);
});

test("Kendall's tau with ties is R's", () => {
  expect(kendallTau(R.x, R.y)).toBeCloseTo(R.tau, 12);
});
