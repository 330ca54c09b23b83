import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { afterEach, beforeAll, expect, test } from "vitest";
import { decideQuarantine, obstaclesText } from "#db/queries/decide-quarantine.ts";
import { describeWeightingInputs } from "#db/queries/describe-weighting-inputs.ts";
import { examineQuarantined } from "#db/queries/examine-quarantined.ts";
import { storeRecord } from "#db/queries/store-record.ts";
import {
  auditLog,
  fieldFindings,
  interceptCounts,
  quarantine,
  type RecordKind,
  records,
  responses,
  rosters,
  visits,
} from "#db/schema/index.ts";
import { setWaveStatus, type TinyCase } from "./tiny-city.ts";
import {
  bytesOf,
  count,
  type Fields,
  householdResponse,
  INELIGIBLE_ANSWERS,
  interceptResponse,
  roster,
  visit,
} from "./tiny-records.ts";
import { withCity } from "./with-city.ts";

const here = withCity();
let unused: TinyCase[];

beforeAll(async () => {
  unused = [...here.city.ownHouseholds];
});

afterEach(() => setWaveStatus(here.db, here.city.cityId, here.city.waveId, "open"));

const nextCase = () => unused.shift()!;
const setStatus = (status: "open" | "closed" | "published" | "drawn") =>
  setWaveStatus(here.db, here.city.cityId, here.city.waveId, status);

function send(kind: RecordKind, fields: Fields, viewer = here.city.volunteer) {
  const input = { kind, bytes: bytesOf(fields), viewer, expectedCityId: viewer.cityId };
  return storeRecord(here.db, { ...input, language: "en" });
}

const rowsOf = (recordId: unknown) =>
  here.db
    .select()
    .from(quarantine)
    .where(and(eq(quarantine.cityId, here.city.cityId), eq(quarantine.recordId, String(recordId))));

/** The latest quarantined record of this id, examined. */
async function examine(recordId: unknown) {
  const rows = await rowsOf(recordId);
  const row = rows.sort((a, b) => (a.id < b.id ? 1 : -1))[0]!;
  return examineQuarantined(here.db, row, "en");
}

function decide(id: string, obstacles: string, decision: "accept" | "discard" = "accept") {
  const { userId } = here.city.supervisor;
  const wish = {
    id,
    decision,
    obstacles,
    reason: "电话核实过",
    userId,
    now: new Date("2026-06-20T01:00:00Z"),
  };
  return decideQuarantine(here.db, here.city.cityId, { ...wish, language: "en" });
}

async function accept(recordId: unknown) {
  const examined = await examine(recordId);
  return { examined, result: await decide(examined.row.id, obstaclesText(examined)) };
}

const responseOf = async (id: unknown) =>
  (
    await here.db
      .select()
      .from(responses)
      .where(eq(responses.id, String(id)))
  )[0];

test("what came when the wave was closed is stored though it is closed, and the weights are made again", async () => {
  const fields = householdResponse(here.city, nextCase());
  await setStatus("closed");
  expect(await send("responses", fields)).toMatchObject({ reason: "wave-closed" });
  const before = await describeWeightingInputs(here.db, here.city.cityId, here.city.waveId);
  const { examined, result } = await accept(fields.id);
  expect(examined).toMatchObject({ obstacles: ["wave-closed"], block: null, problems: [] });
  expect(result).toEqual({ status: "accepted", storedAs: fields.id });
  expect(await responseOf(fields.id)).toMatchObject({ live: true, userId: here.city.volunteer.userId });
  expect(await describeWeightingInputs(here.db, here.city.cityId, here.city.waveId)).not.toBe(before);
  expect(await send("responses", fields)).toEqual({ status: "stored", id: fields.id });
  const [row] = await rowsOf(fields.id);
  expect(row).toMatchObject({
    ...{ decision: "accepted", decisionReason: "电话核实过", decidedBy: here.city.supervisor.userId },
    decidedAt: new Date("2026-06-20T01:00:00Z"),
  });
  const [audit] = await here.db.select().from(auditLog).where(eq(auditLog.subjectId, row!.id));
  expect(audit).toMatchObject({
    ...{ action: "accept-quarantined", userId: here.city.supervisor.userId },
    details: { lifted: ["wave-closed"], storedAs: fields.id, reason: "电话核实过" },
  });
});

test("somebody else's case: the record counts and is its sender's", async () => {
  const fields = visit(here.city, nextCase());
  expect(await send("visits", fields, here.city.otherVolunteer)).toMatchObject({ reason: "not-your-case" });
  const { result } = await accept(fields.id);
  expect(result).toEqual({ status: "accepted", storedAs: fields.id });
  const [row] = await here.db
    .select()
    .from(visits)
    .where(eq(visits.id, String(fields.id)));
  expect(row).toMatchObject({ userId: here.city.otherVolunteer.userId, disposition: "NC" });
});

