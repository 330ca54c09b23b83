import "fake-indexeddb/auto";
import { beforeEach, expect, test } from "vitest";
import { beginIntercept, refuseInterview } from "#app/field/begin-interview.ts";
import { readDrafts, startDraft } from "#app/field/drafts.ts";
import { openStore, type FieldStore } from "#app/field/open-store.ts";
import { readBody, readRecords } from "#app/field/outbox.ts";
import { totals } from "#app/field/session-counter.ts";
import { readSession, startSession, tapSession } from "#app/field/sessions.ts";

let store: FieldStore;
let name = 0;
beforeEach(async () => {
  store = await openStore(`refusals-${name++}`);
});

const owner = { ownerId: "volunteer", cityId: "city" };
const rule = { interval: 1, quota: false };

async function approached() {
  const { id } = await startSession(store, owner, { caseId: "case", waveId: "wave" });
  await tapSession(store, id, { kind: "pass" }, rule);
  const session = { id, caseId: "case", waveId: "wave" };
  return (await beginIntercept(store, "volunteer", session, rule, "version", "zh-CN"))!;
}

test("whoever declines in the street before the first question is a refusal as they were seen", async () => {
  const draft = await approached();
  await refuseInterview(store, owner, draft, { refusal: { sex: "male", ageBand: "56-65" } });
  const session = await readSession(store, draft.sessionId!);
  expect(totals(session!)).toMatchObject({ approached: 1, refusals: [{ sex: "male", ageBand: "56-65" }] });
  expect(await readDrafts(store, "volunteer")).toEqual([]);
});

test("whoever stops in the street later is a refusal as they had answered", async () => {
  const draft = await approached();
  await refuseInterview(store, owner, { ...draft, answers: { age: 30, sex: "female" } });
  const session = await readSession(store, draft.sessionId!);
  expect(totals(session!).refusals).toEqual([{ sex: "female", ageBand: "18-35" }]);
});

test("whoever declines at home leaves a visit that says why", async () => {
  const draft = await startDraft(store, {
    ...{ ownerId: "volunteer", waveId: "wave", mode: "household", caseId: "case", sessionId: null },
    ...{ questionnaireVersionId: "version", language: "zh-CN" },
  });
  await refuseInterview(store, owner, draft, { note: "没时间" });
  const [record] = await readRecords(store, "volunteer");
  const body = readBody({ ...record!, kind: "visits" });
  expect(body).toMatchObject({ reason: "refused-by-selected", disposition: "R", note: "没时间" });
});
