import { expect, test } from "vitest";
import { designCovariance } from "#analysis/estimation/design-covariance.ts";
import { designDegrees } from "#analysis/estimation/degrees-of-freedom.ts";
import type { Domain } from "#analysis/estimation/domains.ts";
import { criticalValues, tInterval } from "#analysis/estimation/intervals.ts";
import { ratioComposite } from "#analysis/estimation/ratio-composite.ts";
import type { SurveyDesign } from "#analysis/estimation/survey-design.ts";
import { makeDesign } from "#analysis/estimation/unit-design.ts";
import { modelMatrix } from "#analysis/regression/model-matrix.ts";
import { combineSamples, compareSamples, type SampleEstimate } from "#analysis/volunteers/combine-samples.ts";
import { doublyRobustMean } from "#analysis/volunteers/doubly-robust-mean.ts";
import { adjustedLogisticWeights, chenLiWuWeights, elliottValliantWeights, type PseudoWeights } from "#analysis/volunteers/pseudo-weights.ts"; // prettier-ignore
import { volunteerMean } from "#analysis/volunteers/volunteer-mean.ts";
import { kishEffectOf, type KishEffect } from "#analysis/weighting/kish.ts";
import { expectGolden } from "#test/analysis/expect-golden.ts";
import { readGolden, readInput } from "#test/analysis/read-reference.ts";
import { codesOf, numbersOf } from "#test/analysis/csv-columns.ts";

const LIMITS = { relative: 1e-8, absolute: 1e-10 };
const { expected } = readGolden<Record<string, unknown>>("22-dual-mode-pseudo-weights-and-composite");
const all = readInput("dual-household-intercept.csv");
const AGES = ["18-35", "36-55", "56-65"];

function sample(mode: string) {
  const rows = all.filter((row) => row.mode === mode);
  const age = { labels: AGES, codes: Int32Array.from(rows, (row) => AGES.indexOf(row.age!)) };
  const x = modelMatrix(rows.length, [
    { name: "age", codes: age },
    { name: "sex", codes: codesOf(rows, "sex") },
    { name: "worker", values: numbersOf(rows, "worker") },
  ]);
  const frame = { n: rows.length, strata: codesOf(rows, "street"), psu: [codesOf(rows, "unit")] };
  return { rows, x, frame, trust: numbersOf(rows, "trust"), score: numbersOf(rows, "score") };
}
const household = sample("household");
const intercept = sample("intercept");
const weights = numbersOf(household.rows, "weight");
const reference = makeDesign({ ...household.frame, weights });
const samples = { volunteers: intercept.x, reference: household.x, referenceWeights: weights };
const clw = chenLiWuWeights(samples);
const studyOf = (pseudo: PseudoWeights) => ({
  samples,
  pseudo,
  reference,
  volunteers: makeDesign({ ...intercept.frame, weights: pseudo.weights }),
});

function block(name: string, estimate: number, variance: number, df: number) {
  const se = Math.sqrt(variance);
  const [low, high] = tInterval(estimate, se, df, criticalValues(0.95));
  return { names: [name], estimate: [estimate], se: [se], covariance: [[variance]], df, ci95_low: [low], ci95_high: [high] }; // prettier-ignore
}

function designMean(y: Float64Array, design: SurveyDesign, domain: Domain) {
  const numerator = y.map((value, row) => value * design.sumW[row]!);
  const table = { items: ["y"], rows: y.length, numerator, denominator: design.sumW };
  const mean = ratioComposite(table, Float64Array.of(1), null, [domain]);
  return { estimate: mean.estimates[0]!, variance: designCovariance(mean, design)[0]! };
}

function domainOf({ rows }: typeof household, age: string | null): Domain {
  const inside = Array.from(rows.keys()).filter((row) => age === null || rows[row]!.age === age);
  return { id: age ?? "all", rows: Int32Array.from(inside) };
}