test("an older roster is stored with its own time and the later one goes on counting", async () => {
  const own = nextCase();
  const later = roster(here.city, own, { happenedAt: "2026-06-05T10:00:00Z" });
  const older = roster(here.city, own, { happenedAt: "2026-06-04T10:00:00Z" });
  await send("rosters", later);
  expect(await send("rosters", older)).toMatchObject({ reason: "superseded" });
  const { examined, result } = await accept(older.id);
  expect(examined.replaces.laterRoster).toBe(later.id);
  expect(result).toMatchObject({ status: "accepted" });
  const rows = await here.db
    .select()
    .from(rosters)
    .where(eq(rosters.caseId, own.id))
    .orderBy(rosters.happenedAt);
  expect(rows.map(({ id }) => id)).toEqual([older.id, later.id]);
});

test("a second interview of a household takes the place of the first", async () => {
  const own = nextCase();
  const first = householdResponse(here.city, own);
  const second = householdResponse(here.city, own);
  await send("responses", first);
  expect(await send("responses", second)).toMatchObject({ reason: "second-for-case" });
  const { examined, result } = await accept(second.id);
  expect(examined.replaces).toMatchObject({ liveResponse: first.id, sameId: [] });
  expect(result).toEqual({ status: "accepted", storedAs: second.id });
  expect(await responseOf(first.id)).toMatchObject({ live: false });
  expect(await responseOf(second.id)).toMatchObject({ live: true });
});

test("another body under a stored id is stored under its place in quarantine and replaces the first", async () => {
  const own = nextCase();
  const first = householdResponse(here.city, own);
  const corrected = { ...first, completedAt: "2026-06-02T02:09:00.000Z" };
  await send("responses", first);
  expect(await send("responses", corrected)).toMatchObject({ reason: "other-body" });
  const { examined, result } = await accept(first.id);
  expect(examined).toMatchObject({
    obstacles: ["other-body"],
    replaces: { sameId: [first.id], liveResponse: null },
  });
  expect(result).toEqual({ status: "accepted", storedAs: examined.row.id });
  expect(await responseOf(first.id)).toMatchObject({ live: false });
  expect(await responseOf(examined.row.id)).toMatchObject({
    live: true,
    completedAt: new Date("2026-06-02T02:09:00.000Z"),
  });
  expect(await send("responses", first)).toMatchObject({ status: "stored" });
  expect(await send("responses", corrected)).toMatchObject({ status: "quarantined", reason: "other-body" });
});

test("a corrected visit, roster or count counts once; the bytes of the first are kept", async () => {
  const own = nextCase();
  const findings = [{ kind: "wrong-address", note: "12 号" }];
  const first = visit(here.city, own, { findings });
  await send("visits", first);
  await send("visits", { ...first, disposition: "R", reason: "refused-at-door" });
  const visited = await accept(first.id);
  const made = await here.db.select().from(visits).where(eq(visits.caseId, own.id));
  expect(made).toMatchObject([{ id: visited.examined.row.id, disposition: "R" }]);
  const found = await here.db.select().from(fieldFindings).where(eq(fieldFindings.visitId, made[0]!.id));
  expect(found).toHaveLength(1);
  const kept = await here.db
    .select()
    .from(records)
    .where(eq(records.id, String(first.id)));
  expect(Buffer.from(kept[0]!.body).toString()).toBe(JSON.stringify(first));

  const listed = roster(here.city, own);
  await send("rosters", listed);
  await send("rosters", { ...listed, happenedAt: "2026-06-03T02:00:00.000Z" });
  await accept(listed.id);
  expect(await here.db.select().from(rosters).where(eq(rosters.caseId, own.id))).toHaveLength(1);

  const sessionId = uuidv7();
  const total = count(here.city, here.city.ownSessions[0]!, sessionId);
  await send("counts", total);
  await send("counts", { ...total, passed: 99 });
  await accept(total.id);
  const counted = await here.db
    .select()
    .from(interceptCounts)
    .where(eq(interceptCounts.sessionId, sessionId));
  expect(counted).toMatchObject([{ passed: 99 }]);
});

test("two bodies of which neither is stored: whichever is accepted last counts alone", async () => {
  const fields = interceptResponse(here.city, here.city.ownSessions[1]!, uuidv7());
  const other = { ...fields, language: "en" };
  await setStatus("closed");
  await send("responses", fields);
  await send("responses", other);
  const [first, second] = (await rowsOf(fields.id)).sort((a, b) => (a.id < b.id ? -1 : 1));
  expect(await decide(second!.id, "other-body wave-closed")).toMatchObject({ storedAs: second!.id });
  expect(await decide(first!.id, "wave-closed")).toEqual({ status: "changed" });
  expect(await decide(first!.id, "other-body wave-closed")).toMatchObject({ status: "accepted" });
  const rows = await here.db
    .select()
    .from(responses)
    .where(eq(responses.sessionId, String(fields.sessionId)));
  expect(rows.map(({ id, live }) => [id, live]).sort()).toEqual(
    [
      [first!.id, true],
      [second!.id, false],
    ].sort(),
  );
});

