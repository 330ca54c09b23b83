import { expect, test } from "vitest";
import { combineShares } from "#analysis/score/combine-modes.ts";
import { toEstimate } from "#analysis/score/estimate.ts";
import { criticalValues } from "#analysis/estimation/intervals.ts";
import type { ShareMoments } from "#analysis/score/share-moments.ts";
import { isWithheld } from "#analysis/score/withheld.ts";

const moments = (share: number, variance: number, own: ShareMoments["ownShares"]): ShareMoments => ({
  share,
  variance,
  df: 8,
  n: 100,
  kishNeff: 80,
  smallestKishNeff: 80,
  fewestPsus: 6,
  ownShares: own,
  satisfaction: { estimate: share / 20, variance: variance / 400, df: 8 },
});

test("the design effect of a combined share is against draws from the mixture, worked by hand", () => {
  // 0.6 of mean 15 and variance 4, 0.4 of mean 10 and variance 9: mean 13, variance 6 + 0.6·2² + 0.4·3² = 12
  const household = moments(15, 0.1, { mean: 15, variance: 4 });
  const intercept = moments(10, 0.2, { mean: 10, variance: 9 });
  const combined = combineShares(0.6, household, intercept);
  if (isWithheld(combined)) throw new Error(combined.withheld.code);
  expect(combined.ownShares.mean).toBeCloseTo(13, 12);
  expect(combined.ownShares.variance).toBeCloseTo(12, 12);
  // V = 0.36·0.1 + 0.16·0.2 = 0.068, n_eff = 12/0.068, deff = 200·0.068/12; Kish 1/(0.36/80 + 0.16/80)
  const estimate = toEstimate(combined, criticalValues(0.95));
  if (isWithheld(estimate)) throw new Error(estimate.withheld.code);
  expect(estimate.neff).toBeCloseTo(12 / 0.068, 9);
  expect(estimate.deff).toBeCloseTo((200 * 0.068) / 12, 12);
  expect(estimate.kishNeff).toBeCloseTo(80 / 0.52, 9);
});
