import { Writable } from "node:stream";
import pino from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import { describeError } from "#app/server/logger.ts";
import { createTestDatabase, type TestDatabase } from "#test/set-up/database.ts";
import { openTinySite, type TinySite } from "./tiny-site.ts";

const SECRET = "s3cret-token";
let database: TestDatabase;
let site: TinySite;
let written = "";

beforeAll(async () => {
  database = await createTestDatabase();
  const kept = new Writable({
    write(chunk: Buffer, _encoding, done) {
      written += chunk.toString();
      done();
    },
  });
  site = await openTinySite(
    database.url,
    {},
    pino({ base: null, serializers: { err: describeError } }, kept),
  );
});

afterAll(async () => {
  await site.close();
  await database.close();
});

const ask = (path: string, method = "GET") => fetch(site.url + path, { method, redirect: "manual" });

test("an invitation's address is sent nowhere else and found by no search", async () => {
  const { headers, status } = await ask(`/invite/${SECRET}`);
  expect(status).toBe(200);
  expect(headers.get("Referrer-Policy")).toBe("strict-origin");
  expect(headers.get("X-Robots-Tag")).toBe("noindex, nofollow");
  expect((await ask("/")).headers.get("Referrer-Policy")).toBe("same-origin");
});

test("the log keeps that an invitation was opened, and not which", async () => {
  for (const path of [`/invite/${SECRET}`, `/INVITE/${SECRET}.data?x=1`, `//invite/${SECRET}/more`])
    for (const method of ["GET", "POST", "PUT", "DELETE", "PROPFIND"]) await ask(path, method);
  await expect.poll(() => written.match(/"request"/g)?.length).toBeGreaterThanOrEqual(16);
  expect(written).toContain('"path":"/invite/…"');
  expect(written).not.toContain(SECRET);
  const error = new Error(`You made a PUT request to "/invite/${SECRET}" but did not provide an action`);
  expect(JSON.stringify(describeError(error))).not.toContain(SECRET);
});

test("the eleventh guess at one link in a minute has to wait, another link has not", async () => {
  for (let i = 0; i < 10; i += 1) expect((await ask("/invite/guess", "POST")).status).toBe(400);
  const blocked = await ask("/invite/guess", "POST");
  expect(blocked.status).toBe(429);
  expect(Number(blocked.headers.get("Retry-After"))).toBeGreaterThan(0);
  expect((await ask("/invite/other", "POST")).status).toBe(400);
});
