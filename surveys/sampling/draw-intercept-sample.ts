import { DrawError } from "./draw-error.ts";
import { createRandom, deriveSeed } from "./random.ts";
import type { FrameStreet } from "./sampling-frame.ts";
import { systematicPps } from "./systematic-pps.ts";

/** One interviewing session that was drawn: a site, a time slot, and every `interval`-th passer-by. */
export interface DrawnSession {
  streetId: string;
  siteSlotId: string;
  siteId: string;
  slotId: string;
  stratum: string;
  psu: string;
  size: number;
  conditionalPi: number;
  overallPi: number;
  interval: number;
  order: number;
}

export const LEAST_SESSIONS = 5;

/**
 * Interviews that one approach yields unless the plan says otherwise: about 5 in 10 answer, 8 in 10 of them
 * eligible.
 */
export const INTERVIEWS_PER_APPROACH = 0.4;

/**
 * Draws one street's interviewing sessions: site × slot with probability proportional to footfall.
 *
 * Systematic PPS in a seeded-random order. A slot so busy that it expects more than one hit is not made
 * certain: it may be hit twice, and each hit is a session of its own on another date (the frame's slot is
 * "weekday mornings", of which a wave has many), so hits are PSUs as in sampling with replacement, which is
 * how the variance treats them. For the same reason `overallPi` is the *expected number of hits* n·size/Σ
 * size, which may pass 1: the sum over hits of t/E(hits) is unbiased for the total of t (Hansen & Hurwitz),
 * where a sum over distinct slots would not be. `conditionalPi` equals it, as nothing is drawn before; the
 * passer-by's own 1/k is measured in the field as approached/passed.
 *
 * The interval k is the largest that still expects the interviews wanted: ⌊footfall · yield / interviews⌋, at
 * least 1.
 * Source: Särndal, Swensson & Wretman (1992), sections 2.9 and 3.6.2; Karon & Wejnert (2012) on time-location
 * samples.
 *
 * @param plan  `interviewsPerApproach` defaults to 0.4
 * @throws {DrawError} too-few-sessions (under 5), no-footfall, not-a-whole-number (interviews under 1)
 */
export function drawInterceptSample(
  street: FrameStreet,
  plan: { sessionsPerStreet: number; interviewsPerSession: number; interviewsPerApproach?: number },
  seed: string,
): DrawnSession[] {
  const { sessionsPerStreet, interviewsPerSession, interviewsPerApproach = INTERVIEWS_PER_APPROACH } = plan;
  if (!Number.isSafeInteger(sessionsPerStreet) || sessionsPerStreet < LEAST_SESSIONS) {
    throw new DrawError(
      "too-few-sessions",
      `street ${street.id} needs at least ${LEAST_SESSIONS} sessions, not ${sessionsPerStreet}`,
      { streetId: street.id, sessions: sessionsPerStreet, least: LEAST_SESSIONS },
    );
  }
  if (!(interviewsPerSession >= 1)) {
    throw new DrawError(
      "not-a-whole-number",
      `a session needs at least 1 interview, not ${interviewsPerSession}`,
      {
        size: interviewsPerSession,
      },
    );
  }
  const random = createRandom(deriveSeed(seed, "sessions", street.id));
  const frame = random.shuffle(street.siteSlots);
  const sizes = frame.map((siteSlot) => siteSlot.footfall);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  if (total === 0) {
    throw new DrawError("no-footfall", `street ${street.id} has no site and slot with footfall`, {
      streetId: street.id,
    });
  }
  const sessions: DrawnSession[] = [];
  for (const { index, hits } of systematicPps(sizes, sessionsPerStreet, random.uniform())) {
    const siteSlot = frame[index];
    if (!siteSlot) continue;
    const expectedHits = (sessionsPerStreet * siteSlot.footfall) / total;
    for (let hit = 1; hit <= hits; hit++) {
      sessions.push({
        streetId: street.id,
        siteSlotId: siteSlot.id,
        siteId: siteSlot.siteId,
        slotId: siteSlot.slotId,
        stratum: street.id,
        psu: `${siteSlot.id}#${hit}`,
        size: siteSlot.footfall,
        conditionalPi: expectedHits,
        overallPi: expectedHits,
        interval: Math.max(1, Math.floor((siteSlot.footfall * interviewsPerApproach) / interviewsPerSession)),
        order: sessions.length + 1,
      });
    }
  }
  return sessions;
}
