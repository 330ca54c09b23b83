import { randomUUID } from "node:crypto";
import type { AppLoadContext } from "@remix-run/node";
import { beforeAll, expect, test } from "vitest";
import type { FieldWork } from "#app/field/work-types.ts";
import { loader } from "#app/routes/api.field.work.ts";
import { readClosingEffect } from "#db/queries/read-closing-effect.ts";
import { readHouseholdCases } from "#db/queries/read-household-cases.ts";
import { storeRecord } from "#db/queries/store-record.ts";
import type { RecordKind } from "#db/schema/index.ts";
import { makeTinyCity, setWaveStatus, type TinyCity } from "#test/db/tiny-city.ts";
import {
  answersOf,
  bytesOf,
  type Fields,
  householdResponse,
  roster,
  sessionEvent,
  visit,
} from "#test/db/tiny-records.ts";
import { withCity } from "#test/db/with-city.ts";

const here = withCity();

beforeAll(async () => {
  await makeTinyCity(here.db);
});

async function ask(viewer: TinyCity["volunteer"] | null) {
  const request = new Request("http://localhost/api/field/work");
  const context = { database: here.db, viewer } as AppLoadContext;
  const response = await loader({ request, params: {}, context });
  return { status: response.status, work: (await response.json()) as FieldWork };
}

async function send(kind: RecordKind, fields: Fields) {
  const input = { kind, bytes: bytesOf(fields), viewer: here.city.volunteer, language: "en" as const };
  expect(await storeRecord(here.db, { ...input, expectedCityId: null })).toMatchObject({
    status: "stored",
  });
}

test("a volunteer gets their own cases of open waves, in walking order, with addresses and seeds", async () => {
  const { status, work } = await ask(here.city.volunteer);
  expect(status).toBe(200);
  expect(work.user).toEqual({ id: here.city.volunteer.userId, name: "v1" });
  expect(work.city).toMatchObject({ id: here.city.cityId, timeZone: "Asia/Shanghai" });
  expect(Math.abs(Date.parse(work.serverTime) - Date.now())).toBeLessThan(10_000);
  expect(work.waves).toMatchObject([
    { id: here.city.waveId, status: "open", questionnaireVersionId: here.city.versionId },
  ]);
  expect(work.questionnaires.map(({ versionId }) => versionId)).toEqual([here.city.versionId]);
  expect(work.streets.map(({ code }) => code)).toEqual(["s1", "s2"]);

  const households = work.cases.filter(({ mode }) => mode === "household");
  expect(households.map(({ id }) => id)).toEqual(here.city.ownHouseholds.map(({ id }) => id));
  expect(households[0]).toMatchObject({
    ...{ waveId: here.city.waveId, site: null, slot: null, visits: [], roster: null, responseOutcome: null },
    ...{
      selectionSeed: here.city.ownHouseholds[0]!.selectionSeed,
      communityNameEn: expect.stringMatching(/^s1 /),
    },
  });
  expect(households.every(({ address }) => address?.startsWith("s1 "))).toBe(true);
  const sessions = work.cases.filter(({ mode }) => mode === "intercept");
  expect(sessions.map(({ id }) => id)).toEqual(here.city.ownSessions.map(({ id }) => id));
  expect(sessions[0]).toMatchObject({
    ...{ address: null, communityNameZh: null, site: { kind: "park" }, interval: expect.any(Number) },
    ...{ slot: { dayType: expect.any(String), startsAt: expect.stringMatching(/^\d\d:00/) } },
  });
});

