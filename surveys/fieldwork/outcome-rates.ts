import type { Disposition } from "../vocabulary.ts";

export type DispositionCounts = Record<Disposition, number>;

export const OUTCOME_RATES = [
  ...(["RR1", "RR2", "RR3", "RR4", "RR5", "RR6"] as const),
  ...(["COOP1", "COOP2", "COOP3", "COOP4"] as const),
  ...(["REF1", "REF2", "REF3", "CON1", "CON2", "CON3"] as const),
] as const;
export type OutcomeRateName = (typeof OUTCOME_RATES)[number];

/** A rate in 0..1, or why there is none yet. */
export type OutcomeRate =
  | number
  | { withheld: { code: "no-cases" | "no-eligible-cases" | "nobody-reached" | "eligibility-unknown" } };

export interface OutcomeRates {
  /** Share of the unresolved cases taken as eligible; withheld where no case is resolved. */
  e: OutcomeRate;
  rates: Record<OutcomeRateName, OutcomeRate>;
}

/**
 * AAPOR's response, cooperation, refusal and contact rates from counts of final dispositions.
 *
 * With K = I + P + R + NC + O (known eligible) and U = UH + UO (unknown): RR1 and RR2 over K + U, RR3 and RR4
 * over K + eU, RR5 and RR6 over K, partials counted in the even ones. REF and CON 1 to 3 over the same three.
 * COOP 1 and 2 over those reached, 3 and 4 leaving out the unable. Unless `e` is given it is K / (K + NE), the
 * share of eligible among the resolved (proportional allocation, CASRO).
 *
 * Source: AAPOR (2023), Standard Definitions, chapter on calculating outcome rates.
 *
 * @param counts  cases by final disposition, whole numbers ≥ 0
 * @param e       0..1, where the eligibility of unresolved cases is known from elsewhere
 * @throws {RangeError} if a count is negative or not whole, or e is outside 0..1
 */
export function outcomeRates(counts: DispositionCounts, e?: number): OutcomeRates {
  for (const [code, count] of Object.entries(counts)) {
    if (!Number.isSafeInteger(count) || count < 0) {
      throw new RangeError(`the count of ${code} must be a whole number of at least 0, not ${count}`);
    }
  }
  if (e !== undefined && !(e >= 0 && e <= 1)) throw new RangeError(`e must lie in 0 to 1, not ${e}`);
  const { I, P, R, NC, O, UH, UO, NE } = counts;
  const known = I + P + R + NC + O;
  const unknown = UH + UO;
  const reached = I + P + R + O;
  const share = e ?? (known + NE > 0 ? known / (known + NE) : null);
  const overAll = (part: number) => ratio(part, known + unknown, "no-cases");
  const overExpected = (part: number) =>
    share === null && unknown > 0
      ? ({ withheld: { code: "eligibility-unknown" } } as const)
      : ratio(part, known + (share ?? 0) * unknown, "no-cases");
  const overKnown = (part: number) => ratio(part, known, "no-eligible-cases");
  return {
    e: share ?? { withheld: { code: "eligibility-unknown" } },
    rates: {
      RR1: overAll(I),
      RR2: overAll(I + P),
      RR3: overExpected(I),
      RR4: overExpected(I + P),
      RR5: overKnown(I),
      RR6: overKnown(I + P),
      COOP1: ratio(I, reached, "nobody-reached"),
      COOP2: ratio(I + P, reached, "nobody-reached"),
      COOP3: ratio(I, reached - O, "nobody-reached"),
      COOP4: ratio(I + P, reached - O, "nobody-reached"),
      REF1: overAll(R),
      REF2: overExpected(R),
      REF3: overKnown(R),
      CON1: overAll(reached),
      CON2: overExpected(reached),
      CON3: overKnown(reached),
    },
  };
}

function ratio(
  part: number,
  whole: number,
  code: "no-cases" | "no-eligible-cases" | "nobody-reached",
): OutcomeRate {
  return whole > 0 ? part / whole : { withheld: { code } };
}
