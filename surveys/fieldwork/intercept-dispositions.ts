import { noDispositions } from "./count-dispositions.ts";
import type { DispositionCounts } from "./outcome-rates.ts";

/** What was counted and answered in one interviewing session. */
export interface SessionOutcomes {
  /** Passers-by who were asked, by the counter. */
  approached: number;
  /** Of them, by the counter: would not take part. */
  refused: number;
  complete: number;
  partial: number;
  ineligible: number;
  /** Of the approached, under quotas: thanked because their cell was full. */
  screened?: number;
}

/**
 * AAPOR dispositions of the passers-by who were asked in a session; whoever was not asked is no case.
 *
 * - I complete and P partial interviews; NE those who turned out not to be eligible, and under quotas whose cell was full
 * - R refusals, one tap each. They come before anybody is screened; counting them as known eligible makes every
 *   response rate the smaller one. (The weights, which need the eligible among them, take the proportion of those
 *   who could be asked.)
 * - UO everybody else who was approached: gone before a word, or an interview that has not been sent yet
 * - NC, O, UH do not occur: a contact is the approach itself
 *
 * Interviews may arrive before the counter that covers them; then nobody is UO.
 *
 * Source: AAPOR (2023), Standard Definitions, intercept surveys; the reference counts have the same shape.
 */
export function interceptDispositions(session: SessionOutcomes): DispositionCounts {
  const { approached, refused, complete, partial, ineligible, screened = 0 } = session;
  const known = refused + complete + partial + ineligible + screened;
  return {
    ...noDispositions(),
    I: complete,
    P: partial,
    R: refused,
    NE: ineligible + screened,
    UO: Math.max(0, approached - known),
  };
}