test("what has happened at a case comes with it", async () => {
  const [own, second] = here.city.ownHouseholds;
  const later = visit(here.city, own!, { disposition: "NC", happenedAt: "2026-06-03T10:00:00.000Z" });
  const earlier = visit(here.city, own!, {
    disposition: "O",
    reason: "appointment",
    happenedAt: "2026-06-02T10:00:00.000Z",
  });
  await send("visits", later);
  await send("visits", earlier);
  const [older, newer] = ["2026-06-03T10:00:00.000Z", "2026-06-03T10:01:00.000Z"].map((happenedAt) =>
    roster(here.city, own!, { happenedAt }),
  );
  await send("rosters", older!);
  await send("rosters", newer!);
  const { q24: _, ...some } = answersOf("household");
  await send("responses", householdResponse(here.city, second!, { outcome: "partial", answers: some }));
  await send("responses", householdResponse(here.city, second!));

  const { work } = await ask(here.city.volunteer);
  const found = work.cases.find(({ id }) => id === own!.id)!;
  expect(found.visits).toEqual([
    {
      id: earlier.id,
      disposition: "O",
      reason: "appointment",
      happenedAt: earlier.happenedAt,
      appointmentAt: null,
    },
    {
      id: later.id,
      disposition: "NC",
      reason: "not-home",
      happenedAt: later.happenedAt,
      appointmentAt: null,
    },
  ]);
  expect(found.roster).toEqual({ id: newer!.id, members: newer!.members, selected: 0 });
  expect(work.cases.find(({ id }) => id === second!.id)!.responseOutcome).toBe("complete");
});

test("a dwelling noted on the way is no attempt, for the tablet, the weights and whoever closes the wave", async () => {
  const { db } = here;
  const own = here.city.ownHouseholds[2]!;
  const untried = async () =>
    (await readClosingEffect(db, here.city.cityId, here.city.waveId, new Date())).dwellingsNotVisited;
  const statusOf = async () =>
    (await readHouseholdCases(db, here.city.cityId, here.city.waveId)).find(
      ({ caseId }) => caseId === own.id,
    )!.status;
  const [before, status] = [await untried(), await statusOf()];
  const findings = [{ kind: "new-dwelling", note: "三单元" }];
  for (const disposition of ["UH", "NE"])
    await send("visits", visit(here.city, own, { disposition, reason: null, findings }));
  const found = async () => (await ask(here.city.volunteer)).work.cases.find(({ id }) => id === own.id)!;
  expect((await found()).visits).toEqual([]);
  expect(await statusOf()).toEqual(status);
  expect(status).toMatchObject({ disposition: "UH", visitsAtDifferentTimes: 0 });
  expect(await untried()).toBe(before);

  await send("visits", visit(here.city, own, { disposition: "UH", reason: "not-found", findings }));
  expect((await found()).visits).toHaveLength(1);
  expect(await statusOf()).toMatchObject({ visitsAtDifferentTimes: 1 });
  expect(await untried()).toBe(before - 1);
});

test("a session that was ended on any device is told, one that only began is not", async () => {
  const [own, second] = here.city.ownSessions;
  const ended = async (id: string) =>
    (await ask(here.city.volunteer)).work.cases.find((each) => each.id === id)!.sessionEnded;
  const sessionId = randomUUID();
  await send("sessions", sessionEvent(here.city, own!, sessionId));
  expect(await ended(own!.id)).toBe(false);
  await send("sessions", sessionEvent(here.city, own!, sessionId, { event: "end" }));
  expect([await ended(own!.id), await ended(second!.id)]).toEqual([true, false]);
  expect(await ended(here.city.ownHouseholds[0]!.id)).toBeUndefined();
});

test("nobody's cases are nobody's: the other volunteer, a supervisor and a closed wave", async () => {
  const other = (await ask(here.city.otherVolunteer)).work;
  expect(other.cases.some(({ id }) => here.city.ownHouseholds.some((own) => own.id === id))).toBe(false);
  expect(other.cases.length).toBeGreaterThan(0);
  expect((await ask(here.city.supervisor)).work).toMatchObject({
    cases: [],
    waves: [],
    questionnaires: [],
    streets: [],
  });
  await setWaveStatus(here.db, here.city.cityId, here.city.waveId, "closed");
  expect((await ask(here.city.volunteer)).work.cases).toEqual([]);
  expect((await ask(null)).status).toBe(401);
});
