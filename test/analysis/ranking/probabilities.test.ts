import fc from "fast-check";
import { expect, test } from "vitest";
import { DesignError } from "#analysis/design-error.ts";
import { drawNormal } from "#analysis/ranking/normal-draws.ts";
import { normalPairDraws } from "#analysis/ranking/pair-draws.ts";
import { pairProbabilities } from "#analysis/ranking/pair-probabilities.ts";
import { pairStatistics } from "#analysis/ranking/pair-statistics.ts";
import { expectedRanks, probabilityOfBest, rankProbabilities, rankQuantiles } from "#analysis/ranking/rank-probabilities.ts"; // prettier-ignore
import { independentRankProbabilities } from "#analysis/ranking/independent-rank-probabilities.ts";
import { rankSets } from "#analysis/ranking/rank-sets.ts";
import { jointTargetProbabilities, targetProbabilities } from "#analysis/ranking/target-probabilities.ts";

test("two streets: the better one is first with probability Φ(T), worked by hand", () => {
  // difference 1, variance 1 + 1 − 2·0.5 = 1, T = 1, Φ(1) = 0.841345; ignoring the covariance it would be 0.760250
  const covariance = [1, 0.5, 0.5, 1];
  const drawn = rankProbabilities([11, 10], covariance, { draws: 400_000, seed: 11 });
  expect(drawn[0]).toBeCloseTo(0.841345, 2);
  expect(pairProbabilities(pairStatistics([11, 10], covariance))[1]).toBeCloseTo(0.841344746068543, 12);
  expect(independentRankProbabilities([11, 10], [1, 1])[0]).toBeCloseTo(0.760249938906523, 12);
  expect(expectedRanks(drawn)[0]).toBeCloseTo(2 - drawn[0]!, 12);
  expect([...rankQuantiles(drawn, 0.9)]).toEqual([2, 2]);
});

test("without covariances, drawn rank probabilities are the integrated ones", () => {
  const estimates = [14, 13.5, 13.2, 12];
  const se = [0.5, 0.3, 0.9, 0.7];
  const diagonal = se.flatMap((s, i) => se.map((_, j) => (i === j ? s * s : 0)));
  const drawn = rankProbabilities(estimates, diagonal, { draws: 200_000, seed: 12 });
  independentRankProbabilities(estimates, se).forEach((p, cell) =>
    expect(Math.abs(drawn[cell]! - p)).toBeLessThan(0.006),
  );
});

test("being among the best k sums to k over the streets, and all of them are among the best of all", () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0, max: 20, noNaN: true }), { minLength: 2, maxLength: 6 }),
      fc.integer({ min: 1, max: 6 }),
      fc.integer({ min: 0, max: 1e6 }),
      (estimates, count, seed) => {
        const k = estimates.length;
        const covariance = estimates.flatMap((_, i) => estimates.map((__, j) => (i === j ? 1 : 0.3)));
        const best = probabilityOfBest(rankProbabilities(estimates, covariance, { draws: 500, seed }), count);
        expect(best.reduce((sum, p) => sum + p, 0)).toBeCloseTo(Math.min(count, k), 9);
      },
    ),
    { numRuns: 30 },
  );
});

test("the probability of a target is one half at the estimate, Student's where df are few", () => {
  expect(targetProbabilities([10], [1], 10)[0]).toBe(0.5);
  expect(targetProbabilities([10], [1], 9)[0]).toBeCloseTo(0.841344746068543, 12);
  // R: pt(1, 4) = 0.8130495
  expect(targetProbabilities([10], [1], 9, [4])[0]).toBeCloseTo(0.8130495168499705, 12);
  expect([...targetProbabilities([10, 8], [0, 0], 9)]).toEqual([1, 0]);
});

test("perfectly correlated streets reach a target together or not at all", () => {
  const joint = jointTargetProbabilities([10, 10], [1, 1, 1, 1], 10, { draws: 20_000, seed: 13 });
  expect(joint[1]).toBe(0);
  expect(joint[2]).toBeCloseTo(0.5, 1);
  const free = jointTargetProbabilities([10, 10], [1, 0, 0, 1], 10, { draws: 20_000, seed: 13 });
  expect(free[2]).toBeCloseTo(0.25, 1);
});

