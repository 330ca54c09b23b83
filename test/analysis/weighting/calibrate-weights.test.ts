import fc from "fast-check";
import { expect, test } from "vitest";
import { DesignError } from "#analysis/design-error.ts";
import { prepareCalibration } from "#analysis/estimation/calibration.ts";
import { designCovariance } from "#analysis/estimation/design-covariance.ts";
import { makeDesign } from "#analysis/estimation/unit-design.ts";
import { calibrateWeights, type CalibrationOptions } from "#analysis/weighting/calibrate-weights.ts";
import { columnMargin } from "#analysis/weighting/column-margin.ts";
import { unitRows } from "#analysis/weighting/weighted-rows.ts";

const constant = (n: number, total: number) => ({
  name: "(Intercept)",
  valueOfRow: new Float64Array(n).fill(1),
  total,
});
const numeric = (name: string, values: number[], total: number) => ({ name, valueOfRow: Float64Array.from(values), total }); // prettier-ignore

function codeOf(attempt: () => unknown): { code: string; details: object } {
  try {
    attempt();
  } catch (error) {
    if (error instanceof DesignError) return { code: error.code, details: error.details };
    throw error;
  }
  throw new Error("nothing was refused");
}

test("linear calibration to a ratio total is the ratio estimator's g, worked by hand", () => {
  // one auxiliary, no constant: λ = (60 − Σdx)/Σdx² = (60 − 50)/170, g = 1 + x·λ
  const rows = unitRows(Float64Array.of(10, 10, 5));
  const auxiliaries = { margins: [], numerics: [numeric("x", [1, 2, 4], 60)] };
  const { factor, report } = calibrateWeights(rows, auxiliaries, { method: "linear" });
  const lambda = (60 - (10 + 20 + 20)) / (10 + 40 + 80);
  [1, 2, 4].forEach((x, k) => expect(factor[k]).toBeCloseTo(1 + x * lambda, 12));
  expect(report).toMatchObject({ iterations: 1, negative: 0, atLow: 0, atHigh: 0, auxiliaries: ["x"] });
});

test("a constant and a number give the regression estimator, worked by hand", () => {
  // N = 8, X = 20 from x = 1 2 3 with d = 2: g = N/N̂ + (X − N·x̄)·(x − x̄)/Sxx, x̄ = 2, Sxx = 4
  const rows = unitRows(Float64Array.of(2, 2, 2));
  const auxiliaries = { margins: [], numerics: [constant(3, 8), numeric("x", [1, 2, 3], 20)] };
  const { factor } = calibrateWeights(rows, auxiliaries, { method: "linear" });
  [1, 2, 3].forEach((x, k) => expect(factor[k]).toBeCloseTo(8 / 6 + ((20 - 16) * (x - 2)) / 4, 12));
});

const sample = fc
  .array(
    fc.record({
      w: fc.double({ min: 0.5, max: 50, noNaN: true }),
      x: fc.double({ min: -3, max: 10, noNaN: true }),
      g: fc.double({ min: 0.7, max: 1.6, noNaN: true }),
    }),
    { minLength: 30, maxLength: 80 },
  )
  .map((units) => {
    // totals that some factors in [0.7, 1.6] meet, so that bounds a little wider are feasible
    const w = Float64Array.from(units, (unit) => unit.w);
    const codes = Int32Array.from(units, (_, k) => k % 3);
    const sum = (of: (k: number) => number) => units.reduce((s, unit, k) => s + unit.w * unit.g * of(k), 0);
    const totals = Object.fromEntries(["a", "b", "c"].map((label, c) => [label, sum((k) => (codes[k] === c ? 1 : 0))])); // prettier-ignore
    const margin = columnMargin("class", [{ codes, labels: ["a", "b", "c"] }], totals);
    const x = numeric("x", units.map((unit) => unit.x), sum((k) => units[k]!.x)); // prettier-ignore
    return { w, auxiliaries: { margins: [margin], numerics: [x] } };
  });

const METHODS: CalibrationOptions[] = [
  { method: "linear" },
  { method: "raking" },
  { method: "linear", bounds: [0.6, 1.8] },
  { method: "raking", bounds: [0.6, 1.8] },
  { method: "logit", bounds: [0.6, 1.8] },
];

