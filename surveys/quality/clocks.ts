import type { QualityUnit } from "./quality-unit.ts";

/** Clocks differ by seconds everywhere. */
const TOLERATED_MS = 120_000;
const TOLERATED_OFFSET_MS = 300_000;

export interface ClockEvidence {
  kind: "ends-before-start" | "from-the-future" | "device-clock";
  /** By how much, s. */
  seconds: number;
}

/** What cannot be right about an interview's times: it ends before it begins, or is newer than its arrival, or its device's clock is off. */
export function wrongClock(unit: QualityUnit): ClockEvidence | null {
  const { startedAt, completedAt, receivedAt, clockOffsetMs } = unit;
  const by = (kind: ClockEvidence["kind"], ms: number) => ({ kind, seconds: Math.abs(ms) / 1000 });
  if (startedAt > completedAt) return by("ends-before-start", startedAt - completedAt);
  if (completedAt > receivedAt + TOLERATED_MS) return by("from-the-future", completedAt - receivedAt);
  if (clockOffsetMs !== null && Math.abs(clockOffsetMs) > TOLERATED_OFFSET_MS)
    return by("device-clock", clockOffsetMs);
  return null;
}
