import { expect, test } from "vitest";
import {
  addTap,
  canUndo,
  settleApproach,
  totals,
  turn,
  undoTap,
  type SessionState,
  type Tap,
} from "#app/field/session-counter.ts";
import { createRandom } from "#surveys/sampling/random.ts";

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
const every = (interval: number) => ({ interval, quota: false });
const QUOTA = { interval: 8, quota: true };
const passes = (n: number): Tap[] => Array.from({ length: n }, () => ({ kind: "pass" }));

test("says how many to count, that the next is the one, and that this is the one", () => {
  expect(turn(session([]), every(8))).toEqual({ kind: "count", left: 7 });
  expect(turn(session(passes(6)), every(8))).toEqual({ kind: "count", left: 1 });
  expect(turn(session(passes(7)), every(8))).toEqual({ kind: "next" });
  expect(turn(session(passes(8)), every(8))).toEqual({ kind: "ask" });
  expect(turn(session([...passes(8), { kind: "approach" }]), every(8))).toEqual({ kind: "count", left: 7 });
  expect(turn(session([...passes(8), ...passes(1)]), every(8))).toEqual({ kind: "count", left: 6 });
});

test("with an interval of one everybody is asked", () => {
  expect(turn(session([]), every(1))).toEqual({ kind: "next" });
  expect(turn(session(passes(3)), every(1))).toEqual({ kind: "ask" });
});

test("counts a refusal as approached", () => {
  const refusal = { ageBand: null, sex: "male" as const };
  const taps: Tap[] = [...passes(2), { kind: "refusal", refusal }, { kind: "approach" }];
  expect(totals(session(taps))).toEqual({
    passed: 2,
    approached: 2,
    refusals: [refusal],
    missed: 0,
    screened: 0,
  });
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
  expect(addTap(session([], { status: "paused" }), { kind: "pass" }, every(8)).taps).toEqual([]);
  expect(addTap(session([], { status: "ended" }), { kind: "pass" }, every(8)).taps).toEqual([]);
});

const REFUSAL: Tap = { kind: "refusal", refusal: { ageBand: null, sex: null } };
const done = (taps: Tap[], tap: Tap, rule = every(3)) =>
  addTap(session(taps), tap, rule).taps.length > taps.length;

test("nobody is asked out of turn, and nobody is counted while the k-th is waiting", () => {
  for (const tap of [{ kind: "approach" }, { kind: "missed" }, REFUSAL] as Tap[]) {
    expect(done([], tap)).toBe(false);
    expect(done(passes(2), tap)).toBe(false);
    expect(done(passes(3), tap)).toBe(true);
    expect(done([...passes(3), tap], tap)).toBe(false);
  }
  expect(done(passes(3), { kind: "pass" })).toBe(false);
  expect(done([...passes(3), { kind: "missed" }], { kind: "pass" })).toBe(true);
  expect(done(passes(3), { kind: "screened" })).toBe(false);
});

test("a k-th counted by mistake, or missed by mistake, can be taken back", () => {
  expect(turn(undoTap(session(passes(3))), every(3))).toEqual({ kind: "next" });
  expect(turn(undoTap(session([...passes(3), { kind: "missed" }])), every(3))).toEqual({ kind: "ask" });
});

test("whatever is tapped, asked and missed together are every k-th of those who passed", () => {
  const random = createRandom("taps");
  const kinds: Tap[] = [
    { kind: "pass" },
    { kind: "approach" },
    { kind: "missed" },
    REFUSAL,
    { kind: "screened" },
  ];
  for (let round = 0; round < 100; round++) {
    const rule = every(1 + random.integer(9));
    let state = session([]);
    for (let i = 0; i < 200; i++) {
      const place = random.integer(kinds.length + 1);
      state = place === kinds.length ? undoTap(state) : addTap(state, kinds[place]!, rule);
      const { passed, approached, missed, screened } = totals(state);
      const waiting = turn(state, rule).kind === "ask" ? 1 : 0;
      expect(approached + missed + waiting).toBe(Math.floor(passed / rule.interval));
      expect(screened).toBe(0);
    }
  }
});

test("under quotas whoever was just counted may be asked, and who is screened out is no refusal", () => {
  expect(turn(session([]), QUOTA)).toEqual({ kind: "free" });
  expect(done([], { kind: "approach" }, QUOTA)).toBe(false);
  expect(done(passes(2), { kind: "pass" }, QUOTA)).toBe(true);
  expect(done(passes(2), { kind: "approach" }, QUOTA)).toBe(true);
  expect(done(passes(2), { kind: "missed" }, QUOTA)).toBe(false);
  const screened = addTap(session(passes(2)), { kind: "screened" }, QUOTA);
  expect(totals(screened)).toMatchObject({ passed: 2, approached: 1, refusals: [], screened: 1 });
  expect(turn(screened, QUOTA)).toEqual({ kind: "free" });
});

test("an approach becomes a refusal, or somebody thanked, without counting twice", () => {
  const asked = session([...passes(3), { kind: "approach" }]);
  expect(totals(settleApproach(asked, REFUSAL as never))).toMatchObject({ approached: 1, refusals: [{}] });
  expect(totals(settleApproach(asked, { kind: "screened" }))).toMatchObject({ approached: 1, screened: 1 });
});
