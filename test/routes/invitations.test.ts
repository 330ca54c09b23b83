import { and, eq, isNull } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import InvitePage, { action as accept, loader as open } from "#app/routes/invite.$token.tsx";
import PeoplePage, { action as cancel, loader as people } from "#app/routes/people._index.tsx";
import { action, loader } from "#app/routes/people.invitations.tsx";
import { findViewer, type Viewer } from "#db/queries/find-viewer.ts";
import { signIn } from "#db/queries/sign-in.ts";
import { invitations, users } from "#db/schema/index.ts";
import { makeTinyCity, type TinyCity } from "#test/db/tiny-city.ts";
import { withCity } from "#test/db/with-city.ts";
import { answerTo, asked, type FormFields } from "./ask-route.ts";
import { addPerson } from "./busy-city.ts";
import { renderPage, textOf } from "./render-page.tsx";

const here = withCity();
let foreign: TinyCity;
let administrator: Viewer;

beforeAll(async () => {
  foreign = await makeTinyCity(here.db);
  administrator = await addPerson(here.db, here.city, "administrator", "city", null);
});

const ORIGIN = "https://survey.example.org";

function ask(viewer: Viewer | null, form?: FormFields, params: Record<string, string> = {}) {
  const args = asked(here.db, { viewer, form, params });
  args.context.publicOrigin = ORIGIN;
  return args;
}

interface Told {
  cards: { id: string; name: string; login: string; link: string }[];
  problems: string[];
  lines: { line: number; problem: string }[];
}

async function post(form: FormFields, viewer = administrator) {
  const { status, text } = await answerTo(() => action(ask(viewer, form)));
  const told = text.startsWith("{") ? (JSON.parse(text) as Told) : { cards: [], problems: [], lines: [] };
  return { status, ...told };
}

const one = (login: string, more: FormFields = {}): FormFields => ({
  ...{ intent: "one", name: "李明", login, role: "volunteer", where: "city", ...more },
});
const many = (list: string, more: FormFields = {}): FormFields => ({
  ...{ intent: "many", people: list, role: "volunteer", where: "city", ...more },
});
const tokenOf = (link: string) => link.slice(`${ORIGIN}/invite/`.length);

async function visit(link: string, password?: string, viewer: Viewer | null = null) {
  const params = { token: tokenOf(link) };
  const answer = await answerTo(() =>
    password === undefined ? open(ask(viewer, undefined, params)) : accept(ask(viewer, { password }, params)),
  );
  const told = (answer.text.startsWith("{") ? JSON.parse(answer.text) : {}) as Record<string, unknown>;
  return { ...answer, ended: told.ended ?? null, problem: told.problem ?? null, told };
}

const peopleNamed = (login: string) =>
  here.db
    .select()
    .from(users)
    .where(and(eq(users.cityId, here.city.cityId), eq(users.login, login)));
const openLinks = () =>
  here.db
    .select({ id: invitations.id })
    .from(invitations)
    .where(
      and(
        eq(invitations.cityId, here.city.cityId),
        isNull(invitations.usedAt),
        isNull(invitations.cancelledAt),
      ),
    );

test("who is invited chooses a password, is signed in, and is sent to the room of the role", async () => {
  const { status, cards } = await post(one("li.ming", { where: `district:${here.city.districtId}` }));
  expect([status, cards.length, cards[0]!.login]).toEqual([200, 1, "li.ming"]);
  const { link } = cards[0]!;
  expect(link).toMatch(new RegExp(`^${ORIGIN}/invite/${here.city.cityId}\\.[\\w-]{43}$`));
  const page = await visit(link);
  expect(page.status).toBe(200);
  expect(page.told.invitation).toMatchObject({
    ...{ purpose: "join", login: "li.ming", name: "李明", by: administrator.name, other: null },
    ...{ city: { nameZh: "小城", nameEn: "Tiny City" }, timeZone: "Asia/Shanghai" },
    roles: [{ role: "volunteer", district: { nameZh: "小区" }, street: null }],
  });
  const done = await visit(link, "correct horse");
  expect([done.status, done.location]).toEqual([303, "/field"]);
  const [, token] =
    /^wenjie_session=[^.]+\.([^;]+);.*HttpOnly.*Secure/.exec(
      done.response!.headers.get("Set-Cookie") ?? "",
    ) ?? [];
  expect(await findViewer(here.db, here.city.cityId, token!)).toMatchObject({ login: "li.ming" });
  expect(await visit(link)).toMatchObject({ status: 410, ended: "used" });
  expect(await visit(link, "another one")).toMatchObject({ status: 410, ended: "used" });
  const [analyst] = (await post(one("ana", { role: "analyst" }))).cards;
  expect((await visit(analyst!.link, "correct horse")).location).toBe("/waves");
});

