import fc from "fast-check";
import { expect, test } from "vitest";
import { liLahiriAdjusted, yoshimoriLahiriAdjusted } from "#analysis/small-area/adjusted-likelihood.ts";
import { areaVarianceLikelihood } from "#analysis/small-area/area-likelihood.ts";
import { fitFayHerriot } from "#analysis/small-area/fay-herriot.ts";
import type { FayHerriotMethod } from "#analysis/small-area/model-variance.ts";
import { predictUnsampled } from "#analysis/small-area/predict-unsampled.ts";
import type { SampledAreas } from "#analysis/small-area/sampled-areas.ts";

const METHODS: FayHerriotMethod[] = ["reml", "ml", "adjusted-ml", "adjusted-reml"];

/** Areas without covariates, all with the same sampling variance. */
function alike(estimates: number[], variance: number): SampledAreas {
  return {
    ids: estimates.map((_, k) => `A${k}`),
    estimates: Float64Array.from(estimates),
    variances: new Float64Array(estimates.length).fill(variance),
    covariates: [],
  };
}

test("with equal sampling variances, REML and ML are what is left of the areas' variance", () => {
  const areas = alike([4, 6, 8, 10, 12], 2);
  const reml = fitFayHerriot(areas, "reml");
  expect(reml.modelVariance).toBeCloseTo(40 / 4 - 2, 12);
  expect(fitFayHerriot(areas, "ml").modelVariance).toBeCloseTo(40 / 5 - 2, 12);
  expect([...reml.predictions.eblup]).toEqual(
    [4, 6, 8, 10, 12].map((y) => expect.closeTo(8 + 0.8 * (y - 8), 12)),
  );
  const [g1, g2, g3] = [1.6, 0.2 ** 2 * 2, 0.2 ** 2 * ((2 * 100) / 5 / 10)];
  expect(reml.predictions.mse[0]).toBeCloseTo(g1 + g2 + 2 * g3, 12);
  const unsampled = predictUnsampled(reml, {});
  expect(unsampled.estimate).toBeCloseTo(8, 12);
  expect(unsampled.mse).toBeCloseTo(8 + 2, 12);
});

test("areas that differ less than their errors have model variance 0, but not by adjusted likelihoods", () => {
  const areas = alike([9.9, 10, 10.1, 10.2, 9.8, 10], 1);
  expect(fitFayHerriot(areas, "reml").modelVariance).toBe(0);
  expect(fitFayHerriot(areas, "ml").modelVariance).toBe(0);
  for (const method of ["adjusted-ml", "adjusted-reml"] as const) {
    const { modelVariance, predictions } = fitFayHerriot(areas, method);
    expect(modelVariance).toBeGreaterThan(0);
    expect(predictions.gamma.every((gamma) => gamma > 0 && gamma < 1)).toBe(true);
    expect(predictions.mse.every((mse) => mse > 0)).toBe(true);
  }
});

test("the adjusted likelihood by log A has its root worked out by hand", () => {
  // m = 6 areas, mean squares S about the mean: 1/A = m/(2V) − S/(2V²), V = A + 1, no root below A = 0.
  const areas = alike([8, 9, 10, 11, 12, 10], 1);
  const { modelVariance: a } = fitFayHerriot(areas, "adjusted-ml");
  const v = a + 1;
  expect(1 / a + 10 / (2 * v * v) - 6 / (2 * v)).toBeCloseTo(0, 12);
});

const hundredths = (min: number, max: number) =>
  fc.integer({ min: min * 100, max: max * 100 }).map((whole) => whole / 100);

const sample = fc
  .array(
    fc.record({
      y: hundredths(0, 20),
      d: hundredths(0.05, 2),
      x: hundredths(-2, 2),
    }),
    { minLength: 10, maxLength: 25 },
  )
  .filter((rows) => new Set(rows.map(({ x }) => Math.round(x * 10))).size > 4);

type Row = { y: number; d: number; x: number };
const areasOf = (rows: Row[], scale = 1): SampledAreas => ({
  ids: rows.map((_, k) => `A${k}`),
  estimates: Float64Array.from(rows, ({ y }) => y * scale),
  variances: Float64Array.from(rows, ({ d }) => d * scale * scale),
  covariates: [{ name: "x", values: Float64Array.from(rows, ({ x }) => x) }],
});

