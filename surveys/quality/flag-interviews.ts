import { isAllBest } from "./best-answers.ts";
import { type BetweenEvidence, closeInterviews } from "./between-interviews.ts";
import { type ClockEvidence, wrongClock } from "./clocks.ts";
import { type DistanceEvidence, farAway } from "./distance.ts";
import { type DurationEvidence, oddDurations } from "./durations.ts";
import { manyMissing, type MissingEvidence } from "./missing-items.ts";
import { nearIdentical, type NearIdenticalEvidence } from "./near-identical.ts";
import type { QualityItem, QualityUnit } from "./quality-unit.ts";
import { straightLine, type StraightLineEvidence } from "./straight-lining.ts";

/** In the order in which they are listed: what cannot be comes first. */
export const FLAG_CODES = [
  "overlap",
  "clock",
  "near-identical",
  "fast",
  "straight-line",
  "all-best",
  "hurried",
  "far-away",
  "many-missing",
  "slow",
] as const;
export type FlagCode = (typeof FLAG_CODES)[number];

/** A question to look at, never a verdict, with what it rests on. */
export type Flag =
  | ({ code: "overlap" | "hurried" } & BetweenEvidence)
  | ({ code: "clock" } & ClockEvidence)
  | ({ code: "near-identical" } & NearIdenticalEvidence)
  | ({ code: "fast" | "slow" } & DurationEvidence)
  | ({ code: "straight-line" } & StraightLineEvidence)
  | { code: "all-best" }
  | ({ code: "far-away" } & DistanceEvidence)
  | ({ code: "many-missing" } & MissingEvidence);

/**
 * What is worth asking about each interview of a wave.
 *
 * Each flag says by itself what it compares and why (see its file). Flags are computed from all interviews as they came,
 * whatever was decided on them since, so that a decision does not change the questions about others. Honest interviews
 * are flagged as well: a few in a hundred.
 * Source: Groves et al. (2009), Survey Methodology, sections 9.9 and 10.7.
 *
 * @param units  complete and partial interviews of one wave
 * @param items  in the order of the units' codes
 * @returns      flags by id, in the order of `FLAG_CODES`; nothing for those without
 */
export function flagInterviews(
  units: readonly QualityUnit[],
  items: readonly QualityItem[],
): Map<string, Flag[]> {
  const durations = oddDurations(units);
  const { overlap, hurried } = closeInterviews(units);
  const identical = nearIdentical(units, items);
  const flags = new Map<string, Flag[]>();
  for (const unit of units) {
    const { id } = unit;
    const duration = durations.get(id);
    const found: (Flag | null | undefined)[] = [
      withCode("overlap", overlap.get(id)),
      withCode("clock", wrongClock(unit)),
      withCode("near-identical", identical.get(id)),
      duration && { code: duration.z < 0 ? "fast" : "slow", ...duration },
      withCode("straight-line", straightLine(unit, items)),
      isAllBest(unit, items) ? { code: "all-best" } : null,
      withCode("hurried", hurried.get(id)),
      withCode("far-away", farAway(unit)),
      withCode("many-missing", manyMissing(unit)),
    ];
    const present = found.filter((flag) => flag !== null && flag !== undefined);
    present.sort((a, b) => FLAG_CODES.indexOf(a.code) - FLAG_CODES.indexOf(b.code));
    if (present.length > 0) flags.set(id, present);
  }
  return flags;
}

function withCode<C extends FlagCode, E extends object>(code: C, evidence: E | null | undefined) {
  return evidence && { code, ...evidence };
}
