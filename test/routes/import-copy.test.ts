import "fake-indexeddb/auto";
import type { AppLoadContext } from "@remix-run/node";
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { importCopy, type ImportReport } from "#app/fieldwork/import-copy.server.ts";
import { openStore, type FieldStore } from "#app/field/open-store.ts";
import { readRecords } from "#app/field/outbox.ts";
import type { Fetcher } from "#app/field/post-record.ts";
import { recordVisit } from "#app/field/record-visit.ts";
import { makeCopy } from "#app/field/vault/copy-out.ts";
import { askForSecret } from "#app/field/vault/leave-secret.ts";
import { openVaultOf } from "#app/field/vault/open-vault.ts";
import { createVault } from "#app/field/vault/vaults.ts";
import type { FieldWork } from "#app/field/work-types.ts";
import { readWork, refreshWork } from "#app/field/work.ts";
import { action as secretAction } from "#app/routes/api.field.secret.ts";
import { loader as workLoader } from "#app/routes/api.field.work.ts";
import { connect, type Connection } from "#db/client.ts";
import type { Viewer } from "#db/queries/find-viewer.ts";
import { storeRecord } from "#db/queries/store-record.ts";
import { auditLog, quarantine, records, sessions } from "#db/schema/index.ts";
import { makeTinyCity, type TinyCity } from "#test/db/tiny-city.ts";
import { createTestDatabase, type TestDatabase } from "#test/set-up/database.ts";

let database: TestDatabase;
let connection: Connection;
let city: TinyCity;
let store: FieldStore;
let name = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  connection = connect(database.url);
});
beforeEach(async () => {
  store = await openStore(`import-${name++}`);
  city = await makeTinyCity(connection.db);
});
afterAll(async () => {
  await connection?.close();
  await database?.close();
});

/** The site as a tablet reaches it while this person is signed in. */
function site(viewer: Viewer): Fetcher {
  return async (input, init) => {
    const request = new Request(`http://localhost${input}`, { ...init, redirect: "follow" });
    const args = { request, context: { database: connection.db, viewer } as AppLoadContext, params: {} };
    return input.startsWith("/api/field/secret") ? secretAction(args) : workLoader(args);
  };
}

async function justSignedIn({ cityId, userId, sessionId }: Viewer, createdAt = new Date()) {
  const tokenSha256 = crypto.getRandomValues(new Uint8Array(32));
  const expiresAt = new Date(Date.now() + 3_600_000);
  await connection.db
    .insert(sessions)
    .values({ cityId, id: sessionId, userId, tokenSha256, createdAt, expiresAt });
}

/** A tablet with two visits of the volunteer that never got online again. */
async function strandedTablet({ signed = true, viewer = city.volunteer } = {}) {
  await createVault(store, { id: viewer.userId, name: "v1" }, "4711");
  const server = site(viewer);
  // Where the secret never reached the server, a copy cannot be told to be the volunteer's.
  const deaf: typeof server = async (path, init) =>
    path.endsWith("/secret") ? new Response(null, { status: 503 }) : server(path, init);
  expect(await refreshWork(store, signed ? server : deaf)).toBe("fresh");
  const { work } = (await readWork(store))!;
  const owner = { ownerId: viewer.userId, cityId: city.cityId };
  for (const { id } of city.ownHouseholds.slice(0, 2))
    await recordVisit(store, owner, { id, waveId: city.waveId }, { reason: "not-home" });
  return work;
}

async function copyOf(work: FieldWork) {
  return (await makeCopy(store, work))!.text;
}

async function brought(text: string, viewer = city.supervisor) {
  const report = await importCopy(connection.db, viewer, text, "en");
  if ("problem" in report) throw new Error(report.problem);
  return report;
}
const numbers = ({ stored, alreadyThere, quarantined, refused }: ImportReport) => [
  ...[stored, alreadyThere, quarantined.length, refused.length],
];

