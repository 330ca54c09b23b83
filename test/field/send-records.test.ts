import "fake-indexeddb/auto";
import { beforeEach, expect, test } from "vitest";
import { answers, fakeServer } from "./fake-server.ts";
import { makeRecord } from "#app/field/make-record.ts";
import { openStore, type FieldStore } from "#app/field/open-store.ts";
import { enqueue, isUnsent, readRecords } from "#app/field/outbox.ts";
import { sendAll } from "#app/field/send-records.ts";

let store: FieldStore;
let name = 0;
beforeEach(async () => {
  store = await openStore(`send-${name++}`);
});

async function visit(owner = "volunteer", note = "三单元 301 🙂") {
  const body = await makeRecord(store, "visits", {
    cityId: "city",
    waveId: "wave",
    caseId: "case",
    disposition: "NC",
    happenedAt: "2026-06-13T02:00:00.000Z",
    note,
  });
  await enqueue(store, owner, "visits", body);
  return body.id;
}
const states = async (owner = "volunteer") => (await readRecords(store, owner)).map(({ state }) => state);
const unsent = async () => (await readRecords(store, "volunteer")).filter(isUnsent).length;

test("sends in the order things were made and empties the outbox", async () => {
  const ids = [await visit(), await visit(), await visit()];
  const server = fakeServer();
  expect(await sendAll(store, "volunteer", server.fetcher)).toMatchObject({ kept: 3, ended: "empty" });
  expect(server.posts.map(({ id }) => id)).toEqual(ids);
  expect(await unsent()).toBe(0);
});

test("numbers what the device makes, under one device id", async () => {
  await visit();
  await visit();
  const server = fakeServer();
  await sendAll(store, "volunteer", server.fetcher);
  const bodies = server.posts.map(({ text }) => JSON.parse(text) as { sequence: number; deviceId: string });
  expect(bodies.map(({ sequence }) => sequence)).toEqual([1, 2]);
  expect(new Set(bodies.map(({ deviceId }) => deviceId)).size).toBe(1);
});

test("sends the same bytes again when the reply was lost", async () => {
  await visit();
  const server = fakeServer(answers.offline);
  expect(await sendAll(store, "volunteer", server.fetcher)).toMatchObject({ kept: 0, ended: "failed" });
  expect(await unsent()).toBe(1);
  await sendAll(store, "volunteer", server.fetcher);
  expect(server.posts).toHaveLength(2);
  expect(server.posts[1]!.text).toBe(server.posts[0]!.text);
  expect(await unsent()).toBe(0);
});

test.each([
  ["the page of a captive portal", answers.portal],
  ["a redirect", answers.redirect],
  ["a 201 that names another record", answers.otherId],
  ["a database that is away", answers.away],
  ["a broken server", answers.broken],
  ["no network", answers.offline],
])("keeps the record after %s", async (_, answer) => {
  await visit();
  await sendAll(store, "volunteer", fakeServer(answer).fetcher);
  expect(await states()).toEqual(["waiting"]);
});

test("stops at the first failure that would meet the next record too, and says how long the server wants", async () => {
  await visit();
  await visit();
  const server = fakeServer(answers.away);
  expect(await sendAll(store, "volunteer", server.fetcher)).toMatchObject({ retryAfterMs: 7000 });
  expect(server.posts).toHaveLength(1);
});

test("one record that breaks the server does not hold up the others", async () => {
  await visit();
  await visit();
  const result = await sendAll(store, "volunteer", fakeServer(answers.broken).fetcher);
  expect(result).toMatchObject({ kept: 1, ended: "failed" });
  expect(await states()).toEqual(["waiting", "sent"]);
});

test("a quarantined record is kept by the server and leaves the outbox with its reason", async () => {
  await visit();
  await sendAll(store, "volunteer", fakeServer(answers.quarantined).fetcher);
  const [record] = await readRecords(store, "volunteer");
  expect(record).toMatchObject({ state: "quarantined", problem: "wave-closed" });
  expect(await unsent()).toBe(0);
});

test.each([
  ["that the server finds wrong", answers.invalid, "q01?"],
  ["that is too large", answers.tooLarge, "413"],
])("a record %s asks for attention, is not lost, and the next one goes on", async (_, answer, problem) => {
  await visit();
  await visit();
  await sendAll(store, "volunteer", fakeServer(answer).fetcher);
  expect(await states()).toEqual(["attention", "sent"]);
  expect((await readRecords(store, "volunteer"))[0]!.problem).toBe(problem);
  expect(await unsent()).toBe(1);
});

test("a 401 pauses with everything kept", async () => {
  await visit();
  await visit();
  const server = fakeServer(answers.stored, answers.signedOut);
  expect(await sendAll(store, "volunteer", server.fetcher)).toMatchObject({ kept: 1, ended: "signed-out" });
  expect(await states()).toEqual(["sent", "waiting"]);
});

test("never sends what another volunteer left on the device", async () => {
  await visit("other");
  const server = fakeServer();
  await sendAll(store, "volunteer", server.fetcher);
  expect(server.posts).toHaveLength(0);
  expect(await states("other")).toEqual(["waiting"]);
});

test("two senders at once send each record once", async () => {
  await visit();
  await visit();
  const server = fakeServer();
  const results = await Promise.all([
    sendAll(store, "volunteer", server.fetcher),
    sendAll(store, "volunteer", server.fetcher),
  ]);
  expect(results.filter(Boolean)).toHaveLength(1);
  expect(server.posts).toHaveLength(2);
});
