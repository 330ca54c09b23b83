import { expect, test } from "vitest";
import { DesignError } from "#analysis/design-error.ts";
import { calibratedDesign } from "#analysis/estimation/calibrated-design.ts";
import { makeDesign } from "#analysis/estimation/unit-design.ts";
import { modelMatrix } from "#analysis/regression/model-matrix.ts";
import { combineSamples } from "#analysis/volunteers/combine-samples.ts";
import { doublyRobustMean } from "#analysis/volunteers/doubly-robust-mean.ts";
import { adjustedLogisticWeights, chenLiWuWeights, elliottValliantWeights, type PseudoWeights } from "#analysis/volunteers/pseudo-weights.ts"; // prettier-ignore
import { volunteerMean } from "#analysis/volunteers/volunteer-mean.ts";
import { columnMargin } from "#analysis/weighting/column-margin.ts";
import { codesOf, numbersOf } from "#test/analysis/csv-columns.ts";
import { readInput } from "#test/analysis/read-reference.ts";

type Rows = Record<string, string>[];

function studyOf(reference: Rows, referenceWeights: Float64Array, volunteers: Rows) {
  const labels = ["18-35", "36-55", "56-65"];
  const matrix = (rows: Rows) =>
    modelMatrix(rows.length, [
      { name: "age", codes: { labels, codes: Int32Array.from(rows, (row) => labels.indexOf(row.age!)) } },
      { name: "worker", values: numbersOf(rows, "worker") },
    ]);
  const frame = (rows: Rows) => ({ n: rows.length, psu: [codesOf(rows, "unit")] });
  const samples = { volunteers: matrix(volunteers), reference: matrix(reference), referenceWeights };
  const designs = {
    volunteers: makeDesign(frame(volunteers)),
    reference: makeDesign({ ...frame(reference), weights: referenceWeights }),
  };
  const of = (pseudo: PseudoWeights) => ({ samples, pseudo, ...designs });
  return { samples, of };
}

test("carried variances are those of a jackknife over both samples' PSUs that fits everything again", () => {
  const all = readInput("dual-household-intercept.csv");
  const households = all.filter((row) => row.mode === "household");
  const volunteers = all.filter((row) => row.mode === "intercept");
  const estimate = (a: Rows, b: Rows, stretch: number) => {
    const { samples, of } = studyOf(a, numbersOf(a, "weight").map((w) => w * stretch), b); // prettier-ignore
    const clw = of(chenLiWuWeights(samples));
    const alp = of(adjustedLogisticWeights(samples));
    const [score, trust] = [numbersOf(b, "score"), numbersOf(b, "trust")];
    const means = [volunteerMean(clw, score), volunteerMean(alp, trust)];
    return [
      ...means.map((mean) => ({ estimate: mean.estimate, variance: mean.carried.variance })),
      doublyRobustMean(clw, score, "linear"),
      doublyRobustMean(alp, trust, "logistic"),
    ];
  };
  const whole = estimate(households, volunteers, 1);
  const jackknife = whole.map(() => 0);
  for (const rows of [households, volunteers]) {
    const units = [...new Set(rows.map((row) => row.unit))];
    const part = (units.length - 1) / units.length;
    for (const unit of units) {
      const kept = rows.filter((row) => row.unit !== unit);
      const replicate =
        rows === households ? estimate(kept, volunteers, 1 / part) : estimate(households, kept, 1);
      replicate.forEach((one, k) => (jackknife[k]! += part * (one.estimate - whole[k]!.estimate) ** 2));
    }
  }
  whole.forEach(({ variance }, k) => expect(Math.abs(jackknife[k]! / variance - 1)).toBeLessThan(0.04));
});

test("with one yes-or-no covariate pseudo-weights are the groups' populations over their volunteers, by hand", () => {
  // reference: 30 + 10 persons without, 60 with; volunteers: 2 without, 3 with
  const matrix = (values: number[]) => modelMatrix(values.length, [{ name: "worker", values }]);
  const samples = {
    volunteers: matrix([0, 0, 1, 1, 1]),
    reference: matrix([0, 0, 1]),
    referenceWeights: Float64Array.of(30, 10, 60),
  };
  for (const pseudo of [chenLiWuWeights(samples), adjustedLogisticWeights(samples)]) {
    [20, 20, 20, 20, 20].forEach((weight, row) => expect(pseudo.weights[row]).toBeCloseTo(weight, 9));
    expect(pseudo.balance).toHaveLength(1);
    expect(pseudo.balance[0]!.volunteers).toBeCloseTo(0.6, 12);
    expect(pseudo.balance[0]!.weighted).toBeCloseTo(pseudo.balance[0]!.reference, 9);
  }
  // odds of volunteers to reference rows: 2/2 and 3/1; mean weight 100/3
  const one = (n: number) => ({ codes: new Int32Array(n), labels: ["S1"] });
  const local = elliottValliantWeights(samples, { volunteers: one(5), reference: one(3) });
  expect(local.weights[0]).toBeCloseTo(100 / 3, 9);
  expect(local.weights[4]).toBeCloseTo(100 / 9, 9);
  const elsewhere = { codes: new Int32Array(5), labels: ["S2"] };
  expect(() => elliottValliantWeights(samples, { volunteers: elsewhere, reference: one(3) })).toThrow("S2");
});

