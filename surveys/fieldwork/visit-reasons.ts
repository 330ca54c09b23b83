import type { Disposition } from "../vocabulary.ts";

/**
 * What a volunteer may give as the reason of a visit's disposition, most frequent first.
 *
 * The line that matters for weighting: *not found, or not known* (UH, UO) leaves the address perhaps eligible; *known not to be
 * a dwelling, empty, or without anybody eligible* (NE) takes it out.
 *
 * Source: AAPOR (2023), Standard Definitions, table of final disposition codes for in-person household surveys.
 */
export const VISIT_REASONS = {
  I: ["interviewed"],
  P: ["broke-off"],
  R: ["refused-at-door", "refused-by-selected", "break-off"],
  NC: ["not-home", "no-access"],
  O: ["appointment", "language", "ill", "away-whole-period"],
  UH: ["not-found", "not-a-dwelling-unsure", "not-safe"],
  UO: ["eligibility-not-told"],
  NE: ["does-not-exist", "not-a-dwelling", "vacant", "nobody-eligible", "selected-not-eligible"],
} as const satisfies Record<Disposition, readonly string[]>;

export type VisitReason = (typeof VISIT_REASONS)[Disposition][number];

/**
 * The disposition that a reason stands for: a page asks for the reason and derives the disposition.
 */
export function dispositionOf(reason: VisitReason): Disposition {
  const found = (Object.keys(VISIT_REASONS) as Disposition[]).find((disposition) =>
    (VISIT_REASONS[disposition] as readonly string[]).includes(reason),
  );
  if (!found) throw new RangeError(`"${reason}" is not among the reasons of a visit`);
  return found;
}

/**
 * Whether a visit with this disposition may give this reason.
 */
export function isReasonOf(disposition: Disposition, reason: string): reason is VisitReason {
  return (VISIT_REASONS[disposition] as readonly string[]).includes(reason);
}