test("the link stands in the one answer: not in lists, and no password in any answer", async () => {
  const { link } = (await post(one("once"))).cards[0]!;
  const secret = tokenOf(link).split(".")[1]!;
  for (const page of [people, loader]) {
    const { text } = await answerTo(() => page(ask(administrator)));
    expect(text).not.toContain(secret);
  }
  const { text } = await answerTo(() => people(ask(administrator)));
  expect(text).toContain('"login":"once"');
  expect((await visit(link)).text).not.toContain(secret);
});

test.each([
  ["", "short"],
  ["123456789", "short"],
  ["x".repeat(1001), "long"],
])("the password %.12s is refused beside its field, and the link stays", async (password, problem) => {
  const login = `rule${password.length}`;
  const { link } = (await post(one(login))).cards[0]!;
  expect(await visit(link, password)).toMatchObject({ status: 400, problem, ended: null });
  expect(await peopleNamed(login)).toEqual([]);
  expect((await visit(link, "1234567890")).status).toBe(303);
});

test("a link that ran out, was cancelled, replaced or never was says so with its status, and opens nothing", async () => {
  const cards = (await post(many("a,late\nb,back\nc,anew\nd,fine"))).cards;
  const [late, back, anew, fine] = cards as [Told["cards"][0], ...Told["cards"]];
  await here.db
    .update(invitations)
    .set({ expiresAt: new Date(Date.now() - 1) })
    .where(eq(invitations.id, late.id));
  const answer = await answerTo(() => cancel(ask(administrator, { intent: "cancel", invitation: back!.id })));
  expect([answer.status, answer.location]).toEqual([303, "/people"]);
  const renewed = await post({ intent: "renew", invitation: anew!.id });
  const foreignLink = `${ORIGIN}/invite/${foreign.cityId}.${tokenOf(fine!.link).split(".")[1]}`;
  for (const [link, status, ended] of [
    [late.link, 410, "expired"],
    [back!.link, 410, "cancelled"],
    [anew!.link, 410, "cancelled"],
    [foreignLink, 404, "unknown"],
    [`${fine!.link}.x`, 404, "unknown"],
    [`${ORIGIN}/invite/${"x".repeat(5000)}`, 404, "unknown"],
    [`${ORIGIN}/invite/'.'`, 404, "unknown"],
  ] as const) {
    expect(await visit(link)).toMatchObject({ status, ended });
    expect(await visit(link, "correct horse")).toMatchObject({ status, ended });
  }
  expect((await visit(renewed.cards[0]!.link, "correct horse")).location).toBe("/field");
  expect((await visit((await post({ intent: "renew", invitation: late.id })).cards[0]!.link)).status).toBe(
    200,
  );
});

test("a forgotten password is chosen anew by a link; the old one holds until then", async () => {
  await visit((await post(one("forgetful"))).cards[0]!.link, "the old password");
  const userId = (await peopleNamed("forgetful"))[0]!.id;
  const { link } = (await post({ intent: "password", userId })).cards[0]!;
  const enter = (password: string) =>
    signIn(here.db, here.city.cityId, { login: "forgetful", password, userAgent: null, now: new Date() });
  const opened = await enter("the old password");
  expect((await visit(link)).told.invitation).toMatchObject({ purpose: "password", login: "forgetful" });
  expect((await visit(link, "a new password")).location).toBe("/field");
  expect(await findViewer(here.db, here.city.cityId, opened!.token)).toBeNull();
  expect(await enter("the old password")).toBeNull();
  expect(await enter("a new password")).not.toBeNull();
});

test("whoever else is signed in on the device is told", async () => {
  const { link } = (await post(one("guest"))).cards[0]!;
  expect((await visit(link, undefined, here.city.volunteer)).told.invitation).toMatchObject({ other: "v1" });
});

