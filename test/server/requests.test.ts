import { Readable } from "node:stream";
import { request as send } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connect, type Connection } from "#db/client.ts";
import { hashPassword } from "#db/passwords.ts";
import { createFirstCity } from "#db/queries/create-first-city.ts";
import { createUser } from "#db/queries/create-user.ts";
import { signIn } from "#db/queries/sign-in.ts";
import { createTestDatabase, type TestDatabase } from "#test/set-up/database.ts";
import { openTinySite, type TinySite } from "./tiny-site.ts";

const PASSWORD = "correct horse battery";
let database: TestDatabase;
let connection: Connection;
let site: TinySite;
let cookie: string;
let bearer: string;
let analystBearer: string;
let administratorBearer: string;

beforeAll(async () => {
  database = await createTestDatabase();
  connection = connect(database.url, { max: 1 });
  const passwordHash = await hashPassword(PASSWORD);
  const cityId = await createFirstCity(connection.db, {
    city: { code: "c", nameZh: "城", nameEn: "City", timeZone: "Asia/Shanghai" },
    administrator: { login: "admin", name: "A", passwordHash },
  });
  await createUser(connection.db, cityId!, {
    login: "volunteer",
    name: "V",
    passwordHash,
    roles: [{ role: "volunteer", scope: "city", areaId: null }],
  });
  await createUser(connection.db, cityId!, {
    login: "analyst",
    name: "N",
    passwordHash,
    roles: [{ role: "analyst", scope: "city", areaId: null }],
  });
  const credentials = { login: "volunteer", password: PASSWORD, userAgent: null, now: new Date() };
  const opened = await signIn(connection.db, cityId!, credentials);
  const analyst = await signIn(connection.db, cityId!, { ...credentials, login: "analyst" });
  const administrator = await signIn(connection.db, cityId!, { ...credentials, login: "admin" });
  administratorBearer = `Bearer ${cityId}.${administrator!.token}`;
  analystBearer = `Bearer ${cityId}.${analyst!.token}`;
  bearer = `Bearer ${cityId}.${opened!.token}`;
  cookie = `other=1; wenjie_session=${cityId}.${opened!.token}`;
  site = await openTinySite(database.url);
});

afterAll(async () => {
  await site.close();
  await connection.close();
  await database.close();
});

const ask = (path: string, init: RequestInit = {}) => fetch(site.url + path, { redirect: "manual", ...init });

test("a stranger's page leads to sign-in and back", async () => {
  const answer = await ask("/waves?status=open");
  expect(answer.status).toBe(302);
  expect(answer.headers.get("Location")).toBe("/sign-in?returnTo=%2Fwaves%3Fstatus%3Dopen");
});

test("a stranger's data request is redirected in Remix's own words", async () => {
  const answer = await ask("/waves.data?_routes=routes%2Fwaves._index");
  expect(answer.status).toBe(202);
  expect(await answer.text()).toContain("/sign-in?returnTo=%2Fwaves");
});

test("a program without a token gets 401 and is told how", async () => {
  const answer = await ask("/api/field/work");
  expect(answer.status).toBe(401);
  expect(answer.headers.get("WWW-Authenticate")).toMatch(/^Bearer/);
  expect(answer.headers.get("Content-Type")).toBe("application/problem+json");
  expect(await answer.json()).toMatchObject({ status: 401 });
});

test("a token or a cookie of the right role opens; a wrong token is never taken for nobody", async () => {
  expect((await ask("/api/field/work", { headers: { Authorization: bearer } })).status).toBe(200);
  expect((await ask("/api/field/work", { headers: { Cookie: cookie } })).status).toBe(200);
  const wrong = { Authorization: `${bearer.slice(0, -4)}AAAA` };
  expect((await ask("/api/responses", { method: "POST", headers: wrong, body: "{}" })).status).toBe(401);
});

test("a page of another role is refused with 403, as a page and as data", async () => {
  expect((await ask("/waves", { headers: { Cookie: cookie } })).status).toBe(403);
  expect((await ask("/waves.data", { headers: { Cookie: cookie } })).status).toBe(403);
});

test("the old way of asking for one loader is closed", async () => {
  expect((await ask("/?_data=routes%2Fwaves._index")).status).toBe(400);
});

test.each([
  ["another site's page", { Cookie: "", Origin: "https://elsewhere.example" }, 403],
  ["a page without an origin", { Origin: "null" }, 403],
  ["a browser that says cross-site", { "Sec-Fetch-Site": "cross-site" }, 403],
  ["a cookie of unknown provenance", { Cookie: "a=b" }, 403],
  ["a program without rights", {}, 200],
])("a post from %s is answered %s", async (_, headers, status) => {
  const { Cookie, ...rest } = headers as Record<string, string>;
  const answer = await ask("/api/responses", {
    method: "POST",
    body: "{}",
    headers: { ...rest, ...(Cookie ? { Cookie } : {}) },
  });
  expect(answer.status).toBe(status);
});

test("a post from our own page goes through, and so does a token from anywhere", async () => {
  const own = { Cookie: cookie, Origin: site.url };
  expect((await ask("/api/responses", { method: "POST", headers: own, body: "{}" })).status).toBe(200);
  const token = { Authorization: bearer, Origin: "https://elsewhere.example" };
  expect((await ask("/api/responses", { method: "POST", headers: token, body: "{}" })).status).toBe(200);
});

