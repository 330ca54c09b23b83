import { randomUUID } from "node:crypto";
import type { AppLoadContext } from "@remix-run/node";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { action, loader } from "#app/routes/api.$kind.ts";
import { connect, type Database } from "#db/client.ts";
import { devices, records } from "#db/schema/index.ts";
import { setWaveStatus, type TinyCity } from "#test/db/tiny-city.ts";
import { answersOf, bytesOf, householdResponse, onlineResponse, visit } from "#test/db/tiny-records.ts";
import { withCity } from "#test/db/with-city.ts";

const here = withCity();

interface Sent {
  kind?: string;
  body: BodyInit;
  viewer?: TinyCity["volunteer"] | null;
  language?: string;
  db?: Database;
}

async function post({ kind = "responses", body, viewer = null, language = "en", db = here.db }: Sent) {
  const headers = { "Accept-Language": language, "Content-Type": "application/json" };
  const request = new Request(`http://localhost/api/${kind}`, { method: "POST", body, headers });
  const context = { database: db, viewer } as AppLoadContext;
  const response = await action({ request, params: { kind }, context }).catch((thrown: unknown) => {
    if (thrown instanceof Response) return thrown;
    throw thrown;
  });
  return { response, status: response.status, json: (await response.json()) as Record<string, unknown> };
}

test("what is stored is answered with 201 and its id, again and again", async () => {
  const fields = onlineResponse(here.city);
  for (let time = 0; time < 3; time += 1) {
    const { status, json, response } = await post({ body: bytesOf(fields) as BodyInit });
    expect([status, json]).toEqual([201, { stored: true, id: fields.id }]);
    expect(response.headers.get("Cache-Control")).toBe("no-store");
  }
});

test("what is quarantined is answered with 409, its id and the reason", async () => {
  const fields = householdResponse(here.city, here.city.otherHouseholds[0]!);
  const { status, json } = await post({ body: JSON.stringify(fields), viewer: here.city.volunteer });
  expect([status, json]).toEqual([409, { quarantined: true, id: fields.id, reason: "not-your-case" }]);
});

test.each(["zh-CN", "en"] as const)(
  "an online answer that is wrong is refused by field, in %s",
  async (language) => {
    const answers = { ...answersOf("online"), q01: "superb", age: "abc" };
    const { status, json, response } = await post({
      body: JSON.stringify(onlineResponse(here.city, { answers, language })),
      language,
    });
    expect(status).toBe(422);
    expect(response.headers.get("Content-Type")).toBe("application/problem+json");
    expect(json).toMatchObject({
      status: 422,
      errors: [{ field: "age" }, { field: "q01", code: "unknown-option" }],
    });
    expect(/[\u4e00-\u9fff]/.test(String(json.title) + JSON.stringify(json.errors))).toBe(
      language === "zh-CN",
    );
  },
);

test("malformed JSON is refused with 422 whoever sends it", async () => {
  for (const viewer of [null, here.city.volunteer]) {
    const { status, json } = await post({ body: '{"id":', viewer });
    expect([status, (json.errors as { code: string }[])[0]!.code]).toEqual([422, "not-json"]);
  }
});

test("citizens answering a closed wave get 409 without quarantine", async () => {
  await setWaveStatus(here.db, here.city.cityId, here.city.waveId, "closed");
  const { status, json } = await post({ body: JSON.stringify(onlineResponse(here.city)) });
  await setWaveStatus(here.db, here.city.cityId, here.city.waveId, "open");
  expect([status, json.status, json.quarantined]).toEqual([409, 409, undefined]);
});

test("without a sign-in only online answers are taken, and nothing of another city", async () => {
  const own = visit(here.city, here.city.ownHouseholds[0]!);
  expect((await post({ kind: "visits", body: JSON.stringify(own) })).status).toBe(401);
  const foreign = { ...own, cityId: randomUUID() };
  expect(
    (await post({ kind: "visits", body: JSON.stringify(foreign), viewer: here.city.volunteer })).status,
  ).toBe(403);
});

