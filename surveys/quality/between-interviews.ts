import type { QualityUnit } from "./quality-unit.ts";

/** From the end of one interview to the start of the next, ms, below which it is asked about. */
const SHORTEST_BETWEEN = { dwellings: 60_000, "same-session": 5_000 } as const;

export interface BetweenEvidence {
  other: string;
  /** From the end of the earlier to the start of the later, s; negative: they overlap. */
  seconds: number;
}

/**
 * Interviews of one volunteer that overlap, which cannot be (unless one was interrupted), or follow in no time.
 *
 * Under a minute from one dwelling to another; under five seconds at a corner, where the next passer-by is at hand. Times
 * are the device's; those that end before they begin are left to the clocks. O(n log n).
 * Source: Groves et al. (2009), Survey Methodology, section 10.7 (signs of falsification).
 */
export function closeInterviews(units: readonly QualityUnit[]) {
  const overlap = new Map<string, BetweenEvidence>();
  const hurried = new Map<string, BetweenEvidence>();
  const byVolunteer = new Map<string, QualityUnit[]>();
  for (const unit of units) {
    if (!unit.volunteerId || unit.completedAt < unit.startedAt) continue;
    const own = byVolunteer.get(unit.volunteerId);
    if (own) own.push(unit);
    else byVolunteer.set(unit.volunteerId, [unit]);
  }
  for (const own of byVolunteer.values()) {
    own.sort((a, b) => a.startedAt - b.startedAt || a.completedAt - b.completedAt);
    let last: QualityUnit | null = null;
    for (const unit of own) {
      if (last) {
        const gap = unit.startedAt - last.completedAt;
        const isCorner = unit.mode === "intercept" && unit.caseId === last.caseId;
        const shortest = SHORTEST_BETWEEN[isCorner ? "same-session" : "dwellings"];
        const into = gap < 0 ? overlap : gap < shortest ? hurried : null;
        into?.set(unit.id, { other: last.id, seconds: gap / 1000 });
        if (gap < 0 && !overlap.has(last.id)) overlap.set(last.id, { other: unit.id, seconds: gap / 1000 });
      }
      if (!last || unit.completedAt > last.completedAt) last = unit;
    }
  }
  return { overlap, hurried };
}
