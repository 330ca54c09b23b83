import { test } from "vitest";
import { benchmarkAreas, populationMean } from "#analysis/small-area/benchmark-areas.ts";
import { fitFayHerriot, type FayHerriotFit } from "#analysis/small-area/fay-herriot.ts";
import type { FayHerriotMethod } from "#analysis/small-area/model-variance.ts";
import { predictUnsampled } from "#analysis/small-area/predict-unsampled.ts";
import { poolVariances } from "#analysis/small-area/smooth-variances.ts";
import { expectGolden } from "#test/analysis/expect-golden.ts";
import { readGolden, readInput } from "#test/analysis/read-reference.ts";

const { expected } = readGolden<Record<string, unknown>>("19-fay-herriot-eblup-mse");
const LIMITS = { relative: 1e-8, absolute: 1e-10 };
const rows = readInput("area-estimates.csv");
const sampled = rows.filter((row) => row.estimate !== "");
const column = (name: string) => Float64Array.from(sampled, (row) => Number(row[name]));

function fit(estimate: string, variances: Float64Array, method: FayHerriotMethod): FayHerriotFit {
  return fitFayHerriot(
    {
      ids: sampled.map((row) => row.area!),
      estimates: column(estimate),
      variances,
      covariates: ["x1", "x2"].map((name) => ({ name, values: column(name) })),
    },
    method,
  );
}

function figures(fitted: FayHerriotFit): Record<string, unknown> {
  const { names, predictions } = fitted;
  return {
    method: fitted.method.toUpperCase(),
    sigma2: fitted.modelVariance,
    beta: fitted.coefficients,
    beta_covariance: names.map((_, a) =>
      fitted.coefficientCovariance.subarray(a * names.length, (a + 1) * names.length),
    ),
    loglik_ml: fitted.logLikelihood.ml,
    loglik_reml: fitted.logLikelihood.reml,
    variance_of_sigma2: fitted.varianceOfModelVariance,
    bias_of_sigma2: fitted.biasOfModelVariance,
    ...predictions,
  };
}

/** Holds our figures to the golden's block of the same name. */
function expectBlock(name: string, ours: unknown): void {
  expectGolden(ours, expected[name], LIMITS, name);
}

test("REML and ML fits, predictors and mean squared errors are R's (19)", () => {
  expectBlock("reml", figures(fit("estimate", column("variance"), "reml")));
  expectBlock("ml", figures(fit("estimate", column("variance"), "ml")));
});

test("a model variance of zero leaves the regression estimate, with R's figures (19)", () => {
  expectBlock("zero_model_variance", {
    REML: figures(fit("estimate_flat", column("variance"), "reml")),
    ML: figures(fit("estimate_flat", column("variance"), "ml")),
  });
});

test("an area with sampling variance zero is trusted fully unless variances are smoothed (19)", () => {
  const literal = figures(fit("estimate_constant_area", column("variance_constant_area"), "reml"));
  expectBlock("constant_area_taken_literally", literal);
  const { variances, parameters } = poolVariances(column("variance_constant_area"), column("n"));
  expectBlock("smoothed_variances", {
    ...figures(fit("estimate_constant_area", variances, "reml")),
    pooled: parameters.pooled,
    D: variances,
  });
});

test("an unsampled area and benchmarked areas have R's figures (19)", () => {
  const fitted = fit("estimate", column("variance"), "reml");
  const row = rows.find(({ estimate }) => estimate === "")!;
  const x = { x1: Number(row.x1), x2: Number(row.x2) };
  expectBlock("unsampled_area_reml", {
    area: row.area,
    x: [1, x.x1, x.x2],
    ...predictUnsampled(fitted, x),
  });
  const population = column("population");
  const target = populationMean(column("estimate"), population);
  expectBlock("benchmarked_reml", {
    target,
    difference: benchmarkAreas(fitted.predictions.eblup, population, target, "difference"),
    ratio: benchmarkAreas(fitted.predictions.eblup, population, target, "ratio"),
  });
});