test("a reference sample's variance takes its final weights, and its calibration's residuals", () => {
  const all = readInput("dual-household-intercept.csv");
  const households = all.filter((row) => row.mode === "household");
  const volunteers = all.filter((row) => row.mode === "intercept");
  const weights = numbersOf(households, "weight");
  const { samples, of } = studyOf(households, weights, volunteers);
  const plain = of(chenLiWuWeights(samples));
  const factor = weights.map((_, row) => 0.5 + (row % 3));
  const reference = { ...plain.reference, sumW: weights.map((w, row) => w / factor[row]!), factor };
  const figures = (study: typeof plain) => {
    const workers = doublyRobustMean(study, numbersOf(volunteers, "worker"), "linear").variance;
    return [volunteerMean(study, numbersOf(volunteers, "score")).carried.variance, workers];
  };
  figures({ ...plain, reference }).forEach((variance, k) =>
    expect(Math.abs(variance / figures(plain)[k]! - 1)).toBeLessThan(1e-12),
  );
  // Calibrated to workers, and the answer is being a worker: nothing of its error is left.
  const codes = Int32Array.from(households, ({ worker }) => Number(worker));
  const total = (of: number) => weights.reduce((sum, w, row) => sum + (codes[row] === of ? w : 0), 0);
  const margin = columnMargin("worker", [{ codes, labels: ["0", "1"] }], { 0: total(0), 1: total(1) });
  const calibrated = calibratedDesign(plain.reference, new Float64Array(weights.length).fill(1), [margin]);
  expect(figures({ ...plain, reference: calibrated })[1]!).toBeLessThan(1e-12 * figures(plain)[1]!);
});

test("an answer that the covariates determine has a doubly robust mean without the volunteers' error", () => {
  const all = readInput("dual-household-intercept.csv");
  const households = all.filter((row) => row.mode === "household");
  const volunteers = all.filter((row) => row.mode === "intercept");
  const weights = numbersOf(households, "weight");
  const { samples, of } = studyOf(households, weights, volunteers);
  const study = of(chenLiWuWeights(samples));
  const workers = numbersOf(households, "worker");
  const share =
    workers.reduce((sum, y, row) => sum + weights[row]! * y, 0) / weights.reduce((a, b) => a + b, 0);
  const robust = doublyRobustMean(study, numbersOf(volunteers, "worker"), "linear");
  expect(robust.estimate).toBeCloseTo(share, 10);
});

test("what pseudo-weights cannot be made for is refused", () => {
  const codeOf = (volunteers: number[], reference: number[], weight = 50) => {
    const matrix = (values: number[]) => modelMatrix(values.length, [{ name: "x", values }]);
    const referenceWeights = new Float64Array(reference.length).fill(weight);
    try {
      chenLiWuWeights({ volunteers: matrix(volunteers), reference: matrix(reference), referenceWeights });
    } catch (error) {
      return error instanceof DesignError ? error.code : error;
    }
  };
  expect(codeOf([0, NaN, 1], [0, 1, 1])).toBe("covariate-missing");
  expect(codeOf([0, 1], [1, 1, 1])).toBe("collinear"); // nobody in the reference sample is like volunteer 1
  expect(codeOf([0, 0, 1, 1, 1, 1], [0, 0, 1], 1)).toBe("separation"); // more volunteers than people
  const x = modelMatrix(2, [{ name: "x", values: [0, 1] }]);
  const y = modelMatrix(2, [{ name: "y", values: [0, 1] }]);
  expect(() => chenLiWuWeights({ volunteers: x, reference: y, referenceWeights: Float64Array.of(9, 9) })).toThrow(RangeError); // prettier-ignore
  expect(() => combineSamples({ estimate: 1, variance: 1, neff: 9 }, { estimate: 2, variance: 1, neff: 9 }, 1.2)).toThrow(RangeError); // prettier-ignore
});