test("everything that stands in the way is named, and only what was named is lifted", async () => {
  const own = nextCase();
  const first = householdResponse(here.city, own, { outcome: "ineligible", answers: INELIGIBLE_ANSWERS });
  await setStatus("closed");
  const fields = householdResponse(here.city, own);
  await send("responses", fields, here.city.otherVolunteer);
  await setStatus("open");
  await send("responses", first);
  await setStatus("closed");
  const examined = await examine(fields.id);
  expect(examined.obstacles).toEqual(["wave-closed", "not-your-case"]);
  expect(examined.replaces.liveResponse).toBe(first.id);
  expect(await decide(examined.row.id, "wave-closed")).toEqual({ status: "changed" });
  expect(await responseOf(fields.id)).toBeUndefined();
  expect(await responseOf(first.id)).toMatchObject({ live: true });
  expect((await rowsOf(fields.id))[0]!.decidedAt).toBeNull();
  expect(await decide(examined.row.id, obstaclesText(examined))).toMatchObject({ status: "accepted" });
  expect(await responseOf(first.id)).toMatchObject({ live: false });
});

test.each([
  ["answers that the questionnaire does not allow", "open", {}, "invalid"],
  ["a wave that is published", "published", null, "wave-published"],
  ["a wave that is not open yet", "drawn", null, "wave-not-open"],
] as const)("%s: it can only be discarded", async (_, status, answers, block) => {
  const own = here.city.ownHouseholds[11]!;
  const fields = householdResponse(here.city, own, answers ? { answers } : {});
  await setStatus(status);
  expect(await send("responses", fields)).toMatchObject({ status: "quarantined" });
  const { examined, result } = await accept(fields.id);
  expect(result).toEqual({ status: "blocked", block });
  expect(await responseOf(fields.id)).toBeUndefined();
  expect(await decide(examined.row.id, "", "discard")).toEqual({ status: "discarded" });
});

test("a wave or a case that is not there: only discarded", async () => {
  const unknownWave = householdResponse(here.city, here.city.ownHouseholds[0]!, { waveId: randomUUID() });
  const unknownCase = visit(here.city, { ...here.city.ownHouseholds[0]!, id: randomUUID() });
  await send("responses", unknownWave);
  await send("visits", unknownCase);
  expect((await accept(unknownWave.id)).result).toMatchObject({ status: "blocked" });
  expect((await accept(unknownCase.id)).result).toEqual({ status: "blocked", block: "case-unknown" });
});

test.each(["wave-closed", "not-your-case", "second-for-case", "superseded", "other-body"])(
  "a discarded record (%s) changes nothing and is answered as kept when it comes again",
  async (reason) => {
    const own = nextCase();
    let kind: RecordKind = "responses";
    let fields = householdResponse(here.city, own);
    let sender = here.city.volunteer;
    if (reason === "wave-closed") await setStatus("closed");
    if (reason === "not-your-case") sender = here.city.otherVolunteer;
    if (reason === "second-for-case") await send("responses", householdResponse(here.city, own));
    if (reason === "other-body") {
      await send("responses", { ...fields, language: "en" });
    }
    if (reason === "superseded") {
      kind = "rosters";
      await send(kind, roster(here.city, own, { happenedAt: "2026-06-05T10:00:00Z" }));
      fields = roster(here.city, own);
    }
    expect(await send(kind, fields, sender)).toMatchObject({ reason });
    const stored = (await here.db.select({ id: records.id }).from(records)).length;
    const { row } = await examine(fields.id);
    expect(await decide(row.id, "", "discard")).toEqual({ status: "discarded" });
    expect(await here.db.select({ id: records.id }).from(records)).toHaveLength(stored);
    expect(await send(kind, fields, sender)).toEqual({ status: "quarantined", id: fields.id, reason });
    expect(await decide(row.id, "", "discard")).toEqual({ status: "decided-already" });
  },
);

test("of ten decisions at once exactly one is taken", async () => {
  const fields = visit(here.city, here.city.ownHouseholds[11]!);
  await send("visits", fields, here.city.otherVolunteer);
  const { row } = await examine(fields.id);
  const results = await Promise.all(
    Array.from({ length: 10 }, (_, i) => decide(row.id, "not-your-case", i % 2 ? "accept" : "discard")),
  );
  expect(results.filter(({ status }) => status === "decided-already")).toHaveLength(9);
  const audit = await here.db.select().from(auditLog).where(eq(auditLog.subjectId, row.id));
  expect(audit).toHaveLength(1);
});

test("an interview that arrives while another is let in: the case has one live response at every moment", async () => {
  const own = here.city.otherHouseholds[0]!;
  await setStatus("closed");
  const late = householdResponse(here.city, own);
  await send("responses", late, here.city.otherVolunteer);
  await setStatus("open");
  const { row, obstacles } = await examine(late.id);
  expect(obstacles).toEqual([]);
  await Promise.all([
    decide(row.id, ""),
    ...Array.from({ length: 5 }, () =>
      send("responses", householdResponse(here.city, own), here.city.otherVolunteer),
    ),
  ]);
  const live = await here.db
    .select()
    .from(responses)
    .where(and(eq(responses.caseId, own.id), eq(responses.live, true)));
  expect(live).toHaveLength(1);
});
