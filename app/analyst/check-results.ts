import type { WaveEstimates } from "#analysis/score/estimate-wave.ts";
import { compareOrders, type OrderComparison } from "#analysis/ranking/compare-orders.ts";
import type { MixedShare } from "#analysis/score/other-lambdas.ts";
import { isWithheld, type Outcome } from "#analysis/score/withheld.ts";

/** Choices that another could have made otherwise, in the order in which they are shown. */
export const CHECKS = [
  "household",
  "intercept",
  "online",
  "dont-know",
  "trimmed",
  "unflagged",
  "persons",
  "achieved",
  "equal",
  "inverse-variance",
] as const;
export type CheckKey = (typeof CHECKS)[number];

/** Shares under one choice: the district's and, in their order, the streets'. */
export interface Shares {
  district: Outcome<MixedShare>;
  streets: readonly Outcome<MixedShare>[];
}

/** How the district's share and the streets' order stand under one choice, beside the headline. */
export interface Check {
  key: CheckKey;
  district: Outcome<MixedShare>;
  /** Points, with the sign; null where either is withheld. */
  change: number | null;
  /** Null where streets have no figure of the kind. */
  order: OrderComparison | null;
  /** What a sentence about the choice needs: how many were cut, which λ. */
  facts: Record<string, number>;
}

/** The headline with what is told apart in it. */
export interface Headline extends Shares {
  apart: (a: number, b: number) => boolean;
}

/** One choice set beside the headline. */
export function checkAgainst(
  headline: Headline,
  key: CheckKey,
  { district, streets }: Shares,
  facts: Check["facts"] = {},
): Check {
  const share = (outcome: Outcome<MixedShare>) => (isWithheld(outcome) ? null : outcome.share);
  const change =
    isWithheld(district) || isWithheld(headline.district) ? null : district.share - headline.district.share;
  const order =
    streets.length === 0
      ? null
      : compareOrders(headline.streets.map(share), streets.map(share), headline.apart);
  return { key, district: onlyShare(district), change, order, facts };
}

/** Without what pages need not send. */
function onlyShare(outcome: Outcome<MixedShare>): Outcome<MixedShare> {
  if (isWithheld(outcome)) return outcome;
  const { share, se, df, ci } = outcome;
  return { share, se, df, ci };
}

/** The combined shares of a wave. */
export function combinedOf({ overall, streets }: WaveEstimates): Shares {
  return { district: overall.combined, streets: streets.map(({ combined }) => combined) };
}
