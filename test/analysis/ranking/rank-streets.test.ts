import { expect, test } from "vitest";
import { rankStreets } from "#analysis/ranking/rank-streets.ts";
import { estimateWave } from "#analysis/score/estimate-wave.ts";
import { isWithheld } from "#analysis/score/withheld.ts";
import { inventWave } from "#test/analysis/invented-wave.ts";

test("streets far apart are ranked for certain, streets close by are said to be tied", () => {
  const shares = [17, 12, 12.1].map((share) => ({ share, df: 6 }));
  const covariance = [0.2, 0, 0, 0, 0.2, 0.05, 0, 0.05, 0.2];
  const { streets, assumption } = rankStreets(shares, covariance, { seed: 1, best: 1, target: 12.1 });
  expect(assumption).toBe("flat prior, normal");
  expect(streets[0]).toMatchObject({ rank: 1, ownSet: [1, 1], jointSet: [1, 1], tiedWith: [] });
  expect(streets[0]!.bestProbability).toBeGreaterThan(0.999);
  expect(streets[1]).toMatchObject({ rank: 3, ownSet: [2, 3], jointSet: [2, 3], tiedWith: [2] });
  expect(streets[2]).toMatchObject({ rank: 2, ownSet: [2, 3], tiedWith: [1], targetProbability: 0.5 });
});

test("a wave's shares are ranked from its own covariance, the same digits for the same seed", () => {
  const { streets, covariance } = estimateWave(inventWave());
  const shares = streets.map(({ combined }) => {
    if (isWithheld(combined)) throw new Error(combined.withheld.code);
    return combined;
  });
  const matrix = covariance.matrix.slice(0, 3).flatMap((row) => row.slice(0, 3));
  const options = { seed: 7, best: 2, draws: 4_000 };
  const ranked = rankStreets(shares, matrix, options);
  expect(rankStreets(shares, matrix, options)).toEqual(ranked);
  expect(ranked.streets.reduce((sum, { expectedRank }) => sum + expectedRank, 0)).toBeCloseTo(6, 9);
  ranked.streets.forEach(({ rank, ownSet, jointSet, targetProbability }) => {
    expect(ownSet[0]).toBeLessThanOrEqual(rank);
    expect(ownSet[1]).toBeGreaterThanOrEqual(rank);
    expect(jointSet[0]).toBeLessThanOrEqual(ownSet[0]);
    expect(targetProbability).toBeNull();
  });
});

test("one street alone is first", () => {
  const { streets } = rankStreets([{ share: 15, df: 5 }], [0.4], { seed: 1, best: 10, draws: 100 });
  expect(streets[0]).toMatchObject({ rank: 1, ownSet: [1, 1], bestProbability: 1 });
});
