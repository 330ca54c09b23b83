import { median } from "./median.ts";
import { askedOf, type QualityUnit } from "./quality-unit.ts";

/** Of fewer interviews of the same kind a median says too little. */
export const FEWEST_TO_COMPARE = 10;
/** Robust standard deviations from the median at which an interview is looked at. */
const FAR = 2.5;
/** Least spread, in log units: where all take about as long, a tenth more or less means nothing. */
const LEAST_SPREAD = 0.15;

export interface DurationEvidence {
  seconds: number;
  /** Of the wave's interviews of the same mode with as many items asked. */
  medianSeconds: number;
  compared: number;
  /** Robust standard deviations from the median of the logarithms; negative: faster. */
  z: number;
  /** Time that screens were shown, or from start to end by the device's clock. */
  measure: "screens" | "clock";
}

/** How long an interview took, s: screens where they were timed, so that an interruption does not count. */
export function durationOf({ screenMs, startedAt, completedAt }: QualityUnit) {
  if (screenMs !== null && screenMs > 0) return { seconds: screenMs / 1000, measure: "screens" as const };
  return { seconds: (completedAt - startedAt) / 1000, measure: "clock" as const };
}

/**
 * Interviews that took much less or much more time than others of the same mode with as many items asked.
 *
 * Durations are skewed to the right, so logarithms are compared: |ln d − median| > 2.5 · max(1.4826 · MAD, 0.15). Those
 * that end before they begin are left to the clocks. O(n log n).
 * Source: Leys et al. (2013), Journal of Experimental Social Psychology 49, 764-766 (median absolute deviation, 2.5);
 * Groves et al. (2009), Survey Methodology, section 9.9 (interview length as a sign to look at).
 *
 * @returns evidence by id, only of those that stand out; groups of under 10 are not compared
 */
export function oddDurations(units: readonly QualityUnit[]): Map<string, DurationEvidence> {
  const groups = new Map<string, { unit: QualityUnit; seconds: number; log: number }[]>();
  for (const unit of units) {
    const { seconds, measure } = durationOf(unit);
    if (!(seconds > 0)) continue;
    const key = `${unit.mode} ${askedOf(unit)} ${measure}`;
    const group = groups.get(key);
    const row = { unit, seconds, log: Math.log(seconds) };
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  const found = new Map<string, DurationEvidence>();
  for (const group of groups.values()) {
    if (group.length < FEWEST_TO_COMPARE) continue;
    const middle = median(group.map(({ log }) => log));
    const mad = median(group.map(({ log }) => Math.abs(log - middle)));
    const spread = Math.max(1.4826 * mad, LEAST_SPREAD);
    for (const { unit, seconds, log } of group) {
      const z = (log - middle) / spread;
      if (Math.abs(z) <= FAR) continue;
      const { measure } = durationOf(unit);
      found.set(unit.id, { seconds, medianSeconds: Math.exp(middle), compared: group.length, z, measure });
    }
  }
  return found;
}
