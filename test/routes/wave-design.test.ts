import type { AppLoadContext } from "@remix-run/node";
import { and, eq } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, expect, test } from "vitest";
import { action, loader } from "#app/routes/waves.$waveId.design.tsx";
import { loader as download } from "#app/routes/waves.$waveId.drawn-units[.]csv.ts";
import { action as addNew, loader as showNew } from "#app/routes/waves.new.tsx";
import { type Connection, connect } from "#db/client.ts";
import type { Viewer } from "#db/queries/find-viewer.ts";
import { auditLog, communities, users, waves } from "#db/schema/index.ts";
import { makeTinyCity, setWaveStatus, type TinyCity } from "#test/db/tiny-city.ts";
import { createTestDatabase, type TestDatabase } from "#test/set-up/database.ts";

let database: TestDatabase;
let connection: Connection;
let city: TinyCity;
let administrator: Viewer;

beforeAll(async () => {
  database = await createTestDatabase();
  connection = connect(database.url);
  city = await makeTinyCity(connection.db);
  administrator = await asAdministrator("city", null);
});

afterAll(async () => {
  await connection.close();
  await database.close();
});

async function asAdministrator(
  scope: "city" | "district" | "street",
  areaId: string | null,
): Promise<Viewer> {
  const userId = uuidv7();
  const { cityId } = city;
  await connection.db
    .insert(users)
    .values({ cityId, id: userId, login: userId, name: "管理员", passwordHash: "none" });
  return { ...city.supervisor, userId, roles: [{ role: "administrator", scope, areaId }] };
}

type Form = Record<string, string>;

function ask(path: string, waveId: string, form?: Form, viewer: Viewer = administrator) {
  const context = { database: connection.db, viewer } as unknown as AppLoadContext;
  const body = form && new URLSearchParams(form);
  const request = new Request(`http://localhost${path}`, { method: body ? "POST" : "GET", body });
  return { request, context, params: { waveId } };
}

interface Answer {
  status: number;
  location: string | null;
  data: Record<string, unknown>;
}

async function answer(promise: Promise<unknown>): Promise<Answer> {
  const result = await promise.catch((thrown: unknown) => thrown);
  if (result instanceof Error) throw result;
  if (result instanceof Response)
    return { status: result.status, location: result.headers.get("Location"), data: {} };
  const { init, data } = result as { init?: ResponseInit; data?: Answer["data"] };
  return { status: init?.status ?? 200, location: null, data: data ?? (result as Answer["data"]) };
}

const details = (code: string): Form => ({
  ...{ districtId: city.districtId, nameZh: "七月", nameEn: "July", code, versionId: city.versionId },
  ...{
    startsOn: "2026-07-01",
    endsOn: "2026-07-14",
    targetShare: "16.5",
    online: "on",
    slug: `slug-${code}`,
  },
});

/** Fits the tiny city: communities of 11 to 15 dwellings, of which the first wave has asked 6. */
const DESIGN: Form = {
  ...{ goal: "interviews", rule: "equal", householdInterviews: "40", interceptInterviews: "100" },
  ...{
    dwellings: "4",
    responseRate: "50",
    interviewsPerSession: "10",
    leastCommunities: "2",
    leastSessions: "5",
  },
  ...{ replicates: "1", reserveDwellings: "1" },
};

async function addDraft(code: string): Promise<string> {
  const { location } = await answer(addNew(ask("/waves/new", "", details(code))));
  return /\/waves\/([^/]+)\/design/.exec(location ?? "")![1]!;
}

/** Of the page, whichever it is. */
interface Shown {
  kind: string;
  seen: string;
  seed: string;
  isSaved: boolean;
  known: unknown;
  missing: unknown;
}

const page = async (waveId: string, search = "") => {
  const { data } = await answer(loader(ask(`/waves/${waveId}/design${search}`, waveId)));
  return data.page as Shown;
};
const act = (waveId: string, form: Form, viewer?: Viewer) =>
  answer(action(ask(`/waves/${waveId}/design`, waveId, form, viewer)));
const statusOf = async (waveId: string) =>
  (await connection.db.select().from(waves).where(eq(waves.id, waveId)))[0]!.status;

