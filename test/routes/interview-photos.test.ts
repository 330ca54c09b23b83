import { randomUUID } from "node:crypto";
import type { AppLoadContext } from "@remix-run/node";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { loader as showPhoto } from "#app/routes/fieldwork.$waveId.interviews.$responseId_.photos.$photoId.ts";
import { loader as showInterview } from "#app/routes/fieldwork.$waveId.interviews.$responseId.tsx";
import { connect, type Connection } from "#db/client.ts";
import { decideQuarantine, obstaclesText } from "#db/queries/decide-quarantine.ts";
import { examineQuarantined } from "#db/queries/examine-quarantined.ts";
import type { Viewer } from "#db/queries/find-viewer.ts";
import { storeRecord } from "#db/queries/store-record.ts";
import { quarantine, records, responsePhotos } from "#db/schema/index.ts";
import { makeTinyCity, type TinyCity } from "#test/db/tiny-city.ts";
import { bytesOf, type Fields, householdResponse, onlineResponse } from "#test/db/tiny-records.ts";
import { createTestDatabase, type TestDatabase } from "#test/set-up/database.ts";
import { LARGEST_PHOTO } from "#surveys/fieldwork/photo-limits.ts";

let database: TestDatabase;
let connection: Connection;
let city: TinyCity;

beforeAll(async () => {
  database = await createTestDatabase();
  connection = connect(database.url);
  city = await makeTinyCity(connection.db);
});

afterAll(async () => {
  await connection?.close();
  await database?.close();
});

const jpeg = (size = 40) =>
  Buffer.concat([
    Buffer.from([0xff, 0xd8, 0xff, 0xdb]),
    Buffer.alloc(size - 6, 7),
    Buffer.from([0xff, 0xd9]),
  ]);

const photo = (bytes = jpeg(), changes: Fields = {}) => ({
  ...{ id: randomUUID(), takenAt: "2026-06-02T02:04:00.000Z", type: "image/jpeg" },
  ...{ data: bytes.toString("base64"), ...changes },
});

const send = (fields: Fields, viewer: Viewer | null = city.volunteer) =>
  storeRecord(connection.db, {
    ...{ kind: "responses" as const, bytes: bytesOf(fields), viewer, language: "en" as const },
    expectedCityId: viewer?.cityId ?? null,
  });

const photosOf = (id: unknown) =>
  connection.db
    .select()
    .from(responsePhotos)
    .where(eq(responsePhotos.responseId, String(id)))
    .orderBy(responsePhotos.place);

const at = (viewer: Viewer, responseId: unknown, photoId?: string) => ({
  request: new Request("http://localhost/x"),
  context: { database: connection.db, viewer } as unknown as AppLoadContext,
  params: { waveId: city.waveId, responseId: String(responseId), photoId },
});

const statusOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 200,
    (thrown: unknown) => (thrown instanceof Response ? thrown.status : Promise.reject(thrown as Error)),
  );

