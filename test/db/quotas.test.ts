import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { chooseInterceptRule } from "#db/queries/choose-intercept-rule.ts";
import { readQuotas } from "#db/queries/read-quotas.ts";
import { reserveQuotas } from "#db/queries/reserve-quotas.ts";
import { setQuotaCells } from "#db/queries/set-quota-cells.ts";
import { storeRecord } from "#db/queries/store-record.ts";
import { assignments, auditLog, interceptCounts, quotaReservations, waves } from "#db/schema/index.ts";
import { countsOf, QUOTA_KEYS } from "#surveys/fieldwork/quota-cells.ts";
import { makeTinyCity, setWaveStatus, type TinyCity } from "./tiny-city.ts";
import { bytesOf, count, type Fields, interceptResponse, sessionEvent } from "./tiny-records.ts";
import { withDatabase } from "./with-city.ts";

const here = withDatabase();

const NOW = new Date("2026-06-03T02:00:00Z");
const minutes = (n: number) => new Date(NOW.getTime() + n * 60_000);

async function quotaCity(): Promise<TinyCity> {
  const { db } = here;
  const city = await makeTinyCity(db);
  const { cityId, waveId } = city;
  await setWaveStatus(db, cityId, waveId, "drawn");
  const choice = { waveId, rule: "quota", userId: city.supervisor.userId } as const;
  expect(await chooseInterceptRule(db, cityId, choice)).toBe("chosen");
  await setWaveStatus(db, cityId, waveId, "open");
  return city;
}

function send(city: TinyCity, kind: "responses" | "sessions" | "counts", fields: Fields) {
  const viewer = city.volunteer;
  return storeRecord(here.db, {
    ...{
      kind,
      bytes: bytesOf(fields),
      viewer,
      expectedCityId: viewer.cityId,
      language: "en",
      receivedAt: minutes(1),
    },
  });
}

const ask = ({ cityId }: TinyCity, userId: string, deviceId: string, now = NOW) =>
  reserveQuotas(here.db, { cityId, userId, deviceId, now });
const numbers = ([quota]: Awaited<ReturnType<typeof ask>>) => quota?.cells.map(({ reserved }) => reserved);

test("the rule is chosen before a wave is open, once, and leaves a trace", async () => {
  const { db } = here;
  const { cityId, waveId, supervisor } = await makeTinyCity(db);
  const choose = (rule: "quota" | "every-kth", id = waveId) =>
    chooseInterceptRule(db, cityId, { waveId: id, rule, userId: supervisor.userId });
  expect(await choose("quota")).toBe("too-late");
  expect(await choose("quota", randomUUID())).toBe("unknown-wave");
  await setWaveStatus(db, cityId, waveId, "drawn");
  expect(await choose("every-kth")).toBe("unchanged");
  expect(await choose("quota")).toBe("chosen");
  const [wave] = await db.select().from(waves).where(eq(waves.id, waveId));
  expect(wave?.plan).toMatchObject({ interceptRule: "quota", sessionsPerStreet: 5 });
  const trace = await db
    .select()
    .from(auditLog)
    .where(and(eq(auditLog.cityId, cityId), eq(auditLog.action, "choose-intercept-rule")));
  expect(trace).toMatchObject([{ details: { from: "every-kth", to: "quota" } }]);
});

test("the rule stands once something was collected", async () => {
  const { db } = here;
  const city = await makeTinyCity(db);
  const session = city.ownSessions[0]!;
  await send(city, "sessions", sessionEvent(city, session, randomUUID()));
  await setWaveStatus(db, city.cityId, city.waveId, "drawn");
  const choice = { waveId: city.waveId, rule: "quota", userId: city.supervisor.userId } as const;
  expect(await chooseInterceptRule(db, city.cityId, choice)).toBe("too-late");
});

