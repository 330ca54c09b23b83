import fc from "fast-check";
import { determinant, inverse, Matrix } from "ml-matrix";
import { expect, test } from "vitest";
import { fitLocalLevel } from "#analysis/trends/fit-local-level.ts";
import type { LevelSeries } from "#analysis/trends/level-series.ts";
import { correlatedAt } from "#analysis/trends/level-spectrum.ts";

/** Five waves of which the third is a gap, their errors the products of a few PSUs' totals. */
function series(totals: readonly (readonly number[])[]): LevelSeries & { covariance: Float64Array } {
  const covariance = Float64Array.from({ length: 25 }, (_, k) =>
    totals.reduce((sum, of) => sum + of[k % 5]! * of[Math.floor(k / 5)]!, 0),
  );
  return {
    times: Float64Array.of(2, 3, 3.5, 5, 9),
    estimates: [14.1, 14.6, null, 14.2, 15],
    variances: [1, 1, null, 1, 1],
    covariance,
  };
}

const SEEN = [0, 1, 3, 4];
const psu = fc.array(
  fc.integer({ min: -40, max: 40 }).map((k) => k / 100),
  { minLength: 5, maxLength: 5 },
);
const psus = fc.array(psu, { minLength: 6, maxLength: 9 });

test("the likelihood is that of the estimates' joint normal distribution with an unknown start", () => {
  fc.assert(
    fc.property(psus, fc.integer({ min: 0, max: 300 }), (totals, hundredths) => {
      const given = series([
        ...totals,
        [0.3, 0, 0, 0, 0],
        [0, 0.3, 0, 0, 0],
        [0, 0, 0, 0.3, 0],
        [0, 0, 0, 0, 0.3],
      ]);
      const q = hundredths / 100;
      const covariance = new Matrix(
        SEEN.map((a) =>
          SEEN.map(
            (b) => given.covariance[a * 5 + b]! + q * (Math.min(given.times[a]!, given.times[b]!) - 2),
          ),
        ),
      );
      const y = Matrix.columnVector(SEEN.map((k) => given.estimates[k]!));
      const ones = Matrix.ones(4, 1);
      const precise = inverse(covariance);
      const form = (a: Matrix, b: Matrix) => a.transpose().mmul(precise).mmul(b).get(0, 0);
      const start = form(ones, y) / form(ones, ones);
      const rest = Matrix.sub(y, Matrix.mul(ones, start));
      const expected =
        -0.5 *
        (3 * Math.log(2 * Math.PI) +
          Math.log(determinant(covariance)) +
          Math.log(form(ones, ones)) +
          form(rest, rest));
      expect(correlatedAt(given, q).logLikelihood).toBeCloseTo(expected, 8);
    }),
    { numRuns: 60, seed: 20261128 },
  );
});

test("the last level is the smoother's, also where only the walk keeps the waves apart", () => {
  fc.assert(
    fc.property(psus, fc.integer({ min: 1, max: 4 }), fc.integer({ min: 5, max: 300 }), (totals, rank, q) => {
      const few = totals.slice(0, rank).map((of) => of.map((value) => value + 0.5));
      const given = series(few);
      const { smoothed } = fitLocalLevel(given, q / 100);
      const { level, variance } = correlatedAt(given, q / 100);
      expect(level).toBeCloseTo(smoothed.level[4]!, 7);
      expect(variance).toBeCloseTo(smoothed.variance[4]!, 7);
    }),
    { numRuns: 60, seed: 20261129 },
  );
});

test("waves whose errors are the same have no likelihood without movement", () => {
  const given = series([[0.2, 0.2, 0.2, 0.2, 0.2]]);
  expect(() => correlatedAt(given, 0)).toThrow(expect.objectContaining({ code: "covariance-not-positive" }));
  // The walk is seen exactly but for the error that all waves share.
  expect(correlatedAt(given, 0.1).variance).toBeCloseTo(0.04, 12);
});
