import type { CasePlace } from "#db/queries/read-case-places.ts";
import { fieldShifts, type Shift } from "#surveys/demo/field-shifts.ts";
import { hashedUniform } from "#surveys/demo/hashed-noise.ts";
import { type PlacedVisit, planRounds } from "#surveys/demo/plan-rounds.ts";
import type { SimulatedCase } from "#surveys/demo/simulate-household.ts";
import { type Manner } from "./interview-manner.ts";
import { visitMinutes } from "./household-records.ts";

/** A volunteer with the dwellings that they have, in walking order, and the sessions that they hold. */
export interface Walker {
  userId: string;
  manner: Manner;
  homes: { place: CasePlace; found: SimulatedCase }[];
  busy: Pick<Shift, "day" | "from" | "to">[];
  /** Dwellings that they leave untouched in any case. */
  left: number;
}

/**
 * The rounds of a street's volunteers such that so many of its dwellings are done.
 *
 * @param days    whole days of fieldwork
 * @param target  part of the dwellings that is to be done
 * @returns       the visits made, by case
 */
export function streetRounds(
  street: number,
  walkers: readonly Walker[],
  days: number,
  target: number,
): Map<string, PlacedVisit[]> {
  const total = walkers.reduce((sum, { homes }) => sum + homes.length, 0);
  const plans = walkers.map((walker, i) => {
    const noise = 1000 + 10 * street + i;
    const cases = walker.homes.map(({ place, found }) => ({
      community: place.communityCode ?? "",
      minutes: visitMinutes(found, walker.manner),
    }));
    const most = Math.max(0, 1 - walker.left / Math.max(1, cases.length));
    const shifts = fieldShifts(days, walker.busy, noise);
    return (intake: number) => planRounds(cases, shifts, Math.min(intake, most), noise);
  });
  const done = (rounds: PlacedVisit[][][]) =>
    rounds.reduce(
      (sum, placed, w) =>
        sum +
        placed.filter((visits, i) => visits.length === walkers[w]!.homes[i]!.found.visits.length).length,
      0,
    );
  let [low, high] = [0, 1];
  for (let step = 0; step < 8; step += 1) {
    const middle = (low + high) / 2;
    if (done(plans.map((plan) => plan(middle))) < target * total) low = middle;
    else high = middle;
  }
  return new Map(
    plans.flatMap((plan, w) =>
      plan(high).map((visits, i) => [walkers[w]!.homes[i]!.place.id, visits] as const),
    ),
  );
}

/** The part of a street's dwellings that is done: near what the calendar asks for, or well behind. */
export function targetOf(street: number, over: number, isBehind: boolean): number {
  return isBehind ? over - 0.22 : Math.min(1, over + 0.01 + 0.04 * hashedUniform(61, street, 1));
}