test("a new wave is a draft with its public address; a code or an address is taken once", async () => {
  const shown = await answer(showNew(ask("/waves/new", "")));
  expect(shown.data).toMatchObject({
    districts: [{ id: city.districtId }],
    suggested: { code: expect.any(String) },
  });
  const waveId = await addDraft("july");
  expect(await statusOf(waveId)).toBe("draft");
  const again = await answer(addNew(ask("/waves/new", "", details("july"))));
  expect(again).toMatchObject({ status: 400, data: { problems: { code: "taken", slug: "taken" } } });
  const careless = { ...details("x"), endsOn: "2026-06-01", targetShare: "21", slug: "Ö" };
  expect(await answer(addNew(ask("/waves/new", "", careless)))).toMatchObject({
    status: 400,
    data: {
      problems: { targetShare: "invalid", slug: "invalid", endsOn: "order" },
      values: { nameZh: "七月" },
    },
  });
});

test("only whoever administers the whole district designs", async () => {
  const waveId = await addDraft("rights");
  const { cityId } = city;
  const [street] = await connection.db
    .select({ id: communities.streetId })
    .from(communities)
    .where(eq(communities.cityId, cityId));
  const ofStreet = await asAdministrator("street", street!.id);
  const ofDistrict = await asAdministrator("district", city.districtId);
  const elsewhere = await asAdministrator("district", uuidv7());
  expect((await act(waveId, { intent: "save", ...DESIGN }, ofStreet)).status).toBe(403);
  expect((await act(waveId, { intent: "save", ...DESIGN }, elsewhere)).status).toBe(404);
  expect((await act(waveId, { intent: "save", ...DESIGN }, city.supervisor)).status).toBe(404);
  expect((await answer(addNew(ask("/waves/new", "", details("no"), ofStreet)))).status).toBe(403);
  expect((await act(waveId, { intent: "save", ...DESIGN }, ofDistrict)).status).toBe(303);
});

test("numbers in the address are worked out, not saved; saving keeps plan and λ, and how they came about", async () => {
  const waveId = await addDraft("numbers");
  const search = `?${new URLSearchParams(DESIGN)}`;
  const tried = await page(waveId, search);
  // 40 interviews of 2 a community are 20 communities; there are 5 in each of two streets.
  expect(tried).toMatchObject({
    ...{ kind: "draft", isSaved: false, problems: [], missing: [] },
    design: { reached: false, plan: { communitiesPerStreet: 5 } },
  });
  const fewer = { ...DESIGN, householdInterviews: "8" };
  expect((await act(waveId, { intent: "save", ...fewer })).status).toBe(303);
  const saved = await page(waveId);
  expect(saved).toMatchObject({
    isSaved: true,
    inputs: { householdInterviews: 8, dwellings: 4 },
    design: { reached: true, lambda: 8 / 108, plan: { communitiesPerStreet: 2, sessionsPerStreet: 5 } },
  });
  expect((await page(waveId, search)).isSaved).toBe(false);
  expect(await act(waveId, { intent: "save", ...DESIGN, dwellings: "many" })).toMatchObject({
    status: 400,
    data: { fields: ["dwellings"] },
  });
});

test("details of a draft can be changed, the log keeping what they were", async () => {
  const waveId = await addDraft("details");
  const changed = { ...details("details"), nameEn: "Summer", online: "", slug: "" };
  expect((await act(waveId, { intent: "details", ...changed })).status).toBe(303);
  const shown = await page(waveId, "?step=details");
  expect(shown).toMatchObject({
    kind: "details",
    values: { nameEn: "Summer", online: "", targetShare: "16.5" },
  });
  const entries = await connection.db
    .select({ details: auditLog.details })
    .from(auditLog)
    .where(and(eq(auditLog.subjectId, waveId), eq(auditLog.action, "change-draft-wave")));
  expect(entries).toEqual([{ details: { slug: null, changes: { nameEn: { from: "July", to: "Summer" } } } }]);
});

