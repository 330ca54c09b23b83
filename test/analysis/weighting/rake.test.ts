import fc from "fast-check";
import { expect, test } from "vitest";
import { DesignError } from "#analysis/design-error.ts";
import type { Tally } from "#analysis/tally.ts";
import { rake } from "#analysis/weighting/rake.ts";
import { tallyMargin } from "#analysis/weighting/tally-margin.ts";
import { AGE_BANDS, inventUnits, SEXES, tallyInvented } from "#test/analysis/invented-wave.ts";

const STREETS = ["S1", "S2", "S3"];

function marginsOf(tally: Tally, street: Record<string, number>, ageSex: Record<string, number>) {
  return [
    tallyMargin(tally, "street", ["street"], street),
    tallyMargin(tally, "ageSex", ["ageBand", "sex"], ageSex),
  ];
}

const evenly = (labels: string[], total: number) =>
  Object.fromEntries(labels.map((l) => [l, total / labels.length]));
const CELLS = AGE_BANDS.flatMap((age) => SEXES.map((sex) => `${age}|${sex}`));

function codeOf(attempt: () => unknown): { code: string; details: object } {
  try {
    attempt();
  } catch (error) {
    if (error instanceof DesignError) return { code: error.code, details: error.details };
    throw error;
  }
  throw new Error("nothing was refused");
}

test("two margins of a 2 × 2 table are met, worked by hand", () => {
  // weights 10 20 / 30 40, margins (60, 40) and (50, 50): the odds ratio 10·40/(20·30) = 2/3 stays
  const tally = { rows: 4, n: Float64Array.of(1, 1, 1, 1), sumW: Float64Array.of(10, 20, 30, 40), sumW2: Float64Array.of(100, 400, 900, 1600) }; // prettier-ignore
  const { factor, report } = rake(tally, [
    {
      name: "row",
      labels: ["a", "b"],
      categoryOfRow: Int32Array.of(0, 0, 1, 1),
      totals: Float64Array.of(60, 40),
    },
    {
      name: "column",
      labels: ["c", "d"],
      categoryOfRow: Int32Array.of(0, 1, 0, 1),
      totals: Float64Array.of(50, 50),
    },
  ]);
  const w = factor.map((g, k) => g * tally.sumW[k]!);
  expect(w[0]! + w[1]!).toBeCloseTo(60, 9);
  expect(w[0]! + w[2]!).toBeCloseTo(50, 9);
  expect((w[0]! * w[3]!) / (w[1]! * w[2]!)).toBeCloseTo(2 / 3, 9);
  expect(report.after.sumW).toBeCloseTo(100, 9);
});

test("margins are met for any sample, and the scale of the weights does not matter", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1e6 }),
      fc.double({ min: 1e-3, max: 1e3, noNaN: true }),
      (seed, scale) => {
        const units = inventUnits(seed, STREETS, 5, 30);
        const tally = tallyInvented("household", units);
        const scaled = tallyInvented("household", units.map((unit) => ({ ...unit, weight: scale * unit.weight }))); // prettier-ignore
        const street = { S1: 1000, S2: 3000, S3: 2000 };
        const cells = evenly(CELLS, 6000);
        const a = rake(tally, marginsOf(tally, street, cells));
        const b = rake(scaled, marginsOf(scaled, street, cells));
        expect(a.report.maxMarginError).toBeLessThan(1e-10);
        expect(b.report.maxMarginError).toBeLessThan(1e-10);
        for (let row = 0; row < tally.rows; row++)
          expect(Math.abs((b.factor[row]! * scale) / a.factor[row]! - 1)).toBeLessThan(1e-9);
      },
    ),
    { numRuns: 25 },
  );
});

test("a population without respondents, and respondents without population, are named", () => {
  const tally = tallyInvented("household", inventUnits(3, STREETS, 4, 25));
  const cells = evenly(CELLS, 400);
  expect(codeOf(() => rake(tally, marginsOf(tally, evenly([...STREETS, "S4"], 400), cells)))).toEqual({
    code: "margin-without-respondents",
    details: { margin: "street", category: "S4", population: 100 },
  });
  expect(codeOf(() => rake(tally, marginsOf(tally, { S1: 200, S2: 200 }, cells)))).toMatchObject({
    code: "margin-without-population",
    details: { margin: "street", category: "S3" },
  });
});

test("totals that contradict each other, unknown categories and nobody at all are refused", () => {
  const tally = tallyInvented("household", inventUnits(3, STREETS, 4, 25));
  expect(codeOf(() => rake(tally, marginsOf(tally, evenly(STREETS, 900), evenly(CELLS, 901))))).toEqual({
    code: "margins-contradict",
    details: { margin: "street", total: 900, other: "ageSex", otherTotal: expect.closeTo(901, 6) },
  });
  const unknown = tallyInvented(
    "household",
    inventUnits(3, STREETS, 4, 25).map((unit) => ({ ...unit, sex: null })),
  );
  expect(
    codeOf(() => rake(unknown, marginsOf(unknown, evenly(STREETS, 900), evenly(CELLS, 900)))),
  ).toMatchObject({
    code: "margin-unknown",
    details: { margin: "ageSex", n: 300 },
  });
  const nobody = tallyInvented("household", []);
  expect(codeOf(() => rake(nobody, [])).code).toBe("no-respondents");
});

test("margins that no factors can meet together do not converge, and say so", () => {
  const diagonal = {
    rows: 2,
    n: Float64Array.of(1, 1),
    sumW: Float64Array.of(1, 1),
    sumW2: Float64Array.of(1, 1),
  };
  const margin = (name: string, first: number) => ({
    name,
    labels: ["a", "b"],
    categoryOfRow: Int32Array.of(0, 1),
    totals: Float64Array.of(first, 10 - first),
  });
  expect(codeOf(() => rake(diagonal, [margin("x", 5), margin("y", 2)]))).toMatchObject({
    code: "raking-did-not-converge",
    details: { iterations: 1000 },
  });
});
