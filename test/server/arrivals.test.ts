import { setMaxListeners } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import pino from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import { arrivalsStream } from "#app/live/arrivals-stream.server.ts";
import { watchedWaves } from "#app/live/watch-wave.server.ts";
import * as arrivals from "#app/routes/waves.$waveId.arrivals.ts";
import { createApp } from "#app/server/create-app.ts";
import { parseEnvironment } from "#app/server/environment.ts";
import { createRateLimits } from "#app/server/http/rate-limits.ts";
import { drain } from "#app/server/listen.ts";
import { connect, type Connection } from "#db/client.ts";
import { storeRecord } from "#db/queries/store-record.ts";
import { openSession } from "#test/db/open-session.ts";
import { makeTinyCity, setWaveStatus, type TinyCity } from "#test/db/tiny-city.ts";
import { bytesOf, onlineResponse } from "#test/db/tiny-records.ts";
import { createTestDatabase, type TestDatabase } from "#test/set-up/database.ts";
import { tinyBuild } from "./tiny-site.ts";

let database: TestDatabase;
let connection: Connection;
let city: TinyCity;
let server: Server;
let url: string;
const stopping = new AbortController();
setMaxListeners(0, stopping.signal);

beforeAll(async () => {
  database = await createTestDatabase();
  connection = connect(database.url);
  city = await makeTinyCity(connection.db);
  const id = "routes/waves.$waveId.arrivals";
  const route = { id, parentId: "root", path: "waves/:waveId/arrivals", module: arrivals };
  const build = { ...tinyBuild, routes: { ...tinyBuild.routes, [id]: route } } as never;
  const site = {
    environment: parseEnvironment({ LOG_LEVEL: "silent" }),
    connection,
    log: pino({ enabled: false }),
    limits: createRateLimits(),
    setUpCode: null,
    stopping: stopping.signal,
  };
  server = createServer(createApp(site, { build, directory: null }) as never);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/waves/${city.waveId}/arrivals`;
});

afterAll(async () => {
  if (server.listening) await drain(server, 0);
  await connection.close();
  await database.close();
});

const signedIn = async (viewer = city.analyst) => ({
  Authorization: await openSession(connection.db, viewer),
  "Accept-Encoding": "gzip",
});

/** Reads messages as they come. */
function messages(response: Response) {
  const reader = response.body!.getReader();
  const decoder = new TextDecoder();
  let text = "";
  return {
    async next(): Promise<string | null> {
      for (;;) {
        const [message, ...rest] = text.split("\n\n");
        if (rest.length > 0) {
          text = rest.join("\n\n");
          if (message!.includes("data:")) return /data: (\w+)/.exec(message!)![1]!;
          continue;
        }
        const { done, value } = await reader.read();
        if (done) return null;
        text += decoder.decode(value, { stream: true });
      }
    },
    leave: () => reader.cancel(),
  };
}

test("a response that arrives is told at once to who looks at its wave, with the state's new name", async () => {
  const response = await fetch(url, { headers: await signedIn() });
  expect(response.status).toBe(200);
  expect(response.headers.get("Content-Type")).toContain("text/event-stream");
  expect(response.headers.get("Content-Encoding")).toBeNull();
  const heard = messages(response);
  const before = await heard.next();
  const record = { kind: "responses" as const, bytes: bytesOf(onlineResponse(city)), viewer: null };
  await storeRecord(connection.db, { ...record, expectedCityId: null, language: "en" });
  const after = await heard.next();
  expect(after).not.toBe(before);
  await heard.leave();
  await expect.poll(watchedWaves).toBe(0);
});

test("who may not see a wave hears nothing; nobody hears of one that is not open", async () => {
  const ask = async (headers: HeadersInit, address = url) => fetch(address, { headers, redirect: "manual" });
  expect((await ask({})).status).toBe(302);
  expect((await ask(await signedIn(city.volunteer))).status).toBe(403);
  const elsewhere = await makeTinyCity(connection.db);
  expect((await ask(await signedIn(), url.replace(city.waveId, elsewhere.waveId))).status).toBe(404);
  await setWaveStatus(connection.db, city.cityId, city.waveId, "closed");
  expect((await ask(await signedIn())).status).toBe(204);
  await setWaveStatus(connection.db, city.cityId, city.waveId, "open");
});

test("two hundred listen to one look at the database; a fifth window of a session does not; all end when the server stops", async () => {
  const people = await Promise.all(Array.from({ length: 50 }, () => signedIn()));
  const headers = people.flatMap((each) => Array.from({ length: 4 }, () => each));
  const all = await Promise.all(headers.map(async (each) => messages(await fetch(url, { headers: each }))));
  const first = await Promise.all(all.map((each) => each.next()));
  expect(new Set(first).size).toBe(1);
  expect(watchedWaves()).toBe(1);
  expect((await fetch(url, { headers: people[0]! })).status).toBe(429);

  const since = Date.now();
  stopping.abort();
  // None is cut: whoever is, does not read to the end.
  const patience = 60_000;
  const stopped = drain(server, patience);
  expect(await Promise.all(all.map((each) => each.next()))).toEqual(all.map(() => null));
  await stopped;
  expect(Date.now() - since).toBeLessThan(patience / 2);
  await expect.poll(watchedWaves).toBe(0);
});

test("a listener who was signed out hears no more", async () => {
  let may = true;
  let isWatched = true;
  const stream = arrivalsStream({
    sessionId: "one",
    watch: () => () => void (isWatched = false),
    mayHear: () => Promise.resolve(may),
    signals: [],
    askAgain: 10,
  });
  const heard = messages(new Response(stream));
  may = false;
  expect(await heard.next()).toBeNull();
  expect(isWatched).toBe(false);
});
