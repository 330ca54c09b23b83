import type { QualityUnit } from "./quality-unit.ts";

const FEWEST_ITEMS = 10;
/** Part of the items asked from which on it is asked about. */
const MANY = 1 / 3;

export interface MissingEvidence {
  asked: number;
  dontKnow: number;
  refused: number;
}

/** Items asked, and those answered with don't know and refused. */
export function countMissing({ codes }: Pick<QualityUnit, "codes">): MissingEvidence {
  const count = { asked: 0, dontKnow: 0, refused: 0 };
  for (const code of codes) {
    if (code === null) continue;
    count.asked++;
    if (code === -1) count.dontKnow++;
    if (code === -2) count.refused++;
  }
  return count;
}

/**
 * Interviews in which a third or more of at least ten items were not answered: a respondent who would rather not, or
 * answers that nobody gave.
 *
 * Source: Groves et al. (2009), Survey Methodology, sections 9.9 and 10.7 (item-missing rates by interviewer).
 */
export function manyMissing(unit: Pick<QualityUnit, "codes">): MissingEvidence | null {
  const count = countMissing(unit);
  return count.asked >= FEWEST_ITEMS && count.dontKnow + count.refused >= MANY * count.asked ? count : null;
}