test("exactly 1 MiB is read, one byte more is refused in problem JSON", async () => {
  const limit = 1024 * 1024;
  const fits = await ask("/api/responses", { method: "POST", body: new Uint8Array(limit) });
  expect(await fits.json()).toEqual({ bytes: limit });
  const over = await ask("/api/responses", { method: "POST", body: new Uint8Array(limit + 1) });
  expect(over.status).toBe(413);
  expect(over.headers.get("Content-Type")).toBe("application/problem+json");
});

test("a body that hides its length is counted as it comes", async () => {
  const status = await new Promise((done, failed) => {
    const request = send(`${site.url}/api/responses`, { method: "POST" }, (answer) => {
      answer.resume();
      done(answer.statusCode);
    });
    request.on("error", failed);
    Readable.from(Array.from({ length: 32 }, () => Buffer.alloc(64 * 1024))).pipe(request);
  });
  expect(status).toBe(413);
});

test("the eleventh wrong password in a minute has to wait, another login has not", async () => {
  const attempt = (login: string) =>
    ask("/sign-in", { method: "POST", body: new URLSearchParams({ login, password: "no" }) });
  for (let i = 0; i < 10; i++) expect((await attempt("Somebody")).status).toBe(400);
  const blocked = await attempt("somebody");
  expect(blocked.status).toBe(429);
  expect(Number(blocked.headers.get("Retry-After"))).toBeGreaterThan(0);
  expect((await attempt("else")).status).toBe(400);
});

test("who does not work in the field sends as much as a citizen, signed in or not", async () => {
  const fresh = await openTinySite(database.url);
  const post = (headers: Record<string, string>) =>
    fetch(`${fresh.url}/api/responses`, { method: "POST", body: "{}", headers });
  const left = (answer: Response) => /r=(\d+)/.exec(answer.headers.get("RateLimit") ?? "")?.[1];
  expect(left(await post({}))).toBe("299");
  expect(left(await post({ Authorization: analystBearer }))).toBe("298");
  expect(left(await post({ Authorization: bearer }))).toBeUndefined();
  await fresh.close();
});

test("every answer forbids foreign scripts and frames, with a new nonce each time", async () => {
  const policy = async () => (await ask("/sign-in")).headers.get("Content-Security-Policy");
  const [first, second] = [await policy(), await policy()];
  expect(first).toMatch(/script-src 'self' 'nonce-[\w+/=]{20,}'/);
  expect(first).toContain("frame-ancestors 'none'");
  expect(first).not.toBe(second);
});

test("behind a proxy that is trusted the public origin counts, and a stranger's header does not", async () => {
  const proxied = await openTinySite(database.url, { WENJIE_PUBLIC_URL: "https://wenjie.example.org" });
  const post = (origin: string) =>
    fetch(`${proxied.url}/api/responses`, {
      method: "POST",
      body: "{}",
      headers: { Origin: origin, "X-Forwarded-Host": "evil.example" },
    });
  expect((await post("https://wenjie.example.org")).status).toBe(200);
  expect((await post("http://evil.example")).status).toBe(403);
  await proxied.close();
});

test("while the database is away: 503 and when to come again, for programs, pages and the health check", async () => {
  const away = await openTinySite("postgres://nobody:x@127.0.0.1:1/none");
  const api = await fetch(`${away.url}/api/field/work`, { headers: { Authorization: bearer } });
  expect([api.status, api.headers.get("Retry-After")]).toEqual([503, "5"]);
  expect(api.headers.get("Content-Type")).toBe("application/problem+json");
  const page = await fetch(`${away.url}/waves`, { headers: { Cookie: cookie } });
  expect([page.status, page.headers.get("Retry-After")]).toEqual([503, "5"]);
  expect(await page.text()).toMatch(/数据库.*database/s);
  expect((await fetch(`${away.url}/waves.data`, { headers: { Cookie: cookie } })).status).toBe(503);
  expect((await fetch(`${away.url}/healthz`)).status).toBe(503);
  expect((await fetch(`${site.url}/healthz`)).status).toBe(200);
  await away.close();
});

test("a list of the frame may hold 20 MB; a larger one is refused in a sentence, announced or counted while it comes", async () => {
  const megabyte = Buffer.alloc(1024 * 1024, "a");
  const pieces = (count: number) => Readable.toWeb(Readable.from(Array<Buffer>(count).fill(megabyte)));
  const post = (authorization: string, body: unknown) =>
    ask("/frame", {
      method: "POST",
      headers: { authorization, "Content-Type": "application/octet-stream" },
      body,
      duplex: "half",
    } as RequestInit);
  expect((await post(administratorBearer, pieces(19))).status).toBe(200);
  for (const body of [pieces(50), Buffer.alloc(50 * 1024 * 1024)]) {
    const answer = await post(administratorBearer, body);
    expect(answer.status).toBe(413);
    expect(await answer.text()).toContain("A list may hold at most 20 MB");
  }
  expect((await post(analystBearer, pieces(2))).status).toBe(403);
});