test("a copy is stored in the name of whoever made it, once, and audited as the importer's doing", async () => {
  const text = await copyOf(await strandedTablet());
  expect(text).not.toContain(city.ownHouseholds[0]!.id);
  const report = await brought(text);
  expect(numbers(report)).toEqual([2, 0, 0, 0]);
  expect(report.makerId).toBe(city.volunteer.userId);
  expect(numbers(await brought(text))).toEqual([0, 2, 0, 0]);
  const kept = await connection.db.select().from(records).where(eq(records.cityId, city.cityId));
  expect(kept.map(({ userId }) => userId)).toEqual([city.volunteer.userId, city.volunteer.userId]);
  const audited = await connection.db
    .select()
    .from(auditLog)
    .where(and(eq(auditLog.cityId, city.cityId), eq(auditLog.action, "import-records")));
  expect(audited).toHaveLength(2);
  expect(audited[0]).toMatchObject({ userId: city.supervisor.userId, subjectId: city.volunteer.userId });
});

test("the tablet that later gets online is told that its records are stored", async () => {
  await brought(await copyOf(await strandedTablet()));
  for (const { kind, bytes } of await readRecords(store, city.volunteer.userId)) {
    const viewer = city.volunteer;
    const input = { kind, bytes, viewer, expectedCityId: city.cityId, language: "en" as const };
    expect(await storeRecord(connection.db, input)).toMatchObject({ status: "stored" });
  }
  const kept = await connection.db.select().from(records).where(eq(records.cityId, city.cityId));
  expect(kept).toHaveLength(2);
});

test("without a signature, or with somebody else's name on it, everything goes to quarantine", async () => {
  const work = await strandedTablet({ signed: false });
  expect(numbers(await brought(await copyOf(work)))).toEqual([0, 0, 2, 0]);
  const [kept] = await connection.db.select().from(quarantine).where(eq(quarantine.cityId, city.cityId));
  expect(kept).toMatchObject({ userId: city.supervisor.userId, reason: "not-your-case" });

  store = await openStore(`import-${name++}`);
  const own = await strandedTablet({ viewer: city.otherVolunteer });
  const other = { ...own, user: { ...own.user, id: city.volunteer.userId } };
  const posing = await brought(await copyOf(other));
  expect(posing.makerId).toBeNull();
});

test("what was changed, is of another city or no copy at all is refused whole", async () => {
  const text = await copyOf(await strandedTablet());
  const file = JSON.parse(text) as { sealed: string };
  const changed = JSON.stringify({
    ...file,
    sealed: `${file.sealed.slice(0, 40)}AAAA${file.sealed.slice(44)}`,
  });
  const elsewhere = await makeTinyCity(connection.db);
  const tried = async (given: string, viewer = city.supervisor) =>
    importCopy(connection.db, viewer, given, "en");
  expect(await tried(changed)).toEqual({ problem: "damaged" });
  expect(await tried("{}")).toEqual({ problem: "not-a-copy" });
  expect(await tried("photo")).toEqual({ problem: "not-a-copy" });
  expect(await tried(text, elsewhere.supervisor)).toEqual({ problem: "other-city" });
});

test("the secret comes back only to its owner, and only just after the password was entered", async () => {
  await strandedTablet();
  const { userId } = city.volunteer;
  expect((await store.get("vaults", userId))!.kept).toBe(true);
  expect(await askForSecret(store, site(city.volunteer), userId)).toBe("sign-in");
  await justSignedIn(city.volunteer, new Date(Date.now() - 11 * 60_000));
  expect(await askForSecret(store, site(city.volunteer), userId)).toBe("sign-in");
  await justSignedIn(city.otherVolunteer);
  expect(await askForSecret(store, site(city.otherVolunteer), userId)).toBe("sign-in");
  const again = { ...city.volunteer, sessionId: crypto.randomUUID() };
  await justSignedIn(again);
  expect(await askForSecret(store, site(again), userId)).toEqual(openVaultOf(store)!.secret);
});
