import { and, eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { action, loader } from "#app/routes/people._index.tsx";
import { findViewer, type Viewer } from "#db/queries/find-viewer.ts";
import { signIn } from "#db/queries/sign-in.ts";
import { auditLog, users } from "#db/schema/index.ts";
import { makeTinyCity, type TinyCity } from "#test/db/tiny-city.ts";
import { withCity } from "#test/db/with-city.ts";
import { answerTo, asked, type FormFields } from "./ask-route.ts";
import { addPerson } from "./busy-city.ts";

const here = withCity();
let foreign: TinyCity;
let administrator: Viewer;

beforeAll(async () => {
  foreign = await makeTinyCity(here.db);
  administrator = await addPerson(here.db, here.city, "administrator", "city", null);
});

async function post(form: FormFields, viewer = administrator) {
  const { status, text, location } = await answerTo(() => action(asked(here.db, { viewer, form })));
  const told = status === 303 || text === "" ? null : (JSON.parse(text) as Told);
  return { status, location, made: told?.made ?? null, problems: told?.problems ?? [] };
}

interface Told {
  made: { login: string; password: string } | null;
  problems: string[];
}

const volunteer = (login: string, more: FormFields = {}): FormFields => ({
  ...{ intent: "add", login, name: "李明", role: "volunteer", where: "city", ...more },
});

const enter = (login: string, password: string, cityId = here.city.cityId) =>
  signIn(here.db, cityId, { login, password, userAgent: null, now: new Date() });

const idOf = async (login: string) =>
  (
    await here.db
      .select({ id: users.id })
      .from(users)
      .where(and(eq(users.cityId, here.city.cityId), eq(users.login, login)))
  )[0]?.id ?? "";

const logged = async (subjectId: string) =>
  (await here.db.select().from(auditLog).where(eq(auditLog.subjectId, subjectId)).orderBy(auditLog.id)).map(
    (entry) => [entry.action, entry.userId] as const,
  );

test("who was added signs in with the password shown, and holds the role where it was given", async () => {
  const { districtId, cityId } = here.city;
  const { status, made, location } = await post(volunteer("li.ming_2", { where: `district:${districtId}` }));
  expect([status, location, made?.login]).toEqual([200, null, "li.ming_2"]);
  expect(made?.password).toMatch(/^[a-hjkmnp-z2-9]{4}(-[a-hjkmnp-z2-9]{4}){3}$/);
  const opened = await enter("li.ming_2", made!.password);
  expect(await findViewer(here.db, cityId, opened!.token)).toMatchObject({
    name: "李明",
    roles: [{ role: "volunteer", scope: "district", areaId: districtId }],
  });
  expect(await enter("li.ming_2", made!.password, foreign.cityId)).toBeNull();
  expect((await logged(await idOf("li.ming_2")))[0]).toEqual(["add-person", administrator.userId]);
  const { text } = await answerTo(() => loader(asked(here.db, { viewer: administrator })));
  expect(text).toContain('"login":"li.ming_2"');
  expect(text).toContain("小区");
  expect(text).not.toContain(made!.password);
  expect(text).not.toContain("argon2");
});

test("a login that is taken in the city is refused; one of another city's is free", async () => {
  expect((await post(volunteer("twice"))).status).toBe(200);
  expect(await post(volunteer("twice"))).toMatchObject({ status: 400, problems: ["taken"], made: null });
  const there = await addPerson(here.db, foreign, "administrator", "city", null);
  expect((await post(volunteer("twice"), there)).status).toBe(200);
});

test.each(["", "a", "Li", "李明", "li ming", "-li", "li/ming", "x".repeat(65), "x".repeat(100_000)])(
  "the login %.20s is none",
  async (login) => {
    expect(await post(volunteer(login))).toMatchObject({ status: 400, problems: ["login"], made: null });
  },
);

test("a role that is none, no name, and an area of another city are told beside their fields", async () => {
  const where = `district:${foreign.districtId}`;
  const { status, problems } = await post(volunteer("nobody", { name: " ", role: "owner", where }));
  expect([status, problems]).toEqual([400, ["name", "role", "where"]]);
  for (const odd of ["", "street", "district:", `street:${here.city.districtId}`, "city:x"])
    expect(await post(volunteer("nobody", { where: odd }))).toMatchObject({ problems: ["where"] });
  expect(await idOf("nobody")).toBe("");
});

test("whoever is disabled is signed out, cannot sign in, and can again once enabled", async () => {
  const { made } = await post(volunteer("leaver"));
  const userId = await idOf("leaver");
  const opened = await enter("leaver", made!.password);
  const seen = () => findViewer(here.db, here.city.cityId, opened!.token);
  expect(await seen()).not.toBeNull();
  expect(await post({ intent: "disable", userId })).toMatchObject({ status: 303, location: "/people" });
  expect(await enter("leaver", made!.password)).toBeNull();
  expect((await post({ intent: "enable", userId })).status).toBe(303);
  expect(await seen()).toBeNull();
  expect(await enter("leaver", made!.password)).not.toBeNull();
  const actions = (await logged(userId)).map(([done]) => done);
  expect(actions).toEqual(["add-person", "sign-in", "disable-person", "enable-person", "sign-in"]);
});

test("a new password is shown once, replaces the old one and ends its sign-ins", async () => {
  const { made: first } = await post(volunteer("forgetful"));
  const userId = await idOf("forgetful");
  const opened = await enter("forgetful", first!.password);
  const { made: second } = await post({ intent: "password", userId });
  expect(await findViewer(here.db, here.city.cityId, opened!.token)).toBeNull();
  expect(await enter("forgetful", first!.password)).toBeNull();
  expect(await enter("forgetful", second!.password)).not.toBeNull();
  expect(await logged(userId)).toContainEqual(["replace-password", administrator.userId]);
});

test("nobody locks themselves out, and no one of another city is known", async () => {
  const { userId } = administrator;
  for (const intent of ["disable", "password"]) {
    expect((await post({ intent, userId })).status).toBe(403);
    expect((await post({ intent, userId: foreign.volunteer.userId })).status).toBe(404);
    expect((await post({ intent, userId: "x" })).status).toBe(404);
  }
  expect(await logged(foreign.volunteer.userId)).toEqual([]);
  expect((await post({ intent: "other", userId: here.city.volunteer.userId })).status).toBe(400);
  const { text } = await answerTo(() => loader(asked(here.db, { viewer: administrator })));
  expect(text).not.toContain(foreign.volunteer.userId);
});

test("other roles, and administrators of a district only, are refused", async () => {
  const { volunteer: someone, supervisor, analyst, districtId } = here.city;
  const partial = await addPerson(here.db, here.city, "administrator", "district", districtId);
  for (const viewer of [someone, supervisor, analyst, partial]) {
    expect((await answerTo(() => loader(asked(here.db, { viewer })))).status).toBe(403);
    expect((await post(volunteer("intruder"), viewer)).status).toBe(403);
  }
  expect(await idOf("intruder")).toBe("");
});
