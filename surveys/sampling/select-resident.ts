import { createRandom } from "./random.ts";

/**
 * Which of a dwelling's rostered eligible residents is interviewed: each with exactly 1/m.
 *
 * The tablet calls it at the door and the server calls it again when the roster arrives; the seed was recorded
 * with the draw, so nobody can choose the friendliest. Residents are counted in the order of the roster.
 * Source: Särndal, Swensson & Wretman (1992), sections 4.3 and 4.4; Kish (1949), JASA 44,
 * 380-387, on fixing the choice beforehand; Gaziano (2005) on within-household selection.
 *
 * @param selectionSeed  the seed of the drawn dwelling
 * @param eligible       how many were rostered as eligible, at least 1
 * @returns              0-based index among them
 * @throws {RangeError}  if nobody is eligible
 */
export function selectResident(selectionSeed: string, eligible: number): number {
  return createRandom(selectionSeed).integer(eligible);
}
