import "fake-indexeddb/auto";
import { beforeEach, expect, test } from "vitest";
import { answers, fakeServer } from "./fake-server.ts";
import { openStore, type FieldStore } from "#app/field/open-store.ts";
import { readBody, readRecords } from "#app/field/outbox.ts";
import { countedByHand, LOOKS, recountOf, sumUp } from "#app/field/recount.ts";
import { sendAll } from "#app/field/send-records.ts";
import {
  changeSession,
  changeTaps,
  correctCounts,
  readSessions,
  sendCounts,
  startSession,
} from "#app/field/sessions.ts";
import { addTap, totals, type SessionState, type Tap } from "#app/field/session-counter.ts";

let store: FieldStore;
let name = 0;
beforeEach(async () => {
  store = await openStore(`recount-${name++}`);
});

const RULE = { interval: 2, quota: false };
const context = { ownerId: "volunteer", cityId: "city" };
const who = { ageBand: "36-55", sex: "female" } as const;

/** Six passed, of whom two refused and one was missed. */
async function endedSession() {
  const { id } = await startSession(store, context, { caseId: "case", waveId: "wave" });
  const refusal: Tap = { kind: "refusal", refusal: who };
  for (const last of [refusal, refusal, { kind: "missed" } as Tap])
    for (const tap of [{ kind: "pass" } as Tap, { kind: "pass" } as Tap, last])
      await changeTaps(store, id, (session) => addTap(session, tap, RULE));
  await changeSession(store, context, id, "end");
  return id;
}

const counts = async () =>
  (await readRecords(store, "volunteer")).flatMap((record) =>
    record.kind === "counts" ? [readBody({ ...record, kind: "counts" })] : [],
  );
const right = { passed: 7, missed: 1, screened: 0, refusals: [who] };

test("a correction names the totals sent last, carries their time and a later number, and both stay", async () => {
  const id = await endedSession();
  await correctCounts(store, context, id, right, "数错了");
  await correctCounts(store, context, id, { ...right, passed: 8 }, "又数了一遍");
  const [first, second, third] = await counts();
  expect(second).toMatchObject({
    corrects: first!.id,
    correctionReason: "数错了",
    passed: 7,
    approached: 1,
    missed: 1,
  });
  expect(third).toMatchObject({
    corrects: second!.id,
    correctionReason: "又数了一遍",
    passed: 8,
    sessionId: id,
  });
  expect(second!.sequence).toBeGreaterThan(first!.sequence);
  const [session] = await readSessions(store, "volunteer");
  expect(second!.happenedAt).toBe(session!.endedAt);
  expect(totals(session!)).toMatchObject({ passed: 8, approached: 1, missed: 1 });
  // Nothing has left yet, and still later totals replace neither.
  await sendCounts(store, context, id, true);
  expect(await counts()).toHaveLength(4);
});

test("what was sent and forgotten can be corrected, and so can a session that never sent its totals' id", async () => {
  const id = await endedSession();
  await sendAll(store, "volunteer", fakeServer(answers.stored).fetcher);
  const [sent] = await counts();
  for (const { position } of await readRecords(store, "volunteer")) await store.delete("records", position!);
  await correctCounts(store, context, id, right, "数错了");
  expect(await counts()).toMatchObject([{ corrects: sent!.id }]);
  await changeTaps(store, id, ({ countsId: _, ...session }) => session);
  await correctCounts(store, context, id, right, "数错了");
  const [, again, corrected] = await counts();
  expect(corrected).toMatchObject({ corrects: again!.id });
});

test("a session that still runs is not corrected", async () => {
  const { id } = await startSession(store, context, { caseId: "case", waveId: "wave" });
  await correctCounts(store, context, id, right, "数错了");
  expect(await counts()).toEqual([]);
});

test("the form begins with what was counted, and interviews are no part of what can be changed", () => {
  const session: SessionState = {
    ...{ id: "s", caseId: "case", waveId: "wave", status: "ended", startedAt: "", endedAt: "", dirty: false },
    interviews: [{ id: "i", outcome: "complete", at: "" }],
    taps: [
      ...Array<Tap>(9).fill({ kind: "pass" }),
      { kind: "approach" },
      { kind: "refusal", refusal: who },
      { kind: "refusal", refusal: { ageBand: null, sex: "male" } },
      { kind: "missed" },
    ],
  };
  const recount = recountOf(session);
  expect(recount).toMatchObject({ passed: 9, missed: 1, screened: 0 });
  expect(
    recount.refused[LOOKS.findIndex(({ ageBand, sex }) => ageBand === "36-55" && sex === "female")],
  ).toBe(1);
  expect(recount.refused.at(-1)).toBe(1);
  expect(sumUp(session, recount, RULE)).toEqual({
    interviews: 1,
    refused: 2,
    approached: 3,
    least: 4,
    due: 4,
  });
  expect(sumUp(session, recount, { ...RULE, quota: true }).due).toBeNull();
  expect(countedByHand(recount).refusals).toEqual([who, { ageBand: null, sex: null }]);
});
