import type { RosterMember } from "./work-types.ts";
import { selectResident } from "#surveys/sampling/select-resident.ts";
import { ageBandOf } from "#surveys/vocabulary.ts";

export const isEligible = ({ age, residentHalfYear }: RosterMember): boolean =>
  residentHalfYear && ageBandOf(age) !== null;

/**
 * Which of the people listed is the one to ask. The device decides, by the dwelling's recorded seed, so that nobody picks the
 * friendliest.
 *
 * @returns index into `members`, or null when nobody is eligible
 */
export function chooseResident(selectionSeed: string, members: readonly RosterMember[]): number | null {
  const eligible = members.flatMap((member, index) => (isEligible(member) ? [index] : []));
  if (eligible.length === 0) return null;
  return eligible[selectResident(selectionSeed, eligible.length)] ?? null;
}
