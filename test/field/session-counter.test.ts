import { expect, test } from "vitest";
import {
  addTap,
  canUndo,
  totals,
  turn,
  undoTap,
  type SessionState,
  type Tap,
} from "#app/field/session-counter.ts";

const session = (taps: Tap[], change: Partial<SessionState> = {}): SessionState => ({
  id: "s",
  caseId: "c",
  waveId: "w",
  status: "running",
  startedAt: "",
  endedAt: null,
  taps,
  interviews: [],
  dirty: false,
  ...change,
});
const passes = (n: number): Tap[] => Array.from({ length: n }, () => ({ kind: "pass" }));

test("says how many to count, that the next is the one, and that this is the one", () => {
  expect(turn(session([]), 8)).toEqual({ kind: "count", left: 7 });
  expect(turn(session(passes(6)), 8)).toEqual({ kind: "count", left: 1 });
  expect(turn(session(passes(7)), 8)).toEqual({ kind: "next" });
  expect(turn(session(passes(8)), 8)).toEqual({ kind: "ask" });
  expect(turn(session([...passes(8), { kind: "approach" }]), 8)).toEqual({ kind: "count", left: 7 });
  expect(turn(session([...passes(8), ...passes(1)]), 8)).toEqual({ kind: "count", left: 6 });
});

test("with an interval of one everybody is asked", () => {
  expect(turn(session([]), 1)).toEqual({ kind: "next" });
  expect(turn(session(passes(3)), 1)).toEqual({ kind: "ask" });
});

test("counts a refusal as approached", () => {
  const refusal = { ageBand: null, sex: "male" as const };
  const taps: Tap[] = [...passes(2), { kind: "refusal", refusal }, { kind: "approach" }];
  expect(totals(session(taps))).toEqual({ passed: 2, approached: 2, refusals: [refusal] });
});

test("a mistap is taken back, also while paused, but not what led to an interview", () => {
  expect(undoTap(session(passes(3), { status: "paused" })).taps).toHaveLength(2);
  const interviewed = session([{ kind: "approach" }], {
    interviews: [{ id: "r", outcome: "complete", at: "" }],
  });
  expect(canUndo(interviewed)).toBe(false);
  expect(undoTap(interviewed)).toBe(interviewed);
  expect(canUndo(session([], {}))).toBe(false);
});

test("counts nothing while paused or ended", () => {
  expect(addTap(session([], { status: "paused" }), { kind: "pass" }).taps).toEqual([]);
  expect(addTap(session([], { status: "ended" }), { kind: "pass" }).taps).toEqual([]);
});
