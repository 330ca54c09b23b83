import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { storeRecord } from "#db/queries/store-record.ts";
import {
  assignments,
  devices,
  fieldFindings,
  interceptCounts,
  interceptSessions,
  quarantine,
  type RecordKind,
  rosters,
  sessionEvents,
  visits,
} from "#db/schema/index.ts";
import { selectFromRoster } from "#surveys/fieldwork/judge-record.ts";
import {
  bytesOf,
  count,
  type Fields,
  householdResponse,
  roster,
  sessionEvent,
  visit,
} from "./tiny-records.ts";
import { withCity } from "./with-city.ts";

const here = withCity();

function send(kind: RecordKind, fields: Fields, receivedAt?: Date, viewer = here.city.volunteer) {
  const input = { kind, bytes: bytesOf(fields), viewer, receivedAt };
  return storeRecord(here.db, { ...input, expectedCityId: viewer.cityId, language: "en" });
}

async function detailOf(id: unknown) {
  const [row] = await here.db
    .select()
    .from(quarantine)
    .where(eq(quarantine.recordId, String(id)));
  return row?.detail;
}

test("a visit is stored with what it found", async () => {
  const findings = [
    { kind: "wrong-address", note: "门牌是 12 号" },
    { kind: "new-dwelling", note: "" },
  ];
  const fields = visit(here.city, here.city.ownHouseholds[0]!, {
    ...{
      disposition: "O",
      reason: "appointment",
      appointmentAt: "2026-06-03T11:30:00Z",
      note: "晚上在家",
      findings,
    },
  });
  const results = await Promise.all(Array.from({ length: 20 }, () => send("visits", fields)));
  expect(results).toEqual(Array(20).fill({ status: "stored", id: fields.id }));
  const [row] = await here.db
    .select()
    .from(visits)
    .where(eq(visits.id, String(fields.id)));
  expect(row).toMatchObject({
    ...{ caseId: fields.caseId, userId: here.city.volunteer.userId, disposition: "O", reason: "appointment" },
    ...{ appointmentAt: new Date("2026-06-03T11:30:00Z"), happenedAt: new Date(String(fields.happenedAt)) },
  });
  const found = await here.db.select().from(fieldFindings).where(eq(fieldFindings.visitId, row!.id));
  expect(found.map(({ kind, note }) => ({ kind, note })).sort((a, b) => (a.kind < b.kind ? 1 : -1))).toEqual(
    findings,
  );
});

test.each([
  ["a reason of another disposition", { disposition: "R" }, "reason: not-among-the-choices"],
  ["no disposition", { disposition: undefined }, "disposition: missing"],
  ["a day that does not exist", { happenedAt: "2026-02-30T10:00:00Z" }, "happenedAt: not-a-time"],
  ["a local time", { happenedAt: "2026-06-02T10:00:00+08:00" }, "happenedAt: not-a-time"],
  ["a finding twice", { findings: Array(2).fill({ kind: "new-dwelling", note: "" }) }, "findings: twice"],
  ["a sequence beyond an integer", { sequence: 2 ** 31 }, "sequence: not-a-whole-number"],
])("a visit with %s is kept for the supervisor", async (_, changes, detail) => {
  const fields = visit(here.city, here.city.ownHouseholds[0]!, changes);
  expect(await send("visits", fields)).toMatchObject({ reason: "invalid-answers" });
  expect(await detailOf(fields.id)).toBe(detail);
});

test("an id that another kind of record has is taken", async () => {
  const fields = visit(here.city, here.city.ownHouseholds[0]!);
  await send("visits", fields);
  const other = householdResponse(here.city, here.city.ownHouseholds[0]!, { id: fields.id });
  expect(await send("responses", other)).toEqual({
    status: "quarantined",
    id: fields.id,
    reason: "other-body",
  });
});

test("an id in capitals is answered as it was sent and is the same id", async () => {
  const fields = visit(here.city, here.city.ownHouseholds[0]!, { id: randomUUID().toUpperCase() });
  expect(await send("visits", fields)).toEqual({ status: "stored", id: fields.id });
  expect(await send("visits", fields)).toEqual({ status: "stored", id: fields.id });
  const lower = { ...fields, id: String(fields.id).toLowerCase() };
  expect(await send("visits", lower)).toMatchObject({ reason: "other-body" });
});

test("a case given to somebody else meanwhile is not theirs any more, what was stored before stays stored", async () => {
  const own = here.city.ownHouseholds[5]!;
  const before = visit(here.city, own);
  await send("visits", before);
  const present = and(eq(assignments.cityId, here.city.cityId), eq(assignments.caseId, own.id));
  await here.db.update(assignments).set({ userId: here.city.otherVolunteer.userId }).where(present);
  expect(await send("visits", visit(here.city, own))).toMatchObject({ reason: "not-your-case" });
  expect(await send("visits", before)).toMatchObject({ status: "stored" });
  const after = visit(here.city, own);
  expect(await send("visits", after, undefined, here.city.otherVolunteer)).toMatchObject({
    status: "stored",
  });
  await here.db.update(assignments).set({ userId: here.city.volunteer.userId }).where(present);
});

const FAMILY = [
  { age: 70, sex: "female", residentHalfYear: true },
  { age: 40, sex: "male", residentHalfYear: true },
  { age: 38, sex: "female", residentHalfYear: true },
  { age: 20, sex: "male", residentHalfYear: false },
  { age: 19, sex: "female", residentHalfYear: true },
] as const;