test("equal estimates have the same rank and are never told apart", () => {
  const covariance = [1, 0, 0, 0, 1, 0, 0, 0, 1];
  const sets = rankSets([5, 9, 5], covariance, { family: "marginal", method: { name: "bonferroni" } });
  expect([...sets.rank]).toEqual([2, 1, 2]);
  expect(sets.verdict[2]).toBe(0);
});

test("rank sets hold the rank, simultaneous ones hold marginal ones, and the scale does not matter", () => {
  const wave = fc.record({
    estimates: fc.array(fc.integer({ min: 0, max: 200 }), { minLength: 3, maxLength: 6 }),
    scale: fc.double({ min: 0.01, max: 100, noNaN: true }),
    seed: fc.integer({ min: 0, max: 1e6 }),
  });
  fc.assert(
    fc.property(wave, ({ estimates, scale, seed }) => {
      const k = estimates.length;
      const covariance = estimates.flatMap((_, i) => estimates.map((__, j) => (i === j ? 9 + 50 * i : 4)));
      const sample = normalPairDraws(covariance, pairStatistics(estimates, covariance), {
        draws: 2_000,
        seed,
      });
      const scaled = [estimates.map((x) => x * scale), covariance.map((v) => v * scale * scale)] as const;
      for (const name of ["bonferroni", "holm"] as const) {
        const one = rankSets(estimates, covariance, { family: "marginal", method: { name } });
        const all = rankSets(estimates, covariance, { family: "simultaneous", method: { name } });
        const other = rankSets(...scaled, { family: "simultaneous", method: { name } });
        expect([...other.low, ...other.high]).toEqual([...all.low, ...all.high]);
        for (let i = 0; i < k; i++) {
          expect(all.low[i]).toBeLessThanOrEqual(one.rank[i]!);
          expect(all.high[i]).toBeGreaterThanOrEqual(one.rank[i]!);
          if (name === "bonferroni") expect(all.low[i]).toBeLessThanOrEqual(one.low[i]!);
        }
      }
      const single = rankSets(estimates, covariance, { family: "simultaneous", method: { name: "max-t", sample } }); // prettier-ignore
      const stepped = rankSets(estimates, covariance, { family: "simultaneous", method: { name: "max-t-step-down", sample } }); // prettier-ignore
      for (let i = 0; i < k; i++) {
        expect(stepped.low[i]).toBeGreaterThanOrEqual(single.low[i]!);
        expect(stepped.high[i]).toBeLessThanOrEqual(single.high[i]!);
      }
    }),
    { numRuns: 25 },
  );
});

test("draws have the covariance asked for, also a singular one, and follow the seed alone", () => {
  const covariance = [2, -2, 0, -2, 2, 0, 0, 0, 1];
  const drawn = drawNormal(covariance, 3, { draws: 50_000, seed: 14 });
  let [own, sum] = [0, 0];
  for (let draw = 0; draw < 50_000; draw++) {
    own += drawn[draw]! ** 2 / 50_000;
    sum = Math.max(sum, Math.abs(drawn[draw]! + drawn[50_000 + draw]!));
  }
  expect(own).toBeCloseTo(2, 1);
  expect(sum).toBeLessThan(1e-6);
  const few = drawNormal(covariance, 3, { draws: 5, seed: 14 });
  [0, 1, 2].forEach((i) =>
    expect(few.slice(5 * i, 5 * i + 5)).toEqual(drawn.slice(50_000 * i, 50_000 * i + 5)),
  );
});

test("what cannot be ranked is refused with its reason", () => {
  expect(() => pairStatistics([1, 2], [1, 1, 1, 1])).toThrow(DesignError);
  expect(() => pairStatistics([1, 2], [1, 0, 0])).toThrow(RangeError);
  expect(() => drawNormal([1, 2, 2, 1], 2, { draws: 1, seed: 1 })).toThrow(DesignError);
  expect(() => rankSets([1, 2], [1, 0, 0, 1], { family: "marginal", method: { name: "holm" }, level: 1 })).toThrow(RangeError); // prettier-ignore
});
