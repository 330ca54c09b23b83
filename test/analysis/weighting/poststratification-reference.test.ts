import { expect, test } from "vitest";
import { prepareCalibration } from "#analysis/estimation/calibration.ts";
import { calibrateWeights } from "#analysis/weighting/calibrate-weights.ts";
import { poststratify } from "#analysis/weighting/poststratify.ts";
import { tallyMargin } from "#analysis/weighting/tally-margin.ts";
import { expectClose, readGolden, readInput } from "#test/analysis/read-reference.ts";
import { designOf, household, walkBlocks } from "#test/analysis/weighting/calibrated-household.ts";

interface Cell {
  age: string;
  sex: string;
}
type Golden = Record<string, unknown> & {
  factor_by_cell: (Cell & { factor: number })[];
  weights: Record<"n" | "sum_w" | "sum_w2" | "kish_deff" | "kish_n_eff", number> & {
    first_10_weights: number[];
  };
};

const { input, expected } = readGolden<Golden>("07-household-post-stratification");
const { cells } = input as { cells: (Cell & { count: number })[] };

test.each(["tally", "units"] as const)(
  "post-stratification has R's factors and variances, from %s (07)",
  (rows) => {
    const tally = household(rows);
    const totals = Object.fromEntries(cells.map(({ age, sex, count }) => [`${age}|${sex}`, count]));
    const margin = tallyMargin(tally, "ageSex", ["ageBand", "sex"], totals);
    const { factor, report } = poststratify(tally, margin);
    const factorOf = new Map(Array.from(factor, (g, row) => [margin.labels[margin.categoryOfRow[row]!]!, g]));
    const wanted = expected.factor_by_cell;
    expectClose(wanted.map(({ age, sex }) => factorOf.get(`${age}|${sex}`)!), wanted.map((c) => c.factor)); // prettier-ignore
    const { weights } = expected;
    const { after } = report;
    expectClose([after.n, after.sumW, after.sumW2, after.deff, after.neff], [weights.n, weights.sum_w, weights.sum_w2, weights.kish_deff, weights.kish_n_eff]); // prettier-ignore
    const first = readInput("household.csv").slice(0, 10);
    expectClose(first.map((unit) => Number(unit.weight) * factorOf.get(`${unit.age}|${unit.sex}`)!), weights.first_10_weights); // prettier-ignore
    const design = designOf(tally, factor, prepareCalibration([margin], tally.sumW));
    expect(walkBlocks(tally, design, expected)).toHaveLength(9);
    for (const method of ["linear", "raking"] as const)
      expectClose(calibrateWeights(tally, { margins: [margin] }, { method }).factor, factor);
  },
);
