import type { ObservedRefusal, SessionEvent } from "./record-bodies.ts";
import type { Outcome } from "#surveys/vocabulary.ts";

export type SessionStatus = "running" | "paused" | "ended";

/**
 * One tap that can be taken back. `missed`: the k-th went by before anybody could ask. `screened`: asked, and thanked
 * because the quota of such people is full.
 */
export type Tap =
  | { kind: "pass" }
  | { kind: "approach" }
  | { kind: "missed" }
  | { kind: "screened" }
  | { kind: "refusal"; refusal: ObservedRefusal };

/** Whom to ask: every k-th who passes, or (`quota`) anybody counted of whom interviews are still wanted. */
export interface AskRule {
  interval: number;
  quota: boolean;
}

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
  missed: number;
  screened: number;
}

/** Absolute totals. Who refused was approached; so was everybody interviewed or screened out, but not who was missed. */
export function totals({ taps }: Pick<SessionState, "taps">): Totals {
  const refusals = taps.flatMap((tap) => (tap.kind === "refusal" ? [tap.refusal] : []));
  const of = (kind: Tap["kind"]) => taps.filter((tap) => tap.kind === kind).length;
  return {
    passed: of("pass"),
    approached: refusals.length + of("approach") + of("screened"),
    refusals,
    missed: of("missed"),
    screened: of("screened"),
  };
}

/**
 * Whose turn it is.
 *
 * - `ask`: the one just counted is to be asked (under quotas: may be)
 * - `next`: the one who passes next will be
 * - `count`: so many more to count before that
 * - `free`: under quotas, count whoever passes and then ask
 */
export type Turn = { kind: "ask" } | { kind: "next" } | { kind: "count"; left: number } | { kind: "free" };

export function turn({ taps }: Pick<SessionState, "taps">, { interval, quota }: AskRule): Turn {
  const passed = taps.filter(({ kind }) => kind === "pass").length;
  const justPassed = taps.at(-1)?.kind === "pass";
  if (quota) return { kind: justPassed ? "ask" : "free" };
  const place = passed % interval;
  if (place === 0 && justPassed) return { kind: "ask" };
  if (place === interval - 1) return { kind: "next" };
  return { kind: "count", left: interval - 1 - place };
}

/**
 * Whether a tap is possible now.
 *
 * Nobody can be asked out of turn. From the moment the k-th is counted the counter is closed until they were interviewed,
 * refused, or were missed: an interviewer alone cannot count meanwhile. So those who passed and those who were asked are
 * of the same time, as the weight needs (see `interceptWeights`), and asked + missed = ⌊passed / k⌋.
 */
export function mayTap(session: SessionState, { kind }: Tap, rule: AskRule): boolean {
  if (session.status !== "running") return false;
  const asking = turn(session, rule).kind === "ask";
  if (kind === "pass") return rule.quota || !asking;
  if (kind === "missed") return asking && !rule.quota;
  return asking && (kind !== "screened" || rule.quota);
}

/** The session as it was where the tap is not possible. */
export function addTap<S extends SessionState>(session: S, tap: Tap, rule: AskRule): S {
  if (!mayTap(session, tap, rule)) return session;
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

/** The last one approached did not go on: the same person, now counted as a refusal, or as screened out. */
export function settleApproach<S extends SessionState>(
  session: S,
  instead: Extract<Tap, { kind: "refusal" | "screened" }>,
): S {
  const at = lastApproach(session.taps);
  if (at < 0) return session;
  return { ...session, taps: session.taps.map((tap, i): Tap => (i === at ? instead : tap)), dirty: true };
}

/** What a volunteer says afterwards that was counted. Interviews are not among it: each is a record of its own. */
export type CountedByHand = Pick<Totals, "passed" | "refusals" | "missed" | "screened">;

/** The session with the taps that would have made these totals; its interviews stay as they are. */
export function correctTaps<S extends SessionState>(session: S, right: CountedByHand): S {
  const of = (length: number, tap: Tap) => Array<Tap>(length).fill(tap);
  return {
    ...session,
    taps: [
      ...of(right.passed, { kind: "pass" }),
      ...of(session.interviews.length, { kind: "approach" }),
      ...right.refusals.map((refusal): Tap => ({ kind: "refusal", refusal })),
      ...of(right.missed, { kind: "missed" }),
      ...of(right.screened, { kind: "screened" }),
    ],
  };
}
