/** Wrong PINs in a row, and the wait that they brought. */
export interface WrongPins {
  count: number;
  /** By this device's clock; null where nothing is to be waited for. */
  waitFrom: number | null;
  waitMs: number;
}

export const NO_WRONG_PINS: WrongPins = { count: 0, waitFrom: null, waitMs: 0 };
export const FREE_TRIES = 5;

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const WAITS = [30 * SECOND, MINUTE, 5 * MINUTE, 15 * MINUTE, 60 * MINUTE];

/** One more wrong PIN: the fifth brings a wait, every further one a longer, to an hour. */
export function afterWrongPin({ count }: WrongPins, now: number): WrongPins {
  const next = count + 1;
  if (next < FREE_TRIES) return { count: next, waitFrom: null, waitMs: 0 };
  const waitMs = WAITS[Math.min(next - FREE_TRIES, WAITS.length - 1)] ?? 0;
  return { count: next, waitFrom: now, waitMs };
}

/** What is left to wait, in ms. A clock that was set back begins the wait again instead of ending it. */
export function waitLeft({ waitFrom, waitMs }: WrongPins, now: number): number {
  if (waitFrom === null) return 0;
  return now < waitFrom ? waitMs : Math.max(0, waitFrom + waitMs - now);
}
