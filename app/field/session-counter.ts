import type { ObservedRefusal, SessionEvent } from "./record-bodies.ts";
import type { Outcome } from "#surveys/vocabulary.ts";

export type SessionStatus = "running" | "paused" | "ended";

/** One tap that can be taken back. */
export type Tap = { kind: "pass" } | { kind: "approach" } | { kind: "refusal"; refusal: ObservedRefusal };

/** An interviewing session as this device knows it. The totals follow from the taps. */
export interface SessionState {
  id: string;
  caseId: string;
  waveId: string;
  status: SessionStatus;
  startedAt: string;
  endedAt: string | null;
  taps: Tap[];
  interviews: { id: string; outcome: Outcome; at: string }[];
  /** Taps since the last counts record. */
  dirty: boolean;
}

export interface Totals {
  passed: number;
  approached: number;
  refusals: ObservedRefusal[];
}

/** Absolute totals. Somebody who refused was approached; so was everybody who was interviewed. */
export function totals({ taps }: Pick<SessionState, "taps">): Totals {
  const refusals = taps.flatMap((tap) => (tap.kind === "refusal" ? [tap.refusal] : []));
  return {
    passed: taps.filter(({ kind }) => kind === "pass").length,
    approached: refusals.length + taps.filter(({ kind }) => kind === "approach").length,
    refusals,
  };
}

/**
 * Where the count stands against "every k-th passer-by".
 *
 * - `ask`: the one just counted is the k-th and was not yet approached
 * - `next`: the one who passes next will be
 * - `count`: so many more to count before that
 */
export type Turn = { kind: "ask" } | { kind: "next" } | { kind: "count"; left: number };

export function turn({ taps }: Pick<SessionState, "taps">, interval: number): Turn {
  const passed = taps.filter(({ kind }) => kind === "pass").length;
  const place = passed % interval;
  const last = taps.at(-1);
  if (passed > 0 && place === 0 && last?.kind === "pass") return { kind: "ask" };
  if (place === interval - 1) return { kind: "next" };
  return { kind: "count", left: interval - 1 - place };
}

export function addTap<S extends SessionState>(session: S, tap: Tap): S {
  if (session.status !== "running") return session;
  return { ...session, taps: [...session.taps, tap], dirty: true };
}

/** Takes back the last tap, whatever it was. An approach that became an interview stays. */
export function undoTap<S extends SessionState>(session: S): S {
  if (!canUndo(session)) return session;
  return { ...session, taps: session.taps.slice(0, -1), dirty: true };
}

/** A mistap is also noticed after pressing pause; what led to an interview cannot be taken back. */
export function canUndo(session: SessionState): boolean {
  const last = session.taps.at(-1);
  if (!last || session.status === "ended") return false;
  const approaches = session.taps.filter(({ kind }) => kind === "approach").length;
  return last.kind !== "approach" || approaches > session.interviews.length;
}

/** The status after an event, or null if it cannot happen now. */
export function statusAfter(status: SessionStatus, event: SessionEvent): SessionStatus | null {
  if (event === "pause" && status === "running") return "paused";
  if (event === "resume" && status === "paused") return "running";
  if (event === "end" && status !== "ended") return "ended";
  return null;
}

const lastApproach = (taps: readonly Tap[]) => taps.map(({ kind }) => kind).lastIndexOf("approach");

/** The last approach was a mistake. */
export function undoApproach<S extends SessionState>(session: S): S {
  const at = lastApproach(session.taps);
  return at < 0 ? session : { ...session, taps: session.taps.filter((_, i) => i !== at), dirty: true };
}

/** The last one approached did not go on: the same person, now counted as a refusal. */
export function refuseAfterApproach<S extends SessionState>(session: S, refusal: ObservedRefusal): S {
  const at = lastApproach(session.taps);
  if (at < 0) return session;
  const taps = session.taps.map((tap, i): Tap => (i === at ? { kind: "refusal", refusal } : tap));
  return { ...session, taps, dirty: true };
}