test("the order of the areas does not matter, and figures follow the unit of measurement", () => {
  fc.assert(
    fc.property(sample, fc.constantFrom(...METHODS), (rows, method) => {
      const fit = fitFayHerriot(areasOf(rows), method);
      const turned = fitFayHerriot(areasOf([...rows].reverse()), method);
      const scaled = fitFayHerriot(areasOf(rows, 5), method);
      const close = (x: number) => expect.closeTo(x, 6);
      expect([...turned.predictions.eblup].reverse()).toEqual([...fit.predictions.eblup].map(close));
      expect([...scaled.predictions.eblup].map((e) => e / 5)).toEqual([...fit.predictions.eblup].map(close));
      expect([...scaled.predictions.mse].map((e) => e / 25)).toEqual([...fit.predictions.mse].map(close));
    }),
    { numRuns: 40, seed: 20260711 },
  );
});

test("a predictor lies between the direct and the regression estimate", () => {
  fc.assert(
    fc.property(sample, fc.constantFrom(...METHODS), (rows, method) => {
      const { eblup, synthetic } = fitFayHerriot(areasOf(rows), method).predictions;
      rows.forEach(({ y }, i) => {
        expect(eblup[i]).toBeGreaterThanOrEqual(Math.min(y, synthetic[i]!) - 1e-9);
        expect(eblup[i]).toBeLessThanOrEqual(Math.max(y, synthetic[i]!) + 1e-9);
      });
    }),
    { numRuns: 40, seed: 20260712 },
  );
});

test("every likelihood's slope is its derivative", () => {
  fc.assert(
    fc.property(sample, hundredths(0.1, 10), (rows, at) => {
      const { estimates: y, variances, covariates } = areasOf(rows);
      const x = Float64Array.from(rows.flatMap((_, i) => [1, covariates[0]!.values[i]!]));
      const model = { x, columns: 2, y, variances };
      const [ml, reml] = [areaVarianceLikelihood(model, "ml"), areaVarianceLikelihood(model, "reml")];
      for (const likelihood of [ml, reml, liLahiriAdjusted(ml), yoshimoriLahiriAdjusted(reml, variances)]) {
        const h = at * 1e-4;
        const rise = (likelihood.logLikelihood(at + h) - likelihood.logLikelihood(at - h)) / (2 * h);
        expect(Math.abs(rise - likelihood.slope(at))).toBeLessThan(1e-5 * (1 + Math.abs(rise)));
      }
    }),
    { numRuns: 40, seed: 20260713 },
  );
});

test("models that the areas cannot bear are refused", () => {
  const code = (areas: SampledAreas, method: FayHerriotMethod = "reml") => {
    try {
      fitFayHerriot(areas, method);
    } catch (error) {
      return (error as { code?: string }).code;
    }
  };
  const nine = alike([1, 2, 3, 4, 5, 6, 7, 8, 9], 1);
  const covariate = { name: "x", values: Float64Array.from([1, 3, 2, 5, 4, 7, 6, 9, 8]) };
  expect(code({ ...nine, covariates: [covariate] })).toBe("too-many-covariates");
  expect(code(alike([1, 2, 3], 1))).toBe("too-few-areas");
  expect(code({ ...nine, variances: nine.variances.map((d, k) => (k === 3 ? NaN : d)) })).toBe(
    "area-variance-unknown",
  );
  const ten = alike([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 1);
  expect(code({ ...ten, covariates: [{ name: "x", values: new Float64Array(10).fill(3) }] })).toBe(
    "collinear-covariates",
  );
  expect(code({ ...ten, covariates: [covariate] })).toBe("covariate-unknown");
  const exact = { ...ten, variances: ten.variances.map((d, k) => (k === 0 ? 0 : d)) };
  expect(code(exact, "ml")).toBe("zero-sampling-variance");
  expect(code(alike([5, 5, 5, 5, 5], 0))).toBe("zero-sampling-variance");
});
