import { isAllBest } from "./best-answers.ts";
import { byShare, chancesOfMatch, tailOfMatches } from "./expected-match.ts";
import { type Nearest, nearestInterviews } from "./nearest-interviews.ts";
import type { QualityItem, QualityUnit } from "./quality-unit.ts";

/** Matched part from which on a pair is asked about: 85 % within one volunteer's, where copying is easy. */
const NEARLY_ALL = { volunteer: 0.85, wave: 0.95 } as const;
/** And more than chance makes: fewer such pairs expected among those compared. */
const RARE = 0.05;

export interface NearIdenticalEvidence extends Nearest {
  within: "volunteer" | "wave";
  /** Matches that the closest of so many would have if people as satisfied answered independently. */
  expected: number;
}

/**
 * Interviews that are nearly the same as another one: copied, or two people who think alike.
 *
 * 85 % of the answers agree with one of the same volunteer, or 95 % with any of the wave, and among those compared
 * fewer than 0.05 so close would be expected if people as satisfied as this one answered independently. It is a question, no finding: real people's answers hang
 * together in more ways, so the closest pair is closer than that, all the more with few items, few options and a
 * population of one mind. Interviews with everything at its best are left to that flag.
 * Source: Kuriakose & Robbins (2016), Statistical Journal of the IAOS 32, 283-291, and against a fixed threshold as
 * proof Simmons, Mercer, Schwarzer & Kennedy (2016), same volume, 327-338.
 *
 * @returns evidence by id
 */
export function nearIdentical(
  units: readonly QualityUnit[],
  items: readonly QualityItem[],
): Map<string, NearIdenticalEvidence> {
  const found = new Map<string, NearIdenticalEvidence>();
  const sorted = byShare(units);
  const places = new Map(sorted.map(({ id }, at) => [id, at]));
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  const nearests = nearestInterviews(units);
  units.forEach((unit, i) => {
    for (const within of ["volunteer", "wave"] as const) {
      const nearest = nearests[i]![within];
      if (!nearest || found.has(unit.id) || nearest.matched < NEARLY_ALL[within] * nearest.of) continue;
      const tail = tailOfMatches(
        inCommon(byId.get(nearest.other)!, chancesOfMatch(sorted, places.get(unit.id)!)),
      );
      if (tail[nearest.matched]! * nearest.compared >= RARE || isAllBest(unit, items)) continue;
      found.set(unit.id, { ...nearest, within, expected: closestOf(tail, nearest.compared) });
    }
  });
  return found;
}

function inCommon(other: QualityUnit, chances: readonly number[]): number[] {
  return chances.filter((chance, i) => !Number.isNaN(chance) && (other.codes[i] ?? null) !== null);
}

/** The largest number of matches that at least one of so many others is expected to have. */
function closestOf(tail: Float64Array, others: number): number {
  let matches = 0;
  while (matches + 1 < tail.length && tail[matches + 1]! * others >= 1) matches++;
  return matches;
}