test("what was shown is drawn once, reported, downloaded, and taken back with a reason only", async () => {
  const waveId = await addDraft("draw");
  await act(waveId, { intent: "save", ...DESIGN, householdInterviews: "8" });
  const confirm = await page(waveId, "?step=draw");
  expect(confirm.kind).toBe("draw");
  expect(confirm.seed).toMatch(/^\d{12}$/);
  const form = { intent: "draw", seed: "=lottery 08 15", seen: confirm.seen };
  expect(await act(waveId, { ...form, seed: " " })).toMatchObject({
    status: 400,
    data: { seedProblem: true },
  });
  await act(waveId, { intent: "save", ...DESIGN, householdInterviews: "12" });
  expect(await act(waveId, form)).toMatchObject({ status: 409, data: { stale: true } });
  await act(waveId, { intent: "save", ...DESIGN, householdInterviews: "8" });
  form.seen = (await page(waveId, "?step=draw")).seen;
  expect((await act(waveId, form)).status).toBe(303);
  expect((await act(waveId, form)).status).toBe(409);
  expect(await page(waveId)).toMatchObject({
    kind: "drawn",
    report: {
      seed: form.seed,
      drawnBy: { name: "管理员" },
      total: { sessions: 10, communities: { drawn: 4 } },
    },
  });
  const bytes = Buffer.from(await (await download(ask("/", waveId))).arrayBuffer());
  const file = bytes.toString("utf8");
  expect(file.startsWith("\uFEFFmode,stage,street")).toBe(true);
  expect(file).toContain(`"'=lottery 08 15"`);
  expect((await act(waveId, { intent: "save", ...DESIGN })).status).toBe(409);
  expect((await act(waveId, { intent: "details", ...details("draw") })).status).toBe(409);

  expect(await act(waveId, { intent: "discard", reason: " " })).toMatchObject({ status: 400 });
  expect(await statusOf(waveId)).toBe("drawn");
  expect((await act(waveId, { intent: "discard", reason: "名册有误" })).status).toBe(303);
  expect(await statusOf(waveId)).toBe("draft");
  await setWaveStatus(connection.db, city.cityId, waveId, "open");
  expect((await act(waveId, { intent: "discard", reason: "后悔" })).status).toBe(409);
});

test("a draw that the lists cannot bear is refused with its reason, and the wave stays a draft", async () => {
  const other = await makeTinyCity(connection.db);
  const [own, ownAdministrator] = [city, administrator];
  try {
    city = other;
    administrator = await asAdministrator("city", null);
    const waveId = await addDraft("short");
    await act(waveId, {
      intent: "save",
      ...DESIGN,
      householdInterviews: "100",
      dwellings: "10",
      rule: "proportional",
    });
    const { seen } = await page(waveId, "?step=draw");
    expect(await act(waveId, { intent: "draw", seed: "1", seen })).toMatchObject({
      status: 409,
      data: { drawError: { code: "too-few-fresh-dwellings", details: { wanted: 10 } } },
    });
    expect(await statusOf(waveId)).toBe("draft");
  } finally {
    [city, administrator] = [own, ownAdministrator];
  }
});

test("a closed wave that nobody answered tells nothing, and a plan can still be made", async () => {
  const waveId = await addDraft("after");
  const stated = (await page(waveId)).known;
  expect(stated).toEqual({});
  await setWaveStatus(connection.db, city.cityId, city.waveId, "closed");
  expect(await page(waveId)).toMatchObject({
    known: {},
    knownFrom: { id: city.waveId },
    inputs: { responseRate: 50 },
  });
});

test("what lists lack is said before the draw, street by street", async () => {
  const other = await makeTinyCity(connection.db);
  const [own, ownAdministrator] = [city, administrator];
  try {
    city = other;
    administrator = await asAdministrator("city", null);
    const waveId = await addDraft("lacking");
    const [community] = await connection.db
      .select()
      .from(communities)
      .where(and(eq(communities.cityId, other.cityId), eq(communities.code, "s1c1")));
    await connection.db.insert(communities).values({ ...community!, id: uuidv7(), code: "s1c9" });
    expect((await page(waveId)).missing).toEqual([
      expect.objectContaining({
        code: "s1",
        unlisted: 1,
        communities: false,
        sites: false,
        population: false,
      }),
    ]);
  } finally {
    [city, administrator] = [own, ownAdministrator];
  }
});