test("what is wanted follows the residents until somebody types numbers", async () => {
  const { db } = here;
  const { cityId, waveId, supervisor } = await makeTinyCity(db);
  const [first] = await readQuotas(db, cityId, waveId);
  expect(first).toMatchObject({ planned: 50, typed: false, known: true });
  expect(QUOTA_KEYS.map((key) => first!.wanted[key])).toEqual([9, 9, 8, 8, 8, 8]);
  const change = { waveId, streetId: first!.streetId, userId: supervisor.userId };
  expect(await setQuotaCells(db, cityId, { ...change, wanted: countsOf(() => 3) })).toBe(true);
  expect((await readQuotas(db, cityId, waveId))[0]).toMatchObject({ typed: true, wanted: countsOf(() => 3) });
  expect(await setQuotaCells(db, cityId, { ...change, wanted: null })).toBe(true);
  expect((await readQuotas(db, cityId, waveId))[0]?.typed).toBe(false);
  await setWaveStatus(db, cityId, waveId, "closed");
  expect(await setQuotaCells(db, cityId, { ...change, wanted: countsOf(() => 3) })).toBe(false);
});

test("under the k-th rule nothing is reserved", async () => {
  const city = await makeTinyCity(here.db);
  expect(await ask(city, city.volunteer.userId, randomUUID())).toEqual([]);
});

test("a volunteer alone gets all of a cell; a second one at the same moment never more than is left", async () => {
  const { db } = here;
  const city = await quotaCity();
  const [one, two] = [randomUUID(), randomUUID()];
  expect(numbers(await ask(city, city.volunteer.userId, one))).toEqual([9, 9, 8, 8, 8, 8]);
  // The other volunteer gets two of the five sessions of this street.
  for (const { id } of city.ownSessions.slice(0, 2)) {
    await db
      .update(assignments)
      .set({ userId: city.otherVolunteer.userId })
      .where(and(eq(assignments.cityId, city.cityId), eq(assignments.caseId, id)));
  }
  const street = (await readQuotas(db, city.cityId, city.waveId))[0]!.streetId;
  const reserved = async () => {
    const rows = await db
      .select()
      .from(quotaReservations)
      .where(and(eq(quotaReservations.cityId, city.cityId), eq(quotaReservations.streetId, street)));
    return rows.reduce((sum, row) => sum + row.reserved, 0);
  };
  const ofStreet = async (userId: string, deviceId: string) =>
    (await ask(city, userId, deviceId)).filter(({ streetId }) => streetId === street);
  expect(numbers(await ofStreet(city.otherVolunteer.userId, two))).toEqual([0, 0, 0, 0, 0, 0]);
  await Promise.all(
    [one, two, one, two].map((device) =>
      ofStreet(device === one ? city.volunteer.userId : city.otherVolunteer.userId, device),
    ),
  );
  await ofStreet(city.volunteer.userId, one);
  await ofStreet(city.otherVolunteer.userId, two);
  expect(await reserved()).toBe(50);
});

test("what has been interviewed is taken off; silence of 48 hours gives a part back", async () => {
  const city = await quotaCity();
  const [one, two, session] = [randomUUID(), randomUUID(), randomUUID()];
  const own = city.ownSessions[0]!;
  await ask(city, city.volunteer.userId, one);
  const interview = interceptResponse(city, own, session, { deviceId: one });
  expect(await send(city, "responses", interview)).toMatchObject({ status: "stored" });
  const left = [9, 9, 7, 8, 8, 8];
  expect(numbers(await ask(city, city.volunteer.userId, one, minutes(2)))).toEqual(left);
  expect(numbers(await ask(city, city.volunteer.userId, two, minutes(3)))).toEqual([0, 0, 0, 0, 0, 0]);
  const later = minutes(48 * 60 + 2.1);
  expect(numbers(await ask(city, city.volunteer.userId, two, later))).toEqual(left);
});

test("counts keep who was missed and who was screened out", async () => {
  const city = await makeTinyCity(here.db);
  const fields = count(city, city.ownSessions[0]!, randomUUID(), { missed: 2, screened: 3 });
  expect(await send(city, "counts", fields)).toMatchObject({ status: "stored" });
  const older = count(city, city.ownSessions[1]!, randomUUID());
  expect(await send(city, "counts", older)).toMatchObject({ status: "stored" });
  const rows = await here.db.select().from(interceptCounts).where(eq(interceptCounts.cityId, city.cityId));
  const kept = rows.map(({ id, missed, screened }) => [id === fields.id, missed, screened]);
  expect(kept.sort()).toEqual([
    [false, 0, 0],
    [true, 2, 3],
  ]);
});
