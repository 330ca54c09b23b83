import { expect, test } from "vitest";
import { designDegrees } from "#analysis/estimation/degrees-of-freedom.ts";
import { designCovariance } from "#analysis/estimation/design-covariance.ts";
import { indexDesign } from "#analysis/estimation/design-index.ts";
import { wholeDomain, type Domain } from "#analysis/estimation/domains.ts";
import { criticalValues, tInterval } from "#analysis/estimation/intervals.ts";
import { makeDesign, type Codes } from "#analysis/estimation/unit-design.ts";
import { ratioComposite } from "#analysis/estimation/ratio-composite.ts";
import type { Tally } from "#analysis/tally.ts";
import { changesBetweenWaves, type WaveChange } from "#analysis/trends/changes-between-waves.ts";
import { stackWaves, waveDomainsBy, type StackedWaves } from "#analysis/trends/stack-waves.ts";
import { kishEffect } from "#analysis/weighting/kish.ts";
import { expectGolden } from "#test/analysis/expect-golden.ts";
import { readInput } from "#test/analysis/read-reference.ts";
import { plainDesign } from "#test/analysis/reference-tallies.ts";
import {
  CONTACT,
  expected,
  ITEMS,
  rakedWave,
  SCORE,
  STREETS,
  WAVES,
  waveTally,
} from "#test/analysis/two-waves.ts";

const LIMITS = { relative: 1e-9, absolute: 1e-12 };
const plain = stackWaves(WAVES.map((id) => ({ id, tally: waveTally(id), factor: null, calibration: null })));
const raked = stackWaves(WAVES.map(rakedWave));

function estimates({ tally, design }: StackedWaves, coefficients: Float64Array, domains: Domain[]) {
  const { items, rows, wScore, wAnswered } = tally;
  const table = { items, rows, numerator: wScore, denominator: wAnswered };
  const linearised = ratioComposite(table, coefficients, design.factor, domains);
  return { estimates: linearised.estimates, covariance: designCovariance(linearised, design) };
}

function block(stack: StackedWaves, coefficients: Float64Array) {
  const { estimates: estimate, covariance } = estimates(stack, coefficients, stack.waves);
  const se = [covariance[0]!, covariance[3]!].map(Math.sqrt);
  const df = designDegrees(stack.design.index);
  const ci = se.map((error, k) => tInterval(estimate[k]!, error, df, criticalValues(0.95)));
  return {
    names: WAVES,
    estimate,
    se,
    covariance: [covariance.subarray(0, 2), covariance.subarray(2)],
    df,
    ci95_low: ci.map(([low]) => low),
    ci95_high: ci.map(([, high]) => high),
  };
}

const figures = (change: WaveChange) => ({
  ...change,
  p_two_sided: change.p,
  ci95_low: change.interval[0],
  ci95_high: change.interval[1],
  wrong_se_if_independent: change.seIfIndependent,
});

function overall(stack: StackedWaves, coefficients: Float64Array) {
  const df = designDegrees(stack.design.index);
  return figures(changesBetweenWaves(estimates(stack, coefficients, stack.waves), [[0, 1]], df).changes[0]!);
}

function byStreet(stack: StackedWaves, coefficients: Float64Array) {
  const joint = estimates(stack, coefficients, waveDomainsBy(stack, "street", STREETS));
  const pairs = STREETS.map((_, k) => [k, k + STREETS.length] as const);
  const { changes } = changesBetweenWaves(joint, pairs, designDegrees(stack.design.index));
  return changes.map((change, k) => ({ street: STREETS[k], ...figures(change) }));
}

function ownSe(tally: Tally): number {
  const { items, rows, wScore, wAnswered } = tally;
  const table = { items, rows, numerator: wScore, denominator: wAnswered };
  const linearised = ratioComposite(table, CONTACT, null, [wholeDomain(tally)]);
  return Math.sqrt(designCovariance(linearised, plainDesign(tally))[0]!);
}

function kish({ tally, design, waves }: StackedWaves, wave: number) {
  let [n, w, w2] = [0, 0, 0];
  for (const row of waves[wave]!.rows) {
    const g = design.factor![row]!;
    n += tally.n[row]!;
    w += g * tally.sumW[row]!;
    w2 += g * g * tally.sumW2[row]!;
  }
  const { deff, neff } = kishEffect(n, w, w2);
  return { n, sum_w: w, sum_w2: w2, kish_deff: deff, kish_n_eff: neff };
}

test("changes between waves, overall and by street, raked or not, have R's standard errors (18)", () => {
  const ours = {
    contact_by_wave: block(plain, CONTACT),
    contact_change: {
      ...overall(plain, CONTACT),
      se_of_each_wave_as_a_design_of_its_own: WAVES.map((id) => ownSe(waveTally(id))),
    },
    score_by_wave: block(plain, SCORE),
    score_change: overall(plain, SCORE),
    contact_change_by_street: byStreet(plain, CONTACT),
    score_change_by_street: byStreet(plain, SCORE),
    raked: {
      kish_w1: kish(raked, 0),
      kish_w2: kish(raked, 1),
      contact_by_wave: block(raked, CONTACT),
      contact_change: overall(raked, CONTACT),
      score_by_wave: block(raked, SCORE),
      score_change: overall(raked, SCORE),
    },
  };
  expectGolden(ours, expected, LIMITS);
});

test("a community that both waves visited is one PSU of the stack (18)", () => {
  expect(plain.design.index.psus).toBe(48);
  expect(designDegrees(plain.design.index)).toBe(42);
  expect(indexDesign(waveTally("w1")).psus).toBe(36);
});

/** A text column of the file as codes. */
function codesOf(column: string): Codes {
  const values = readInput("two-wave.csv").map((row) => row[column]!);
  const labels = [...new Set(values)];
  return { codes: Int32Array.from(values, (value) => labels.indexOf(value)), labels };
}

test("unit rows of both waves below one another give the tallies' covariance (18)", () => {
  const rows = readInput("two-wave.csv");
  const weights = Float64Array.from(rows, (row) => Number(row.weight));
  const design = makeDesign({
    n: rows.length,
    strata: codesOf("street"),
    psu: [codesOf("community")],
    weights,
  });
  const cells = (of: (answer: string) => number) =>
    Float64Array.from(rows.flatMap((row, k) => ITEMS.map((item) => weights[k]! * of(row[item]!))));
  const table = {
    items: ITEMS,
    rows: rows.length,
    numerator: cells(Number),
    denominator: cells((answer) => (answer === "" ? 0 : 1)),
  };
  const domains = WAVES.map((id) => ({
    id,
    rows: Int32Array.from(rows.keys()).filter((k) => rows[k]!.wave === id),
  }));
  const linearised = ratioComposite(table, SCORE, null, domains);
  const units = { estimates: linearised.estimates, covariance: designCovariance(linearised, design) };
  const tallied = estimates(plain, SCORE, plain.waves);
  for (const name of ["estimates", "covariance"] as const)
    expectGolden(units[name], Array.from(tallied[name]), { relative: 1e-12, absolute: 1e-14 }, name);
  const [change] = changesBetweenWaves(units, [[0, 1]], designDegrees(design.index)).changes;
  expectGolden(figures(change!), expected.score_change, LIMITS);
});
