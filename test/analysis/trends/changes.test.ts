import { expect, test } from "vitest";
import { prepareCalibration } from "#analysis/estimation/calibration.ts";
import { designCovariance } from "#analysis/estimation/design-covariance.ts";
import { wholeDomain } from "#analysis/estimation/domains.ts";
import { ratioComposite } from "#analysis/estimation/ratio-composite.ts";
import { changesBetweenWaves } from "#analysis/trends/changes-between-waves.ts";
import { stackWaves, type WaveSample } from "#analysis/trends/stack-waves.ts";
import { tallyMargin } from "#analysis/weighting/tally-margin.ts";
import { tallyOf, unitOf } from "#test/analysis/reference-tallies.ts";

/** One stratum; a PSU's only answer is its score. */
function wave(id: string, scores: Record<string, number>, items = ["q"]): WaveSample {
  const units = Object.entries(scores).map(([psu, score]) =>
    unitOf({ q: String(score) }, items, { stratum: "S", psu, street: "S", ageBand: psu, sex: null }, 1),
  );
  return { id, tally: tallyOf("household", items, units), factor: null, calibration: null };
}

function change(waves: WaveSample[]) {
  const stack = stackWaves(waves);
  const { items, rows, wScore: numerator, wAnswered: denominator } = stack.tally;
  const table = { items, rows, numerator, denominator };
  const linearised = ratioComposite(table, Float64Array.of(1), null, stack.waves);
  const covariance = designCovariance(linearised, stack.design);
  return changesBetweenWaves({ estimates: linearised.estimates, covariance }, [[0, 1]], 2);
}

test("PSUs that all return make a change that of their own differences", () => {
  const { changes, covariance } = change([
    wave("1", { a: 0.1, b: 0.5, c: 0.9 }),
    wave("2", { a: 0.3, b: 0.6, c: 1 }),
  ]);
  // Differences 0.2, 0.1, 0.1: a mean of three with variance s²/3.
  expect(changes[0]!.estimate).toBeCloseTo(0.4 / 3, 12);
  expect(covariance[0]).toBeCloseTo(0.01 / 9, 12);
  expect(changes[0]!.correlation).toBeGreaterThan(0.9);
  expect(changes[0]!.se).toBeLessThan(changes[0]!.seIfIndependent);
});

test("PSUs that one wave did not visit are zeros of that wave", () => {
  const { changes } = change([wave("1", { a: 0, b: 1 }), wave("2", { c: 0, d: 1 })]);
  // Four PSUs: −1/4, 1/4 and two zeros a wave; V₁ = V₂ = 4/3·1/8, no covariance.
  expect(changes[0]!.se).toBeCloseTo(Math.sqrt(1 / 3), 12);
  expect(changes[0]!.correlation).toBeCloseTo(0, 12);
});

test("a change without variance, and waves that cannot be compared, are refused", () => {
  const first = wave("1", { a: 0.1, b: 0.5 });
  const code = (run: () => unknown) => {
    try {
      run();
    } catch (error) {
      return (error as { code?: string }).code;
    }
  };
  expect(code(() => change([first, { ...first, id: "2" }]))).toBe("no-variation");
  const other = { ...first, tally: { ...first.tally, items: ["other"] } };
  expect(code(() => stackWaves([first, other]))).toBe("waves-differ");
  const margins = [tallyMargin(first.tally, "age", ["ageBand"], { a: 1, b: 1 })];
  const calibration = prepareCalibration(margins, first.tally.sumW);
  expect(code(() => stackWaves([first, { ...first, calibration }]))).toBe("waves-calibrated-differently");
});

test("three waves have all their changes and the covariance between them", () => {
  const { rows } = wholeDomain(
    stackWaves([wave("1", { a: 1 }), wave("2", { a: 1 }), wave("3", { b: 0 })]).tally,
  );
  expect(rows.length).toBe(3);
  const covariance = Float64Array.of(4, 1, 0, 1, 4, 1, 0, 1, 4);
  const joint = changesBetweenWaves({ estimates: Float64Array.of(1, 2, 4), covariance }, [[0, 1], [1, 2]], [5, 9]); // prettier-ignore
  expect([...joint.covariance]).toEqual([6, -2, -2, 6]);
  expect(joint.changes.map(({ df }) => df)).toEqual([5, 9]);
});
