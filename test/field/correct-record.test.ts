import "fake-indexeddb/auto";
import { beforeEach, expect, test } from "vitest";
import { dwelling, exampleWork } from "./example-work.ts";
import { viewCases } from "#app/field/case-view.ts";
import { correctVisit, finishedInterviews, reopenInterview } from "#app/field/correct-record.ts";
import { finishDraft, readDrafts, startDraft } from "#app/field/drafts.ts";
import { openStore, type FieldStore } from "#app/field/open-store.ts";
import { forgetSent, readBody, readRecords, settleRecord } from "#app/field/outbox.ts";
import { recordVisit } from "#app/field/record-visit.ts";

const place = dwelling("one", 1);
const work = exampleWork([place]);
const owner = { ownerId: work.user.id, cityId: work.city.id };
let store: FieldStore;
let name = 0;
beforeEach(async () => {
  store = await openStore(`correct-${name++}`);
});

const records = () => readRecords(store, owner.ownerId);
const visitsShown = async () => {
  const local = { records: await records(), drafts: [], sessions: [] };
  return viewCases(work, local, Date.now()).find(({ id }) => id === place.id)!.visits;
};

async function interviewed() {
  const draft = await startDraft(store, {
    ...{ ownerId: owner.ownerId, waveId: place.waveId, mode: "household", caseId: place.id, sessionId: null },
    ...{ questionnaireVersionId: "version", language: "zh-CN" },
  });
  const answers = { age: 40, q01: "yes" };
  await finishDraft(store, draft, owner.cityId, { outcome: "complete", answers, language: "zh-CN" });
  return draft;
}
const finished = async () =>
  finishedInterviews(await records(), await readDrafts(store, owner.ownerId), work);

test("a corrected visit is shown as what it really was, at its own time", async () => {
  const before = (await visitsShown()).length;
  await recordVisit(store, owner, place, { reason: "vacant" });
  const wrong = (await visitsShown()).at(-1)!;
  await correctVisit(store, owner, place, wrong, "按错了", { reason: "not-home" });
  const shown = await visitsShown();
  expect(shown).toHaveLength(before + 1);
  expect(shown.at(-1)).toMatchObject({ disposition: "NC", happenedAt: wrong.happenedAt });
  const last = (await records()).at(-1)!;
  expect(readBody({ ...last, kind: "visits" })).toMatchObject({
    corrects: wrong.id,
    correctionReason: "按错了",
  });
});

test("a finished interview opens with its answers, and its correction names it and tells of the same time", async () => {
  const old = await interviewed();
  const [found] = await finished();
  await reopenInterview(store, found!, "年龄记错了");
  expect(await finished()).toEqual([]);
  const [draft] = await readDrafts(store, owner.ownerId);
  expect(draft).toMatchObject({ answers: { age: 40, q01: "yes" }, startedAt: old.startedAt });
  const result = { outcome: "complete", answers: { age: 41, q01: "yes" }, language: "zh-CN" } as const;
  await finishDraft(store, draft!, owner.cityId, result);
  const [first, second] = (await records()).map((record) => readBody({ ...record, kind: "responses" }));
  expect(second).toMatchObject({
    ...{ corrects: first!.id, correctionReason: "年龄记错了", answers: { age: 41 } },
    ...{ startedAt: first!.startedAt, completedAt: first!.completedAt },
  });
  expect(second!.id).not.toBe(first!.id);
  expect((await finished()).map(({ record }) => record.id)).toEqual([second!.id]);
});

test("an interview can be corrected after it was sent, until the wave closes", async () => {
  await interviewed();
  const [record] = await records();
  await settleRecord(store, record!.position!, "sent", null);
  await forgetSent(store, owner.ownerId, Date.now() + 1000);
  expect(await finished()).toHaveLength(1);
  const closed = { waves: work.waves.map((wave) => ({ ...wave, status: "closed" })) };
  expect(finishedInterviews(await records(), [], closed)).toEqual([]);
  await forgetSent(store, owner.ownerId, Date.now() + 15 * 24 * 3_600_000);
  expect(await records()).toEqual([]);
});
