import type { Random } from "../sampling/random.ts";
import { isEligible } from "./demo-district.ts";
import type { DemoDistrict } from "./demo-district.ts";

/** One interviewing session as counted in the field; people are indexes of passages, in the order they came. */
export interface SimulatedSession {
  siteSlot: number;
  /** Everybody who passed while the session was open. */
  passed: number;
  /** Every k-th of them, from a random start. */
  approached: number;
  /** Of the approached: would not talk, so nobody knows whether they were eligible. */
  refused: number;
  ineligible: number[];
  interviewed: number[];
}

const REFUSES = 0.49;

/**
 * One session: count who passes, approach every k-th from a random start, screen, interview.
 *
 * Refusal has the same chance for everybody, eligible or not, as the intercept weights assume within a session.
 *
 * @param siteSlot  index into the district's sites × slots; every date's passages are the same people
 * @param interval  k
 */
export function simulateSession(
  district: DemoDistrict,
  siteSlot: number,
  interval: number,
  random: Random,
): SimulatedSession {
  const { firstPassage, passages: passed } = district.siteSlots[
    siteSlot
  ] as DemoDistrict["siteSlots"][number];
  const session: SimulatedSession = {
    siteSlot,
    passed,
    approached: 0,
    refused: 0,
    ineligible: [],
    interviewed: [],
  };
  for (let place = random.integer(interval); place < passed; place += interval) {
    const passage = firstPassage + place;
    session.approached += 1;
    if (random.uniform() < REFUSES) session.refused += 1;
    else if (isEligible(district.passages, passage)) session.interviewed.push(passage);
    else session.ineligible.push(passage);
  }
  return session;
}
