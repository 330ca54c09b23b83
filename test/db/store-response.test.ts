import { createHash, randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { storeRecord } from "#db/queries/store-record.ts";
import { interceptSessions, quarantine, records, responses, type RecordKind } from "#db/schema/index.ts";
import { setWaveStatus, type TinyCity } from "./tiny-city.ts";
import {
  answersOf,
  bytesOf,
  type Fields,
  householdResponse,
  INELIGIBLE_ANSWERS,
  interceptResponse,
  onlineResponse,
} from "./tiny-records.ts";
import { withCity } from "./with-city.ts";

const here = withCity();

function send(
  fields: Fields,
  viewer: TinyCity["volunteer"] | null = here.city.volunteer,
  kind: RecordKind = "responses",
) {
  const expectedCityId = viewer?.cityId ?? null;
  return storeRecord(here.db, { kind, bytes: bytesOf(fields), viewer, expectedCityId, language: "en" });
}

async function rowsOf(id: unknown) {
  const { db } = here;
  return {
    records: await db
      .select()
      .from(records)
      .where(eq(records.id, String(id))),
    responses: await db
      .select()
      .from(responses)
      .where(eq(responses.id, String(id))),
    quarantine: await db
      .select()
      .from(quarantine)
      .where(eq(quarantine.recordId, String(id))),
  };
}

/** Nobody answers here. */
const spare = () => here.city.ownHouseholds.at(-1)!;
let used = 0;
const nextHousehold = () => here.city.ownHouseholds[used++]!;

test("a household response is stored with its exact bytes, codes and scores", async () => {
  const fields = householdResponse(here.city, nextHousehold(), {
    deviceId: randomUUID(),
    sequence: 3,
    paradata: { a: 1 },
  });
  expect(await send(fields)).toEqual({ status: "stored", id: fields.id });
  const kept = await rowsOf(fields.id);
  expect(Buffer.from(kept.records[0]!.body).toString()).toBe(JSON.stringify(fields));
  expect(Buffer.from(kept.records[0]!.sha256).toString("hex")).toBe(
    createHash("sha256").update(JSON.stringify(fields)).digest("hex"),
  );
  expect(kept.responses[0]).toMatchObject({
    caseId: fields.caseId,
    userId: here.city.volunteer.userId,
    deviceId: fields.deviceId,
    sequence: 3,
    ageYears: 40,
    ageBand: "36-55",
    sex: "female",
    live: true,
    answers: fields.answers,
    paradata: { a: 1 },
  });
  expect(kept.responses[0]!.answerCodes).toEqual(Array(24).fill(0));
  expect(kept.responses[0]!.scores).toHaveLength(24);
  expect(kept.responses[0]!.ownShareSheet).toBeGreaterThan(0);
});

test("an identical resend is answered alike, also after the wave has closed", async () => {
  const fields = householdResponse(here.city, nextHousehold());
  await send(fields);
  expect(await send(fields)).toEqual({ status: "stored", id: fields.id });
  await setWaveStatus(here.db, here.city.cityId, here.city.waveId, "closed");
  expect(await send(fields)).toEqual({ status: "stored", id: fields.id });
  await setWaveStatus(here.db, here.city.cityId, here.city.waveId, "open");
  expect((await rowsOf(fields.id)).records).toHaveLength(1);
});

test("fifty equal posts at once make one row and fifty equal answers", async () => {
  const fields = householdResponse(here.city, nextHousehold(), { deviceId: randomUUID() });
  const results = await Promise.all(Array.from({ length: 50 }, () => send(fields)));
  expect(results).toEqual(Array(50).fill({ status: "stored", id: fields.id }));
  const kept = await rowsOf(fields.id);
  expect([kept.records.length, kept.responses.length, kept.quarantine.length]).toEqual([1, 1, 0]);
});

test("the same id with another body is quarantined, and both bodies are kept", async () => {
  const fields = householdResponse(here.city, nextHousehold());
  await send(fields);
  const other = { ...fields, completedAt: "2026-06-02T02:06:00.000Z" };
  const answer = { status: "quarantined", id: fields.id, reason: "other-body" };
  expect(await send(other)).toEqual(answer);
  expect(await send(other)).toEqual(answer);
  const kept = await rowsOf(fields.id);
  expect(Buffer.from(kept.records[0]!.body).toString()).toBe(JSON.stringify(fields));
  expect(kept.quarantine.map(({ body }) => Buffer.from(body).toString())).toEqual([JSON.stringify(other)]);
});

test("two bodies under one id at once: one counts, the other is quarantined, however often they come", async () => {
  const fields = householdResponse(here.city, nextHousehold());
  const bodies = [fields, { ...fields, completedAt: "2026-06-02T02:07:00.000Z" }];
  const results = await Promise.all(Array.from({ length: 40 }, (_, i) => send(bodies[i % 2]!)));
  const statuses = [0, 1].map(
    (turn) => new Set(results.filter((_, i) => i % 2 === turn).map((r) => r.status)),
  );
  expect(statuses.map((each) => [...each].join()).sort()).toEqual(["quarantined", "stored"]);
  const kept = await rowsOf(fields.id);
  expect([kept.records.length, kept.responses.length, kept.quarantine.length]).toEqual([1, 1, 1]);
});

test("of many complete responses for one case at once exactly one is live", async () => {
  const own = nextHousehold();
  const sent = Array.from({ length: 12 }, () => householdResponse(here.city, own));
  const results = await Promise.all(sent.map((fields) => send(fields)));
  expect(results.filter(({ status }) => status === "stored")).toHaveLength(1);
  expect(results.filter((r) => r.status === "quarantined" && r.reason === "second-for-case")).toHaveLength(
    11,
  );
  const live = await here.db.select().from(responses).where(eq(responses.caseId, own.id));
  expect(live.map((each) => each.live)).toEqual([true]);
});

test("a complete response takes the place of a partial one, a second partial does not", async () => {
  const own = nextHousehold();
  const { q20: _, ...some } = answersOf("household");
  const partial = householdResponse(here.city, own, { outcome: "partial", answers: some });
  expect(await send(partial)).toMatchObject({ status: "stored" });
  const second = householdResponse(here.city, own, { outcome: "partial", answers: some });
  expect(await send(second)).toMatchObject({ status: "quarantined", reason: "second-for-case" });
  const sent = Array.from({ length: 8 }, () => householdResponse(here.city, own));
  const results = await Promise.all(sent.map((fields) => send(fields)));
  expect(results.filter(({ status }) => status === "stored")).toHaveLength(1);
  const stored = await here.db.select().from(responses).where(eq(responses.caseId, own.id));
  expect(stored.map(({ outcome, live }) => `${outcome} ${live}`).sort()).toEqual([
    "complete true",
    "partial false",
  ]);
  expect(await send(partial)).toEqual({ status: "stored", id: partial.id });
});

test("an ineligible person is a valid response", async () => {
  const fields = householdResponse(here.city, nextHousehold(), {
    outcome: "ineligible",
    answers: INELIGIBLE_ANSWERS,
  });
  expect(await send(fields)).toEqual({ status: "stored", id: fields.id });
  expect((await rowsOf(fields.id)).responses[0]).toMatchObject({
    outcome: "ineligible",
    ageBand: null,
    scores: Array(24).fill(null),
  });
});

test("a case of somebody else, of nobody or of no wave goes to quarantine", async () => {
  const foreign = householdResponse(here.city, here.city.otherHouseholds[0]!);
  const unknown = householdResponse(here.city, { ...spare(), id: randomUUID() });
  for (const fields of [foreign, unknown]) {
    expect(await send(fields)).toEqual({ status: "quarantined", id: fields.id, reason: "not-your-case" });
    expect((await rowsOf(fields.id)).quarantine[0]).toMatchObject({
      waveId: here.city.waveId,
      kind: "responses",
      userId: here.city.volunteer.userId,
      bodyBytes: bytesOf(fields).length,
    });
  }
});

test("a wave that is closed, not open yet or unknown goes to quarantine, and a resend gets the same answer", async () => {
  const own = nextHousehold();
  for (const status of ["closed", "drawn", "published"] as const) {
    await setWaveStatus(here.db, here.city.cityId, here.city.waveId, status);
    const fields = householdResponse(here.city, own);
    const answer = { status: "quarantined", id: fields.id, reason: "wave-closed" };
    expect(await send(fields)).toEqual(answer);
    await setWaveStatus(here.db, here.city.cityId, here.city.waveId, "open");
    expect(await send(fields)).toEqual(answer);
    expect((await rowsOf(fields.id)).quarantine).toHaveLength(1);
  }
  const unknown = householdResponse(here.city, own, { waveId: randomUUID() });
  expect(await send(unknown)).toMatchObject({ reason: "wave-closed" });
});

test.each([
  ["an unknown option", { q01: "superb" }, "q01: unknown-option"],
  ["a missing required answer", { q01: undefined }, "q01: required"],
  ["an age of -1", { age: -1 }, "age: out-of-range"],
  ["an age in words", { age: "abc" }, "age: not-an-integer"],
  ["a question that does not exist", { q99: "x" }, "q99: unknown-question"],
  ["NUL in text", { fix_first: "a\0b" }, "answers.fix_first: bad-characters"],
  ["half a character pair in text", { fix_first: "a\ud83d" }, "answers.fix_first: bad-characters"],
])("%s: kept for the supervisor, refused online", async (_, changes, detail) => {
  const own = spare();
  const fields = householdResponse(here.city, own, { answers: { ...answersOf("household"), ...changes } });
  const answer = { status: "quarantined", id: fields.id, reason: "invalid-answers" };
  expect(await send(fields)).toEqual(answer);
  expect(await send(fields)).toEqual(answer);
  const [kept] = (await rowsOf(fields.id)).quarantine;
  expect(kept!.detail).toBe(detail);
  expect(Buffer.from(kept!.body)).toEqual(Buffer.from(bytesOf(fields)));

  const online = onlineResponse(here.city, {
    answers: { ...answersOf("online"), ...changes },
    language: "en",
  });
  const refused = await send(online, null);
  expect(refused.status).toBe("invalid");
  expect(JSON.stringify(refused)).toContain(detail.split(": ")[1]);
  expect(await rowsOf(online.id)).toEqual({ records: [], responses: [], quarantine: [] });
});

test("a shape that is broken is kept with the fields named", async () => {
  const fields = { id: randomUUID(), cityId: 7, mode: "household", startedAt: "yesterday", paradata: [] };
  expect(await send(fields)).toEqual({ status: "quarantined", id: fields.id, reason: "invalid-answers" });
  const [kept] = (await rowsOf(fields.id)).quarantine;
  expect(kept!.waveId).toBeNull();
  expect(kept!.detail).toContain("cityId: not-an-id; waveId: missing");
  expect(kept!.detail).toContain("startedAt: not-a-time");
});

test("half a million brackets are kept and harm nobody", async () => {
  const id = randomUUID();
  const bytes = new TextEncoder().encode(`{"id":"${id}","paradata":${"[".repeat(4e5)}${"]".repeat(4e5)}}`);
  const input = { kind: "responses" as const, bytes, expectedCityId: null, language: "en" as const };
  expect(await storeRecord(here.db, { ...input, viewer: here.city.volunteer })).toMatchObject({
    reason: "invalid-answers",
  });
  expect((await rowsOf(id)).quarantine[0]!.bodyBytes).toBe(bytes.length);
});

test.each([
  ["not json", "{"],
  ["a list", "[]"],
  ["null", "null"],
  ["no id", "{}"],
  ["a number as id", '{"id":7}'],
  ["bad UTF-8", "\xff"],
])("a body that cannot be kept under an id is refused: %s", async (_, text) => {
  const bytes = Buffer.from(text, "latin1");
  const result = await storeRecord(here.db, {
    ...{ kind: "responses", bytes, viewer: here.city.volunteer, expectedCityId: null, language: "zh-CN" },
  });
  expect(result.status).toBe("invalid");
});

test("a body of another city is forbidden", async () => {
  const fields = householdResponse(here.city, spare(), { cityId: randomUUID() });
  expect(await send(fields)).toEqual({ status: "forbidden" });
});

test("an online answer names nobody, whoever is signed in", async () => {
  for (const viewer of [null, here.city.volunteer]) {
    const fields = onlineResponse(here.city, { deviceId: randomUUID() });
    expect(await send(fields, viewer)).toEqual({ status: "stored", id: fields.id });
    const kept = await rowsOf(fields.id);
    expect(kept.records[0]).toMatchObject({ userId: null, deviceId: null });
    expect(kept.responses[0]).toMatchObject({
      userId: null,
      deviceId: null,
      residence: "s1",
      mode: "online",
    });
  }
});

test("a citizen may send nothing but online answers", async () => {
  const own = spare();
  expect(await send(householdResponse(here.city, own), null)).toEqual({ status: "forbidden" });
  expect(await send(onlineResponse(here.city), null, "visits")).toEqual({ status: "forbidden" });
});

test("online answers to a wave that is closed or has no public link are turned away, a resend is not", async () => {
  const fields = onlineResponse(here.city);
  await send(fields, null);
  await setWaveStatus(here.db, here.city.cityId, here.city.waveId, "closed");
  expect(await send(onlineResponse(here.city), null)).toEqual({ status: "closed" });
  expect(await send(fields, null)).toEqual({ status: "stored", id: fields.id });
  await setWaveStatus(here.db, here.city.cityId, here.city.waveId, "open");
  await here.db.execute(sql`update public_links set active = false where city_id = ${here.city.cityId}`);
  expect(await send(onlineResponse(here.city), null)).toEqual({ status: "closed" });
  await here.db.execute(sql`update public_links set active = true where city_id = ${here.city.cityId}`);
  expect(await send({ ...fields, language: "en" }, null)).toMatchObject({
    status: "invalid",
    problems: [{ field: "id", code: "id-taken" }],
  });
  expect(await send(onlineResponse(here.city, { waveId: randomUUID() }), null)).toEqual({ status: "closed" });
  expect(await send(onlineResponse(here.city, { cityId: randomUUID() }), null)).toEqual({ status: "closed" });
});

test("an intercept response whose session has not been announced makes the session, once", async () => {
  const own = here.city.ownSessions[0]!;
  const sessionId = randomUUID();
  const sent = Array.from({ length: 10 }, () => interceptResponse(here.city, own, sessionId));
  const results = await Promise.all(sent.map((fields) => send(fields)));
  expect(results.every(({ status }) => status === "stored")).toBe(true);
  const sessions = await here.db.select().from(interceptSessions).where(eq(interceptSessions.id, sessionId));
  expect(sessions).toMatchObject([{ caseId: own.id, userId: here.city.volunteer.userId }]);
  const other = interceptResponse(here.city, here.city.ownSessions[1]!, sessionId);
  expect(await send(other)).toMatchObject({ reason: "invalid-answers" });
});

test("a questionnaire version that the wave does not use is not accepted", async () => {
  const fields = householdResponse(here.city, spare(), { questionnaireVersionId: randomUUID() });
  expect(await send(fields)).toMatchObject({ reason: "invalid-answers" });
  expect((await rowsOf(fields.id)).quarantine[0]!.detail).toBe("questionnaireVersionId: unknown-version");
});

test("closing waits for what is being stored, and nothing is stored after it", async () => {
  const own = nextHousehold();
  const sent = Array.from({ length: 30 }, () => onlineResponse(here.city));
  const stores = sent.map((fields) => send(fields, null));
  await new Promise((done) => setTimeout(done, 5));
  await setWaveStatus(here.db, here.city.cityId, here.city.waveId, "closed");
  const [atClosing] = await here.db.select({ n: sql<number>`count(*)::int` }).from(responses);
  const results = await Promise.all(stores);
  const [after] = await here.db.select({ n: sql<number>`count(*)::int` }).from(responses);
  await setWaveStatus(here.db, here.city.cityId, here.city.waveId, "open");
  expect(after).toEqual(atClosing);
  expect(results.every(({ status }) => status === "stored" || status === "closed")).toBe(true);
  expect(await send(householdResponse(here.city, own))).toMatchObject({ status: "stored" });
});
