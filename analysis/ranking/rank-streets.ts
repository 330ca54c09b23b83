import { familyMaxima } from "#analysis/ranking/family-maxima.ts";
import { normalPairDraws } from "#analysis/ranking/pair-draws.ts";
import { pairDegreesOfStreets } from "#analysis/ranking/pair-degrees.ts";
import { pairStatistics } from "#analysis/ranking/pair-statistics.ts";
import { expectedRanks, probabilityOfBest, drawnRankProbabilities, RANK_ASSUMPTION } from "#analysis/ranking/rank-probabilities.ts"; // prettier-ignore
import { rankSets, type RankMethod } from "#analysis/ranking/rank-sets.ts";
import { targetProbabilities } from "#analysis/ranking/target-probabilities.ts";

/** What a ranking of streets can be asked for. */
export interface RankStreetsOptions {
  /** A 32-bit whole number; the same seed gives the same digits. */
  seed: number;
  /** "Among the best `best`". */
  best: number;
  /** Points to be reached, or null for no target. */
  target?: number | null;
  level?: number;
  /** 10,000 unless given: critical values are then good to about 0.015, probabilities to 0.005. */
  draws?: number;
  /** Df of each difference, from `pairDegrees` with the design's strata; from the shares' own df unless given. */
  pairDf?: Float64Array;
}

/** What can be said of one street's place. */
export interface StreetRank {
  rank: number;
  /** Ranks that are possible: for this street on its own, and for all streets at once. */
  ownSet: [low: number, high: number];
  jointSet: [low: number, high: number];
  /** Places (in the input) of the streets that this one cannot be told apart from. */
  tiedWith: number[];
  expectedRank: number;
  bestProbability: number;
  /** By Student's t; null without a target. */
  targetProbability: number | null;
}

/**
 * Everything a page says about ranks: sets by step-down max-t with the multivariate t, ties, probabilities.
 *
 * `assumption` is to be said beside the probabilities of ranks. O(k² · draws · steps).
 * Source: Mogstad, Romano, Shaikh & Wilhelm (2024); Hasler & Hothorn (2008); Goldstein & Spiegelhalter (1996).
 *
 * @param shares      at least one, with df; higher is better
 * @param covariance  k × k, row-major, as the wave's estimates give it
 * @throws {DesignError} `no-pair-variance`, `covariance-not-positive`, `no-degrees-of-freedom`
 */
export function rankStreets(
  shares: readonly { share: number; df: number }[],
  covariance: ArrayLike<number>,
  { seed, best, target = null, level = 0.95, draws = 10_000, pairDf }: RankStreetsOptions,
): { streets: StreetRank[]; assumption: string } {
  const k = shares.length;
  const estimates = Float64Array.from(shares, ({ share }) => share);
  const variances = estimates.map((_, i) => covariance[i * (k + 1)]!);
  const degrees = shares.map((street) => street.df);
  const df = pairDf ?? pairDegreesOfStreets(variances, degrees);
  const sample = normalPairDraws(covariance, pairStatistics(estimates, covariance), { draws, seed });
  const method: RankMethod = { name: "max-t-step-down", sample, first: familyMaxima(sample) };
  const own = rankSets(estimates, covariance, { family: "marginal", method, level, df });
  const joint = rankSets(estimates, covariance, { family: "simultaneous", method, level, df });
  const probabilities = drawnRankProbabilities(estimates, sample);
  const bestProbability = probabilityOfBest(probabilities, best);
  const expected = expectedRanks(probabilities);
  const reached =
    target === null ? null : targetProbabilities(estimates, variances.map(Math.sqrt), target, degrees);
  const streets = shares.map((_, i): StreetRank => {
    const others = shares.map((__, j) => j).filter((j) => j !== i);
    return {
      rank: own.rank[i]!,
      ownSet: [own.low[i]!, own.high[i]!],
      jointSet: [joint.low[i]!, joint.high[i]!],
      tiedWith: others.filter((j) => own.verdict[i * k + j] === 0),
      expectedRank: expected[i]!,
      bestProbability: bestProbability[i]!,
      targetProbability: reached?.[i] ?? null,
    };
  });
  return { streets, assumption: RANK_ASSUMPTION };
}
