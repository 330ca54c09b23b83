import "fake-indexeddb/auto";
import { beforeEach, expect, test } from "vitest";
import { answers, fakeServer } from "./fake-server.ts";
import { finishDraft, readDrafts, saveDraft, startDraft } from "#app/field/drafts.ts";
import { openStore, type FieldStore } from "#app/field/open-store.ts";
import { readBody, readRecords } from "#app/field/outbox.ts";
import { sendAll } from "#app/field/send-records.ts";
import { changeSession, readSessions, sendCounts, startSession, tapSession } from "#app/field/sessions.ts";

let store: FieldStore;
let name = 0;
beforeEach(async () => {
  store = await openStore(`sessions-${name++}`);
});

const RULE = { interval: 7, quota: false };
const context = { ownerId: "volunteer", cityId: "city" };
const place = { caseId: "case", waveId: "wave" };
const tap = (id: string, times: number) =>
  Array.from({ length: times }).reduce<Promise<unknown>>(
    (before) => before.then(() => tapSession(store, id, { kind: "pass" }, RULE)),
    Promise.resolve(),
  );
const kinds = async () => (await readRecords(store, "volunteer")).map(({ kind }) => kind);
const counts = async () =>
  (await readRecords(store, "volunteer")).flatMap((record) =>
    record.kind === "counts" ? [readBody({ ...record, kind: "counts" })] : [],
  );

test("a session is start, pause, resume, end, with the totals before pause and end", async () => {
  const { id } = await startSession(store, context, place);
  await tap(id, 3);
  await sendAll(store, "volunteer", fakeServer().fetcher);
  await changeSession(store, context, id, "pause");
  await changeSession(store, context, id, "resume");
  await sendAll(store, "volunteer", fakeServer().fetcher);
  await changeSession(store, context, id, "end");
  expect(await kinds()).toEqual(["sessions", "counts", "sessions", "sessions", "counts", "sessions"]);
  expect((await readSessions(store, "volunteer"))[0]).toMatchObject({ status: "ended" });
});

test("totals are absolute, and only the newest unsent ones stay", async () => {
  const { id } = await startSession(store, context, place);
  await tap(id, 3);
  await sendCounts(store, context, id);
  await tap(id, 4);
  await tapSession(store, id, { kind: "refusal", refusal: { ageBand: "18-35", sex: "female" } }, RULE);
  await sendCounts(store, context, id);
  const [only, ...others] = await counts();
  expect(others).toEqual([]);
  expect(only).toMatchObject({
    passed: 7,
    approached: 1,
    refusals: [{ ageBand: "18-35", sex: "female" }],
    sessionId: id,
  });
});

test("totals that may have reached the server are not replaced", async () => {
  const { id } = await startSession(store, context, place);
  await tap(id, 1);
  await sendCounts(store, context, id);
  await sendAll(store, "volunteer", fakeServer(answers.stored, answers.offline).fetcher);
  await tap(id, 1);
  await sendCounts(store, context, id);
  expect((await counts()).map(({ passed }) => passed)).toEqual([1, 2]);
});

test("the totals at the end have what was tapped a moment before, though it is still being stored", async () => {
  const { id } = await startSession(store, context, place);
  const tapped = tapSession(store, id, { kind: "pass" }, RULE);
  await changeSession(store, context, id, "end");
  expect((await counts()).map(({ passed }) => passed)).toEqual([1]);
  await tapped;
  expect((await readSessions(store, "volunteer"))[0]).toMatchObject({ status: "ended", dirty: false });
});

test("nothing is made when nothing changed", async () => {
  const { id } = await startSession(store, context, place);
  await sendCounts(store, context, id);
  expect(await counts()).toEqual([]);
});

test("an interview leaves its draft, enters the outbox and its session's list at once", async () => {
  const { id } = await startSession(store, context, place);
  const draft = await startDraft(store, {
    ownerId: "volunteer",
    ...place,
    mode: "intercept",
    sessionId: id,
    questionnaireVersionId: "version-1",
    language: "zh-CN",
  });
  await saveDraft(store, draft.id, { answers: { age: 40 }, pageNo: 2 });
  expect(await readDrafts(store, "volunteer")).toMatchObject([{ answers: { age: 40 }, pageNo: 2 }]);
  expect(await readDrafts(store, "other")).toEqual([]);
  await finishDraft(store, draft, "city", {
    outcome: "complete",
    answers: { age: 40 },
    language: "en",
  });
  expect(await readDrafts(store, "volunteer")).toEqual([]);
  expect((await readSessions(store, "volunteer"))[0]!.interviews).toMatchObject([{ id: draft.id }]);
  const response = (await readRecords(store, "volunteer")).at(-1)!;
  expect(readBody({ ...response, kind: "responses" })).toMatchObject({
    id: draft.id,
    mode: "intercept",
    caseId: "case",
    sessionId: id,
    questionnaireVersionId: "version-1",
  });
  await saveDraft(store, draft.id, { pageNo: 3 });
  expect(await readDrafts(store, "volunteer")).toEqual([]);
});
