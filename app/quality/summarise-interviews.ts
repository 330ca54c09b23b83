import type { Interview } from "#db/queries/read-quality-units.ts";
import type { WaveQuality } from "#db/queries/read-wave-quality.ts";
import { type BestRate, bestRates, isAllBest } from "#surveys/quality/best-answers.ts";
import { durationOf } from "#surveys/quality/durations.ts";
import { type InterviewerEffect, interviewerEffect } from "#surveys/quality/interviewer-effect.ts";
import { median } from "#surveys/quality/median.ts";
import { countMissing } from "#surveys/quality/missing-items.ts";

/** How the interviews of a street or a volunteer look, all together. */
export interface InterviewGroup {
  /** Of a street or person; "" for online answers from elsewhere. */
  id: string;
  n: number;
  best: BestRate;
  /** Median of complete ones; null when there are none. */
  householdSeconds: number | null;
  interceptSeconds: number | null;
  dontKnow: number;
  refused: number;
  flagged: number;
  /** Flagged ones on which nobody has decided. */
  open: number;
}

/**
 * Interviews by street or by volunteer.
 *
 * @param groupOf  null: counts among the rest of the wave only
 */
export function groupInterviews(
  { interviews, items, flags }: WaveQuality,
  decided: ReadonlySet<string>,
  groupOf: (interview: Interview) => string | null,
): InterviewGroup[] {
  const rates = bestRates(interviews.map((each) => ({ group: groupOf(each), best: isAllBest(each, items) })));
  const members = new Map<string, Interview[]>();
  for (const each of interviews) {
    const group = groupOf(each);
    if (group === null) continue;
    const own = members.get(group);
    if (own) own.push(each);
    else members.set(group, [each]);
  }
  return [...members].map(([id, own]) => {
    const missing = own.map(countMissing);
    const asked = missing.reduce((sum, each) => sum + each.asked, 0);
    const part = (key: "dontKnow" | "refused") =>
      asked === 0 ? 0 : missing.reduce((sum, each) => sum + each[key], 0) / asked;
    const flagged = own.filter((each) => flags.has(each.id));
    return {
      ...{ id, n: own.length, best: rates.get(id)!, flagged: flagged.length },
      householdSeconds: medianSeconds(own, "household"),
      interceptSeconds: medianSeconds(own, "intercept"),
      ...{ dontKnow: part("dontKnow"), refused: part("refused") },
      open: flagged.filter((each) => !decided.has(each.id)).length,
    };
  });
}

function medianSeconds(interviews: readonly Interview[], mode: Interview["mode"]): number | null {
  const seconds = interviews
    .filter((each) => each.mode === mode && each.outcome === "complete")
    .map((each) => durationOf(each).seconds)
    .filter((duration) => duration > 0);
  return seconds.length === 0 ? null : median(seconds);
}

/** How much of the variation of own shares lies between the volunteers of a street. */
export function effectOfVolunteers(
  interviews: readonly Interview[],
  mode: Interview["mode"],
): InterviewerEffect {
  return interviewerEffect(
    interviews.flatMap(({ mode: own, streetId, volunteerId, ownShare }) =>
      own === mode && streetId && volunteerId && ownShare !== null
        ? [{ street: streetId, volunteer: volunteerId, value: ownShare }]
        : [],
    ),
  );
}
