import type { Disposition, Outcome } from "../vocabulary.ts";

/** A supervisor's latest decision on an interview. */
export type Standing = "counts" | "sent-back" | "set-aside";

const BY_OUTCOME = { complete: "I", partial: "P", ineligible: "NE" } as const;

/**
 * What a submitted questionnaire says about its dwelling, as the disposition of one more visit.
 *
 * An interview that counts settles the case without a visit record of its own. One that was set aside leaves an
 * inhabited dwelling without an interview, for good: O. One that was sent back leaves it to be asked again: NC, which
 * is nonresponse as well if the wave ends before that. Neither is a refusal: nobody refused.
 *
 * Source: AAPOR (2023), Standard Definitions, on interviews that are found invalid.
 *
 * @param standing  the latest decision; "counts" where nobody decided anything
 */
export function responseAsVisit<T extends { localTime: string; outcome: Outcome }>(
  { localTime, outcome }: T,
  standing: Standing,
): { localTime: string; disposition: Disposition } {
  const disposition =
    standing === "counts" ? BY_OUTCOME[outcome] : standing === "set-aside" ? ("O" as const) : ("NC" as const);
  return { localTime, disposition };
}