test("photos and notes of an interview are kept, byte for byte, and shown to the supervisor alone", async () => {
  const photos = [photo(jpeg(LARGEST_PHOTO)), photo(), photo()];
  const fields = householdResponse(city, city.ownHouseholds[0]!, {
    photos,
    paradata: { notes: "dog barked" },
  });
  const bytes = bytesOf(fields);
  expect(await send(fields)).toMatchObject({ status: "stored" });
  expect(await send(fields)).toMatchObject({ status: "stored" });
  const [kept] = await connection.db
    .select()
    .from(records)
    .where(eq(records.id, String(fields.id)));
  expect(Buffer.from(kept!.body).equals(bytes)).toBe(true);
  const stored = await photosOf(fields.id);
  expect(stored.map(({ id }) => id)).toEqual(photos.map(({ id }) => id));
  expect(Buffer.from(stored[0]!.jpeg).toString("base64")).toBe(photos[0]!.data);

  const shown = await showInterview(at(city.supervisor, fields.id));
  expect(shown).toMatchObject({ notes: "dog barked", photos: photos.map(({ id }) => ({ id })) });
  const answer = await showPhoto(at(city.supervisor, fields.id, photos[1]!.id));
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    "content-type": "image/jpeg",
    "x-content-type-options": "nosniff",
    "content-security-policy": "default-src 'none'; sandbox",
  });
  expect(Buffer.from(await answer.arrayBuffer()).toString("base64")).toBe(photos[1]!.data);

  const { ownHouseholds, otherHouseholds } = city;
  const streetOf = async (id: string) =>
    (await connection.sql`select street_id from cases where id = ${id}`)[0]!.street_id as string;
  const only = async (id: string): Promise<Viewer> => ({
    ...city.supervisor,
    roles: [{ role: "supervisor", scope: "street", areaId: await streetOf(id) }],
  });
  const own = await only(ownHouseholds[0]!.id);
  const other = await only(otherHouseholds[0]!.id);
  expect(await statusOf(showPhoto(at(own, fields.id, photos[0]!.id)))).toBe(200);
  expect(await statusOf(showPhoto(at(other, fields.id, photos[0]!.id)))).toBe(404);
  expect(await statusOf(showPhoto(at(own, fields.id, randomUUID())))).toBe(404);
  expect(await statusOf(showPhoto(at(own, fields.id, "../x")))).toBe(404);
});

test("what is no small JPEG, a fourth photo or a citizen's is not let in", async () => {
  const twice = photo();
  const wrong: [Fields[], string][] = [
    [[photo(Buffer.from("<html><script>alert(1)</script></html>"))], "photos.0.data: not-a-photo"],
    [[photo(jpeg().subarray(0, 30))], "photos.0.data: not-a-photo"],
    [[photo(jpeg(LARGEST_PHOTO + 1))], "photos.0.data: not-a-photo"],
    [[photo(jpeg(), { data: "not base64!" })], "photos.0.data: not-a-photo"],
    [[photo(jpeg(), { type: "image/svg+xml" })], "photos.0.type: not-among-the-choices"],
    [[photo(), photo(), photo(), photo()], "photos: not-a-list"],
    [[twice, twice], "photos: twice"],
  ];
  for (const [photos, problem] of wrong) {
    const fields = householdResponse(city, city.ownHouseholds[1]!, { photos });
    expect(await send(fields)).toMatchObject({ status: "quarantined", reason: "invalid-answers" });
    const [row] = await connection.db
      .select()
      .from(quarantine)
      .where(eq(quarantine.recordId, String(fields.id)));
    expect(row!.detail).toBe(problem);
    expect(await photosOf(fields.id)).toEqual([]);
  }
  expect(await send(onlineResponse(city, { photos: [photo()] }), null)).toMatchObject({
    status: "invalid",
    problems: [{ field: "photos", code: "not-of-this-mode" }],
  });
});

test("a quarantined interview that a supervisor lets in brings its photos", async () => {
  const photos = [photo()];
  const fields = householdResponse(city, city.otherHouseholds[0]!, { photos });
  expect(await send(fields)).toMatchObject({ status: "quarantined", reason: "not-your-case" });
  const { db } = connection;
  const [row] = await db
    .select()
    .from(quarantine)
    .where(eq(quarantine.recordId, String(fields.id)));
  const examined = await examineQuarantined(db, row!, "en");
  const wish = {
    id: row!.id,
    decision: "accept" as const,
    reason: "went along",
    userId: city.supervisor.userId,
  };
  const obstacles = obstaclesText(examined);
  expect(
    await decideQuarantine(db, city.cityId, { ...wish, obstacles, now: new Date(), language: "en" }),
  ).toMatchObject({ status: "accepted" });
  expect((await photosOf(fields.id)).map(({ id }) => id)).toEqual([photos[0]!.id]);
});