test("a roster is stored with the selection that the drawn seed makes, and no other is", async () => {
  const own = here.city.ownHouseholds[1]!;
  const { selected, eligible } = selectFromRoster([...FAMILY], own.selectionSeed!);
  expect(eligible).toBe(3);
  const fields = roster(here.city, own, { members: FAMILY, selected });
  expect(await send("rosters", fields)).toMatchObject({ status: "stored" });
  const [row] = await here.db
    .select()
    .from(rosters)
    .where(eq(rosters.id, String(fields.id)));
  expect(row).toMatchObject({ members: FAMILY, selected, eligible: 3, selectionPi: 1 / 3, method: "seeded" });
  for (const chosen of [0, 1, 2, 3, 4, null].filter((each) => each !== selected)) {
    const other = roster(here.city, own, { members: FAMILY, selected: chosen });
    expect(await send("rosters", other)).toMatchObject({ reason: "invalid-answers" });
    expect(await detailOf(other.id)).toBe("selected: other-selection");
  }
});

test("a roster without anybody eligible is stored; an older one than the stored is superseded", async () => {
  const own = here.city.ownHouseholds[2]!;
  const nobody = { members: [FAMILY[0]], selected: null };
  const later = roster(here.city, own, { ...nobody, happenedAt: "2026-06-05T10:00:00Z" });
  const older = roster(here.city, own, { ...nobody, happenedAt: "2026-06-05T09:59:59Z" });
  const newest = roster(here.city, own, { members: [], selected: null, happenedAt: "2026-06-06T10:00:00Z" });
  expect(await send("rosters", later)).toMatchObject({ status: "stored" });
  expect(await send("rosters", older)).toMatchObject({ status: "quarantined", reason: "superseded" });
  expect(await send("rosters", newest)).toMatchObject({ status: "stored" });
  const rows = await here.db.select().from(rosters).where(eq(rosters.caseId, own.id));
  expect(rows.map(({ eligible, selectionPi }) => [eligible, selectionPi])).toEqual([
    [0, null],
    [0, null],
  ]);
});

test("counts that come before their session's start make the session; the start says when it was", async () => {
  const [own] = here.city.ownSessions;
  const sessionId = randomUUID();
  const deviceId = randomUUID();
  const totals = [3, 1, 2].map((sequence) =>
    count(here.city, own!, sessionId, {
      deviceId,
      sequence,
      passed: sequence * 10,
      happenedAt: "2026-06-02T03:00:00Z",
    }),
  );
  const events = ["end", "pause", "resume"].map((event) =>
    sessionEvent(here.city, own!, sessionId, { event }),
  );
  const start = sessionEvent(here.city, own!, sessionId, { happenedAt: "2026-06-02T01:00:00Z" });
  const results = await Promise.all([
    ...totals.map((fields) => send("counts", fields)),
    ...events.map((fields) => send("sessions", fields)),
    send("sessions", start),
    send("sessions", start),
  ]);
  expect(results.every(({ status }) => status === "stored")).toBe(true);
  const of = eq(interceptSessions.id, sessionId);
  expect(await here.db.select().from(interceptSessions).where(of)).toMatchObject([
    { caseId: own!.id, userId: here.city.volunteer.userId, startedAt: new Date("2026-06-02T01:00:00Z") },
  ]);
  const counted = await here.db
    .select()
    .from(interceptCounts)
    .where(eq(interceptCounts.sessionId, sessionId));
  expect(counted.map(({ sequence, passed }) => [sequence, passed]).sort()).toEqual([
    [1, 10],
    [2, 20],
    [3, 30],
  ]);
  expect(counted[0]!.refusals).toEqual([{ ageBand: null, sex: "male" }]);
  const happened = await here.db.select().from(sessionEvents).where(eq(sessionEvents.sessionId, sessionId));
  expect(happened).toHaveLength(4);
});

test("a session at a dwelling, a roster at a site and negative totals are kept for the supervisor", async () => {
  const wrong: [RecordKind, Fields, string][] = [
    [
      "sessions",
      sessionEvent(here.city, here.city.ownHouseholds[0]!, randomUUID()),
      "caseId: not-of-this-mode",
    ],
    ["rosters", roster(here.city, here.city.ownSessions[0]!), "caseId: not-of-this-mode"],
    [
      "counts",
      count(here.city, here.city.ownSessions[0]!, randomUUID(), { passed: -1 }),
      "passed: not-a-whole-number",
    ],
    [
      "counts",
      count(here.city, here.city.ownSessions[0]!, randomUUID(), { deviceId: null }),
      "deviceId: not-an-id",
    ],
  ];
  for (const [kind, fields, detail] of wrong) {
    expect(await send(kind, fields)).toMatchObject({ reason: "invalid-answers" });
    expect(await detailOf(fields.id)).toBe(detail);
  }
});

test("a device is noted at most once a minute", async () => {
  const deviceId = randomUUID();
  const at = (seconds: number) => new Date(Date.UTC(2026, 5, 2, 2, 0, seconds));
  const seen = async (seconds: number) => {
    await send("visits", visit(here.city, here.city.ownHouseholds[0]!, { deviceId }), at(seconds));
    const [device] = await here.db.select().from(devices).where(eq(devices.id, deviceId));
    return device;
  };
  expect(await seen(0)).toMatchObject({
    firstSeenAt: at(0),
    lastSeenAt: at(0),
    lastUserId: here.city.volunteer.userId,
  });
  expect(await seen(59)).toMatchObject({ lastSeenAt: at(0) });
  expect(await seen(61)).toMatchObject({ firstSeenAt: at(0), lastSeenAt: at(61) });
});
