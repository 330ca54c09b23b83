import type { Disposition } from "../vocabulary.ts";

/**
 * What a volunteer finds at a door, and AAPOR's word for it (code of the 2023 Standard Definitions behind it).
 *
 * The line that matters for weighting: *not found or not known* (UH, UO) leaves the address perhaps eligible, *known not to be
 * a dwelling, empty, or without anybody eligible* (NE) takes it out. A new dwelling found at an address is no finding of
 * this case but an addition to the listing.
 *
 * Source: AAPOR (2023), Standard Definitions, table for in-person household surveys.
 */
export const VISIT_FINDINGS = {
  interviewed: "I", // 1.1
  "broke-off": "P", // 1.2
  "refused-at-the-door": "R", // 2.111 household-level refusal
  "person-refused": "R", // 2.112 known-respondent refusal
  "nobody-home": "NC", // 2.24, inhabited, no answer
  "person-away": "NC", // 2.25, somebody answered, the selected person was out
  "no-entry-to-building": "NC", // 2.23
  "ill-or-unable": "O", // 2.32
  "no-shared-language": "O", // 2.33
  "wrong-address": "UH", // 3.18 unable to locate the address: the number may stand elsewhere
  "not-safe-to-reach": "UH", // 3.17
  "perhaps-uninhabited": "UH", // 3.10 unknown whether a household
  "eligibility-not-told": "UO", // 3.20 a household, but not known whether anybody is eligible
  "does-not-exist": "NE", // 4.50 no such dwelling, or pulled down
  "not-a-dwelling": "NE", // 4.51-4.53 shop, office, institution
  vacant: "NE", // 4.60
  "nobody-eligible": "NE", // 4.70 nobody aged 18 to 65 with half a year's residence
} as const satisfies Record<string, Disposition>;

export type VisitFinding = keyof typeof VISIT_FINDINGS;