test.each(METHODS)("totals are met within the bounds, whatever the weights' scale: %o", (options) => {
  fc.assert(
    fc.property(sample, fc.double({ min: 0.01, max: 100, noNaN: true }), ({ w, auxiliaries }, scale) => {
      const { factor, report } = calibrateWeights(unitRows(w), auxiliaries, options);
      expect(report.maxMarginError).toBeLessThan(1e-9);
      const [low, high] = options.bounds ?? [-Infinity, Infinity];
      expect(report.factor.min).toBeGreaterThanOrEqual(low);
      expect(report.factor.max).toBeLessThanOrEqual(high);
      const { margins, numerics } = auxiliaries;
      const larger = {
        margins: margins.map((m) => ({ ...m, totals: m.totals.map((t) => t * scale) })),
        numerics: numerics.map((x) => ({ ...x, total: x.total * scale })),
      };
      const scaled = calibrateWeights(unitRows(w.map((d) => d * scale)), larger, options);
      scaled.factor.forEach((g, k) => expect(Math.abs(g - factor[k]!)).toBeLessThan(1e-7));
    }),
    { numRuns: 30, seed: 41 },
  );
});

test("what was calibrated to, category or number, has no variance left", () => {
  fc.assert(
    fc.property(sample, ({ w, auxiliaries }) => {
      const { factor } = calibrateWeights(unitRows(w), auxiliaries, { method: "raking" });
      const { margins, numerics } = auxiliaries;
      const design = makeDesign({ n: w.length, weights: w });
      const calibrated = { ...design, factor, calibration: prepareCalibration(margins, w, numerics) };
      const values = numerics[0]!.valueOfRow.map((x, k) => x * w[k]!);
      const [before] = designCovariance({ values, columns: 1 }, design);
      const [after] = designCovariance({ values, columns: 1 }, calibrated);
      expect(after!).toBeLessThan(1e-12 * before!);
    }),
    { numRuns: 20, seed: 42 },
  );
});

test("redundant totals do no harm, contradicting ones are named", () => {
  const w = Float64Array.of(3, 4, 5, 6);
  const codes = Int32Array.of(0, 1, 0, 1);
  const margin = columnMargin("class", [{ codes, labels: ["a", "b"] }], { a: 9, b: 12 });
  const plain = calibrateWeights(unitRows(w), { margins: [margin] }, { method: "linear" });
  const again = calibrateWeights(unitRows(w), { margins: [margin], numerics: [constant(4, 21)] }, { method: "linear" }); // prettier-ignore
  again.factor.forEach((g, k) => expect(g).toBeCloseTo(plain.factor[k]!, 12));
  const contradicting = { margins: [margin], numerics: [constant(4, 30)] };
  expect(codeOf(() => calibrateWeights(unitRows(w), contradicting, { method: "raking" }))).toMatchObject({
    code: "calibration-did-not-converge",
    details: { auxiliary: "(Intercept)" },
  });
});

test("bounds that each total allows and all together do not are refused", () => {
  const w = new Float64Array(4).fill(1);
  const [first, second] = [Int32Array.of(0, 0, 0, 1), Int32Array.of(0, 0, 1, 1)];
  const margins = [
    columnMargin("row", [{ codes: first, labels: ["a", "b"] }], { a: 3, b: 1 }),
    columnMargin("column", [{ codes: second, labels: ["c", "d"] }], { c: 1.1, d: 2.9 }),
  ];
  const attempt = () => calibrateWeights(unitRows(w), { margins }, { method: "raking", bounds: [0.5, 1.5] });
  expect(codeOf(attempt).code).toBe("calibration-did-not-converge");
  expect(calibrateWeights(unitRows(w), { margins }, { method: "raking", bounds: [0.5, 2.5] }).report.atHigh).toBe(0); // prettier-ignore
});

test("bounds must make sense for the method", () => {
  const rows = unitRows(Float64Array.of(1, 2));
  const to = { margins: [], numerics: [constant(2, 3)] };
  for (const options of [
    { method: "logit" },
    { method: "logit", bounds: [1, 2] },
    { method: "raking", bounds: [-1, 2] },
    { method: "linear", bounds: [2, 1] },
  ] as CalibrationOptions[])
    expect(codeOf(() => calibrateWeights(rows, to, options)).code).toBe("calibration-bounds");
});