test("a blocked device is refused with 403 and nothing is kept, until it is let in again", async () => {
  const deviceId = randomUUID();
  const send = (fields: Record<string, unknown>, kind = "visits") =>
    post({ kind, body: JSON.stringify(fields), viewer: here.city.volunteer });
  const first = visit(here.city, here.city.ownHouseholds[0]!, { deviceId });
  expect((await send(first)).status).toBe(201);
  const block = (blockedAt: Date | null) =>
    here.db.update(devices).set({ blockedAt }).where(eq(devices.id, deviceId));
  await block(new Date());
  const next = visit(here.city, here.city.ownHouseholds[0]!, { deviceId });
  const broken = visit(here.city, here.city.ownHouseholds[0]!, {
    deviceId: deviceId.toUpperCase(),
    happenedAt: "x",
  });
  for (const fields of [next, broken]) {
    const { status, json } = await send(fields);
    expect([status, json.status, json.type]).toEqual([403, 403, "urn:wenjie:problem:device-blocked"]);
  }
  expect((await send(first)).status).toBe(201);
  await block(null);
  expect((await send(next)).status).toBe(201);
});

test("a body of 2 MiB is refused with 413 before it is read as JSON", async () => {
  const { status } = await post({ body: " ".repeat(2 * 1024 * 1024), viewer: here.city.volunteer });
  expect(status).toBe(413);
});

test("a body of nearly 1 MiB is kept to the byte", async () => {
  const fields = onlineResponse(here.city, { paradata: { log: "街".repeat(340_000) } });
  expect((await post({ body: bytesOf(fields) as BodyInit })).status).toBe(201);
  const [row] = await here.db
    .select()
    .from(records)
    .where(eq(records.id, String(fields.id)));
  expect(Buffer.compare(row!.body, bytesOf(fields))).toBe(0);
});

test("other kinds, reading and other methods have their own answers", async () => {
  expect((await post({ kind: "photos", body: "{}" })).status).toBe(404);
  const request = new Request("http://localhost/api/responses");
  const context = { database: here.db, viewer: null } as unknown as AppLoadContext;
  expect(loader({ request, params: { kind: "responses" }, context }).status).toBe(405);
});

test("a database that is away is answered with 503 and Retry-After, and nothing is half written", async () => {
  const away = connect("postgres://nobody:x@127.0.0.1:1/none");
  const fields = onlineResponse(here.city);
  const { status, json, response } = await post({ body: JSON.stringify(fields), db: away.db });
  expect([status, json.status, response.headers.get("Retry-After")]).toEqual([503, 503, "5"]);
  await away.close();
  expect(
    await here.db
      .select()
      .from(records)
      .where(eq(records.id, String(fields.id))),
  ).toEqual([]);
});

test("connections that break in the middle of storing leave whole records or none, and a resend completes them", async () => {
  const other = connect(here.url);
  const killer = connect(here.url, { max: 1 });
  const sent = Array.from({ length: 60 }, () => onlineResponse(here.city));
  const posts = sent.map((fields) => post({ body: JSON.stringify(fields), db: other.db }));
  for (let round = 0; round < 12; round += 1) {
    await killer.sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle'`;
  }
  const statuses = (await Promise.all(posts)).map(({ status }) => status);
  expect(statuses.filter((status) => status !== 201 && status !== 503)).toEqual([]);
  const half = await killer.sql`select count(*)::int as n from records r left join responses v
    on v.city_id = r.city_id and v.id = r.id where r.kind = 'responses' and v.id is null`;
  expect(half[0]!.n).toBe(0);
  const again = await Promise.all(sent.map((fields) => post({ body: JSON.stringify(fields), db: here.db })));
  expect(again.map(({ status }) => status)).toEqual(Array(60).fill(201));
  await Promise.all([other.close(), killer.close()]);
});
