import { expect, test } from "vitest";
import { DesignError } from "#analysis/design-error.ts";
import { prepareCalibration } from "#analysis/estimation/calibration.ts";
import { calibrateWeights, type CalibrationOptions } from "#analysis/weighting/calibrate-weights.ts";
import { rake } from "#analysis/weighting/rake.ts";
import { expectClose, readGolden, readInput } from "#test/analysis/read-reference.ts";
import { designOf, household, marginsOf, walkBlocks } from "#test/analysis/weighting/calibrated-household.ts";

type Margins = Parameters<typeof marginsOf>[1];
interface Weights extends Record<"n" | "sum_w" | "sum_w2" | "kish_deff" | "kish_n_eff", number> {
  g_min: number;
  g_max: number;
  first_10_weights: number[];
  g_by_cell: { street: string; age: string; sex: string; g: number }[];
  cases_at_low: number;
  cases_at_high: number;
}
type Golden = Record<string, unknown> & {
  weights: Weights;
  infeasible: { bounds: [number, number]; feasible: false };
};

const units = readInput("household.csv");
const raked = readGolden<Golden>("05-household-raking-street-age-sex");
const bounded = readGolden<Golden>("06-household-bounded-raking");

function calibrated(rows: "tally" | "units", golden: typeof raked, options: CalibrationOptions) {
  const tally = household(rows);
  const margins = marginsOf(tally, (golden.input as { margins: Margins }).margins);
  const { factor, report } = calibrateWeights(tally, { margins }, options);
  const design = designOf(tally, factor, prepareCalibration(margins, tally.sumW));
  return { tally, margins, factor, report, design };
}

function expectWeights({ tally, factor, report }: ReturnType<typeof calibrated>, weights: Weights): void {
  const { after } = report;
  expectClose([after.n, after.sumW, after.sumW2, after.deff, after.neff], [weights.n, weights.sum_w, weights.sum_w2, weights.kish_deff, weights.kish_n_eff]); // prettier-ignore
  expectClose([report.factor.min, report.factor.max], [weights.g_min, weights.g_max]);
  const cell = new Map(weights.g_by_cell.map((c) => [`${c.street}|${c.age}|${c.sex}`, c.g]));
  const { street, ageBand, sex, labels } = tally;
  const keys = Array.from(factor, (_, row) => [labels.street[street[row]!], labels.ageBand[ageBand[row]!], labels.sex[sex[row]!]].join("|")); // prettier-ignore
  expectClose(factor, keys.map((key) => cell.get(key)!)); // prettier-ignore
  const g = new Map(keys.map((key, row) => [key, factor[row]!]));
  const first = units.slice(0, 10).map((unit) => Number(unit.weight) * g.get(`${unit.street}|${unit.age}|${unit.sex}`)!); // prettier-ignore
  expectClose(first, weights.first_10_weights);
  expect(report.maxMarginError).toBeLessThan(1e-10);
}

test.each(["tally", "units"] as const)("raking by Newton's steps is R's raking, from %s (05)", (rows) => {
  const result = calibrated(rows, raked, { method: "raking" });
  expectWeights(result, raked.expected.weights);
  expectClose(result.factor, rake(result.tally, result.margins).factor);
  expect(walkBlocks(result.tally, result.design, raked.expected)).toHaveLength(9);
  const ignored = designOf(result.tally, result.factor, null);
  const wrong = raked.expected.wrong_score_se_if_raking_ignored as number;
  expect(() => walkBlocks(result.tally, ignored, { score: raked.expected.score_overall })).toThrow(String(wrong).slice(0, 12)); // prettier-ignore
});

test.each(["tally", "units"] as const)(
  "bounded raking has R's factors and variances, from %s (06)",
  (rows) => {
    const { bounds } = (bounded as unknown as { design: { bounds: [number, number] } }).design;
    const result = calibrated(rows, bounded, { method: "raking", bounds });
    const { weights } = bounded.expected;
    expectWeights(result, weights);
    expect([result.report.atLow, result.report.atHigh]).toEqual([
      weights.cases_at_low,
      weights.cases_at_high,
    ]);
    const { kish } = readGolden<{ kish: { household_bounded: object } }>("17-weights-kish-deff-and-design-df").expected; // prettier-ignore
    const { n, sumW, sumW2, deff, neff } = result.report.after;
    expectClose([n, sumW, sumW2, deff, neff], Object.values(kish.household_bounded));
    expect(walkBlocks(result.tally, result.design, bounded.expected)).toHaveLength(5);
  },
);

test.each(["linear", "raking", "logit"] as const)(
  "bounds that cannot be met name the margin: %s (06)",
  (method) => {
    const { bounds } = bounded.expected.infeasible;
    try {
      calibrated("tally", bounded, { method, bounds });
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(DesignError);
      expect((error as DesignError).code).toBe("calibration-bounds-infeasible");
      expect((error as DesignError).details).toEqual({ auxiliary: "age 56-65", needed: expect.closeTo(1.32, 2), low: 0.9, high: 1.2, totals: expect.any(Number) }); // prettier-ignore
    }
  },
);