test("the household sample's means are R's (22)", () => {
  const df = designDegrees(reference.index);
  const mean = (name: "trust" | "score") => {
    const { estimate, variance } = designMean(household[name], reference, domainOf(household, null));
    return block(name, estimate, variance, df);
  };
  expectGolden({ trust: mean("trust"), score: mean("score") }, expected.household, LIMITS);
  const plain = (y: Float64Array) => y.reduce((sum, value) => sum + value, 0) / y.length;
  const unweighted = { trust: plain(intercept.trust), score: plain(intercept.score) };
  expectGolden(unweighted, expected.intercept_unweighted, LIMITS);
});

test("pseudo-weights by three methods, and means with them as fixed, are R's (22)", () => {
  const kish = ({ n, sumW, sumW2, deff, neff }: KishEffect) => ({ n, sum_w: sumW, sum_w2: sumW2, kish_deff: deff, kish_n_eff: neff }); // prettier-ignore
  const figures = (pseudo: PseudoWeights) => {
    const mean = (name: "trust" | "score") => {
      const { estimate, fixed } = volunteerMean(studyOf(pseudo), intercept[name]);
      return block(name, estimate, fixed.variance, fixed.df);
    };
    return {
      beta: pseudo.propensity.coefficients,
      ...kish(pseudo.kish),
      trust: mean("trust"),
      score: mean("score"),
      first_10: pseudo.weights.slice(0, 10),
    };
  };
  const classes = { volunteers: intercept.frame.strata, reference: household.frame.strata };
  expectGolden(figures(clw), expected.chen_li_wu, LIMITS);
  expectGolden(figures(adjustedLogisticWeights(samples)), expected.adjusted_logistic_propensity, LIMITS);
  expectGolden(figures(elliottValliantWeights(samples, classes)), expected.elliott_valliant, LIMITS);
});

test("doubly robust means are R's (22)", () => {
  const score = doublyRobustMean(studyOf(clw), intercept.score, "linear");
  const trust = doublyRobustMean(studyOf(clw), intercept.trust, "logistic");
  const figures = {
    score: score.estimate,
    score_beta: score.coefficients,
    trust: trust.estimate,
    trust_beta: trust.coefficients,
  };
  expectGolden(figures, expected.doubly_robust, LIMITS);
});

test("composites of both samples by four rules, overall and by age, are R's (22)", () => {
  const rules = [["fixed_half", 0.5], ["by_n_eff", "neff"], ["by_variance", "variance"], ["by_mse", "mse"]] as const; // prettier-ignore
  const compositeOf = (name: "trust" | "score", age: string | null) => {
    const [inA, inB] = [domainOf(household, age), domainOf(intercept, age)];
    const neff = kishEffectOf(Float64Array.from(inA.rows, (row) => weights[row]!)).neff;
    const a: SampleEstimate = { ...designMean(household[name], reference, inA), neff };
    const mean = volunteerMean(studyOf(clw), intercept[name], inB);
    const b = { estimate: mean.estimate, variance: mean.fixed.variance, neff: mean.kish.neff };
    const { z, biasSquared } = compareSamples(a, b);
    const named = ({ estimate, variance, neff: n_eff }: SampleEstimate) => ({ estimate, variance, n_eff });
    return {
      household: named(a),
      intercept: named(b),
      bias_squared: biasSquared,
      difference_z: z,
      rules: rules.map(([rule, lambda]) => ({ rule, ...combineSamples(a, b, lambda) })),
    };
  };
  const figures = (name: "trust" | "score") =>
    Object.fromEntries([null, ...AGES].map((age) => [age ?? "all", compositeOf(name, age)]));
  expectGolden({ trust: figures("trust"), score: figures("score") }, expected.composite, LIMITS);
});

test("every part of the golden is looked at (22)", () => {
  expect(Object.keys(expected)).toEqual(["household", "intercept_unweighted", "chen_li_wu", "adjusted_logistic_propensity", "elliott_valliant", "doubly_robust", "composite"]); // prettier-ignore
});
