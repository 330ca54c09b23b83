import { apportion } from "./apportion.ts";
import { countsOf, type QuotaCounts } from "./quota-cells.ts";

/** How long a tablet that is not heard of keeps its part of a quota. */
export const RESERVATION_HOURS = 48;

/** A part that a tablet was given, and what has arrived from it since. */
export interface HeldReservation {
  deviceId: string;
  userId: string;
  reserved: QuotaCounts;
  /** Interviews stored from this tablet since the reservation was made. */
  arrived: QuotaCounts;
  /** Milliseconds */
  madeAt: number;
}

export interface QuotaSituation {
  wanted: QuotaCounts;
  /** Stored interviews that count. */
  interviewed: QuotaCounts;
  held: readonly HeldReservation[];
  /** Who still has sessions to hold in the street, in a fixed order, and how many. */
  claims: readonly { userId: string; sessions: number }[];
  /** Milliseconds */
  now: number;
}

/** What of a reservation can still be interviewed without our hearing of it; nothing after 48 hours of silence. */
export function outstanding({ reserved, arrived, madeAt }: HeldReservation, now: number): QuotaCounts {
  const isVoid = now - madeAt > RESERVATION_HOURS * 3_600_000;
  return countsOf((key) => (isVoid ? 0 : Math.max(0, reserved[key] - arrived[key])));
}

/**
 * The part of every cell that a tablet may fill until it is next heard of.
 *
 * What is left (wanted − interviewed) is shared among the volunteers in proportion to the sessions that each has yet to
 * hold, by largest remainders; who comes first on ties changes from cell to cell, so that the odd ones do not all go to
 * the same person. A volunteer's second tablet gets what the first does not hold. No part goes beyond what other tablets
 * have left: summed over all tablets never more is reserved than is left.
 *
 * @returns whole numbers; nothing for somebody without a claim
 */
export function shareOutQuota(
  { wanted, interviewed, held, claims, now }: QuotaSituation,
  { deviceId, userId }: { deviceId: string; userId: string },
): QuotaCounts {
  const others = held.filter((each) => each.deviceId !== deviceId);
  const sum = (of: readonly HeldReservation[]) => {
    const counts = of.map((each) => outstanding(each, now));
    return countsOf((key) => counts.reduce((total, each) => total + each[key], 0));
  };
  const byOthers = sum(others);
  const byOwnOther = sum(others.filter((each) => each.userId === userId));
  return countsOf((key, place) => {
    if (claims.length === 0) return 0;
    const left = Math.max(0, wanted[key] - interviewed[key]);
    const turned = claims.map((_, i) => claims[(i + place) % claims.length]!);
    const parts = apportion(
      left,
      turned.map(({ sessions }) => sessions),
    );
    const own = turned.reduce((part, claim, i) => part + (claim.userId === userId ? parts[i]! : 0), 0);
    return Math.max(0, Math.min(own - byOwnOther[key], left - byOthers[key]));
  });
}