test("a list is invited whole, with logins for those without, or not at all", async () => {
  const { status, cards } = await post(many("姓名\t登录名\n孙乾\t\n孙乾\tsunqian\nSun Qian\t"));
  expect(status).toBe(200);
  expect(cards.map(({ name, login }) => [name, login])).toEqual([
    ["孙乾", "v001"],
    ["孙乾", "sunqian"],
    ["Sun Qian", "sun.qian"],
  ]);
  const before = (await openLinks()).length;
  const refused = await post(many("周,new1\n吴,v1\n郑,sunqian\n王,X", { role: "owner" }));
  expect(refused).toMatchObject({ status: 400, cards: [], problems: ["role"] });
  expect(refused.lines.map(({ line, problem }) => [line, problem])).toEqual([
    [2, "taken"],
    [3, "invited"],
    [4, "login"],
  ]);
  expect(await post(many(" \n"))).toMatchObject({ status: 400, problems: ["nobody"] });
  expect(await post(many("x\n".repeat(201)))).toMatchObject({ status: 400, problems: ["many"] });
  const foreignArea = `district:${foreign.districtId}`;
  expect(await post(many("x", { where: foreignArea }))).toMatchObject({ problems: ["where"] });
  expect((await openLinks()).length).toBe(before);
});

test("what is wrong with one person is told beside its field", async () => {
  await post(one("waiting"));
  expect(await post(one("waiting"))).toMatchObject({ status: 400, problems: ["invited"] });
  expect(await post(one("v1"))).toMatchObject({ status: 400, problems: ["taken"] });
  const wrong = one("Li Ming", { name: " ", role: "owner", where: "moon" });
  expect(await post(wrong)).toMatchObject({ status: 400, problems: ["login", "name", "role", "where"] });
});

test("only administrators of the whole city make links, in their own city, and none for themselves", async () => {
  const { volunteer, supervisor, analyst, districtId } = here.city;
  const partial = await addPerson(here.db, here.city, "administrator", "district", districtId);
  const there = await addPerson(here.db, foreign, "administrator", "city", null);
  const [card] = (await post(one("guarded"))).cards;
  for (const viewer of [volunteer, supervisor, analyst, partial]) {
    expect((await answerTo(() => loader(ask(viewer)))).status).toBe(403);
    expect((await post(one("intruder"), viewer)).status).toBe(403);
  }
  expect((await post({ intent: "renew", invitation: card!.id }, there)).status).toBe(404);
  const taken = { intent: "cancel", invitation: card!.id };
  expect((await answerTo(() => cancel(ask(there, taken)))).status).toBe(404);
  expect((await post({ intent: "password", userId: volunteer.userId }, there)).status).toBe(404);
  expect((await post({ intent: "password", userId: administrator.userId })).status).toBe(403);
  for (const odd of ["", "x", "'"]) {
    expect((await post({ intent: "renew", invitation: odd })).status).toBe(404);
    expect((await post({ intent: "password", userId: odd })).status).toBe(404);
  }
  expect((await post({ intent: "other" })).status).toBe(400);
  expect((await visit(card!.link)).status).toBe(200);
});

test.each(["zh-CN", "en"] as const)(
  "the pages say in %s who invites whom, and why a link is over",
  async (language) => {
    const { districtId } = here.city;
    const [card] = (await post(one(`page-${language.toLowerCase()}`, { where: `district:${districtId}` })))
      .cards;
    const { told } = await visit(card!.link, undefined, here.city.volunteer);
    const page = textOf(renderPage(InvitePage, told, language));
    const area = language === "en" ? "Volunteer: Tiny District" : "志愿者：小区";
    for (const text of [administrator.name, "李明", card!.login, area, "v1", "10"])
      expect(page).toContain(text);
    const list = JSON.parse((await answerTo(() => people(ask(administrator)))).text) as object;
    const rows = textOf(renderPage(PeoplePage, list, language));
    expect(rows).toContain(card!.login);
    const ends = ["unknown", "used", "expired", "cancelled", "taken"].map((ended) =>
      textOf(renderPage(InvitePage, { ended, invitation: null }, language)),
    );
    expect(new Set(ends).size).toBe(5);
    for (const end of ends) expect(end).toMatch(/administrator|管理员/);
    expect([page, rows, ...ends].join(" ")).not.toMatch(/\{\{|NaN|undefined|Invalid Date/);
  },
);
