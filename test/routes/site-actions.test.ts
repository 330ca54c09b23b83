import type { AppLoadContext } from "@remix-run/node";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { action as manage } from "#app/routes/waves.$waveId.manage.tsx";
import { action as chooseLanguage } from "#app/routes/language.tsx";
import { action as setUp, loader as showSetUp } from "#app/routes/set-up.tsx";
import { action as signIn } from "#app/routes/sign-in.tsx";
import { action as signOut } from "#app/routes/sign-out.tsx";
import { loader as home } from "#app/routes/_index.tsx";
import { loader as listWaves } from "#app/routes/waves._index.tsx";
import { hashPassword } from "#db/passwords.ts";
import { createUser } from "#db/queries/create-user.ts";
import { drawWave } from "#db/queries/draw-wave.ts";
import { findViewer, type Viewer } from "#db/queries/find-viewer.ts";
import { cities, waves } from "#db/schema/index.ts";
import { smallCity } from "#test/set-up/small-city.ts";
import { withDatabase } from "#test/db/with-city.ts";

const here = withDatabase();

interface Asked {
  form?: Record<string, string>;
  viewer?: Viewer | null;
  origin?: string;
  params?: Record<string, string>;
  setUpCode?: string | null;
}

function ask(path: string, asked: Asked = {}) {
  const { form, viewer = null, origin = "http://127.0.0.1:3000", params = {}, setUpCode = null } = asked;
  const context = { database: here.db, viewer, publicOrigin: origin, setUpCode, cspNonce: "" };
  const body = form && new URLSearchParams(form);
  return {
    request: new Request(origin + path, { method: body ? "POST" : "GET", body }),
    context: context as unknown as AppLoadContext,
    params,
  };
}

/** The response that was returned or thrown, or the status of returned data. */
async function answer(
  promise: Promise<unknown> | unknown,
): Promise<{ status: number; headers: Headers; data: unknown }> {
  const result = await Promise.resolve(promise).catch((thrown: unknown) => thrown);
  if (result instanceof Response) return { status: result.status, headers: result.headers, data: null };
  const { init, data } = result as { init?: ResponseInit; data?: unknown };
  return { status: init?.status ?? 200, headers: new Headers(), data: data ?? result };
}

const CITY = {
  nameZh: "临海市",
  nameEn: "Linhai",
  code: "linhai",
  timeZone: "Asia/Shanghai",
  personName: "王芳",
  login: "fang",
  password: "correct horse battery",
};

async function tokenOf(headers: Headers): Promise<[cityId: string, token: string]> {
  const [, cityId = "", token = ""] =
    /^wenjie_session=([^.]+)\.([^;]+)/.exec(headers.get("Set-Cookie") ?? "") ?? [];
  return [cityId, token];
}

test("an empty installation leads to its set-up, which needs the code, works once, and is then gone", async () => {
  expect((await answer(home(ask("/")))).headers.get("Location")).toBe("/set-up");
  const refused = await answer(
    setUp(ask("/set-up", { form: { ...CITY, setUpCode: "guess" }, setUpCode: "right" })),
  );
  expect(refused).toMatchObject({ status: 400, data: { problems: ["setUpCode"] } });
  const careless = await answer(
    setUp(ask("/set-up", { form: { ...CITY, password: "short", login: "Fang!" } })),
  );
  expect(careless).toMatchObject({ status: 400, data: { problems: ["login", "password"] } });
  expect(JSON.stringify(careless.data)).not.toContain("short");

  const made = await answer(
    setUp(ask("/set-up", { form: { ...CITY, setUpCode: "right" }, setUpCode: "right" })),
  );
  expect([made.status, made.headers.get("Location")]).toEqual([303, "/"]);
  const viewer = await findViewer(here.db, ...(await tokenOf(made.headers)));
  expect(viewer).toMatchObject({ login: "fang", roles: [{ role: "administrator", scope: "city" }] });
  expect((await answer(home(ask("/", { viewer })))).headers.get("Location")).toBe("/waves");
  expect((await answer(showSetUp(ask("/set-up")))).status).toBe(404);
  expect((await answer(setUp(ask("/set-up", { form: CITY })))).status).toBe(404);
  expect(await here.db.select().from(cities)).toHaveLength(1);
});

test("signing in sets a cookie that scripts cannot read, and returns only to this site", async () => {
  const [city] = await here.db.select().from(cities).where(eq(cities.code, "linhai"));
  const form = {
    city: city!.id,
    login: CITY.login,
    password: CITY.password,
    returnTo: "//elsewhere.example/",
  };
  const plain = await answer(signIn(ask("/sign-in", { form })));
  expect([plain.status, plain.headers.get("Location")]).toEqual([303, "/"]);
  expect(plain.headers.get("Set-Cookie")).toMatch(/; HttpOnly; SameSite=Lax; Max-Age=\d+$/);
  const secure = await answer(signIn(ask("/sign-in", { form, origin: "https://wenjie.example" })));
  expect(secure.headers.get("Set-Cookie")).toMatch(/; Secure$/);

  const viewer = await findViewer(here.db, ...(await tokenOf(plain.headers)));
  const left = await answer(signOut(ask("/sign-out", { form: {}, viewer })));
  expect(left.headers.get("Set-Cookie")).toContain("Max-Age=0");
  expect(await findViewer(here.db, ...(await tokenOf(plain.headers)))).toBeNull();
  expect(await findViewer(here.db, ...(await tokenOf(secure.headers)))).not.toBeNull();
});

test("what is wrong with a sign-in is said beside its field, and the password does not come back", async () => {
  const [city] = await here.db.select().from(cities).where(eq(cities.code, "linhai"));
  const empty = await answer(signIn(ask("/sign-in", { form: {} })));
  expect(empty).toMatchObject({ status: 400, data: { problems: ["city", "login", "password"] } });
  const form = { city: city!.id, login: "fang", password: "wrong password" };
  const wrong = await answer(signIn(ask("/sign-in", { form })));
  expect(wrong).toMatchObject({ status: 400, data: { problems: ["wrong"], login: "fang" } });
  expect(JSON.stringify(wrong.data)).not.toContain("wrong password");
});

test("the chosen language is remembered, and only a language that there is", async () => {
  const chosen = await answer(
    chooseLanguage(ask("/language", { form: { language: "en", returnTo: "/waves?x=1" } })),
  );
  expect([chosen.status, chosen.headers.get("Location")]).toEqual([303, "/waves?x=1"]);
  expect(chosen.headers.get("Set-Cookie")).toMatch(/^language=en; Path=\/; SameSite=Lax/);
  const odd = await answer(chooseLanguage(ask("/language", { form: { language: "x; Domain=evil" } })));
  expect(odd.headers.get("Set-Cookie")).toBeNull();
});

test("a wave is opened and closed by whoever manages its whole district, and by nobody else", async () => {
  const { db } = here;
  const { cityId, waveId, streetIds } = await smallCity(db);
  await drawWave(db, cityId, waveId, "seed", null);
  const userId = await createUser(db, cityId, {
    login: "zhao",
    name: "赵",
    passwordHash: await hashPassword("a long password"),
    roles: [],
  });
  const viewer = (scope: "city" | "street", areaId: string | null): Viewer => ({
    ...{ sessionId: "", userId, cityId, login: "zhao", name: "赵", language: null },
    roles: [{ role: "supervisor", scope, areaId }],
  });
  const step = (intent: string, who: Viewer) =>
    answer(manage(ask(`/waves/${waveId}/manage`, { form: { intent }, viewer: who, params: { waveId } })));
  const status = async () => (await db.select().from(waves).where(eq(waves.id, waveId)))[0]!.status;

  const street = viewer("street", streetIds.get("A")!);
  expect(await listWaves(ask("/waves", { viewer: street }))).toMatchObject({ waves: [{ id: waveId }] });
  expect((await step("open", street)).status).toBe(403);
  expect((await step("nonsense", viewer("city", null))).status).toBe(400);
  expect(await status()).toBe("drawn");
  expect((await step("open", viewer("city", null))).status).toBe(303);
  expect((await step("open", viewer("city", null))).status).toBe(409);
  expect((await step("close", viewer("city", null))).status).toBe(303);
  expect(await status()).toBe("closed");

  const [other] = await db.select().from(cities).where(eq(cities.code, "linhai"));
  expect((await step("close", { ...viewer("city", null), cityId: other!.id })).status).toBe(404);
});
