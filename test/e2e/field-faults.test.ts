import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as field from "./drive-field.ts";
import { answerQuestionnaire, pageOf, questionOnScreen, QUESTIONS } from "./drive-questionnaire.ts";
import { FAULTS, startFaultyProxy, type Fault, type FaultyProxy } from "./faulty-proxy.ts";
import { type Held, readDevice, readOutbox, untilInterviewKept, whereKept } from "./kept-records.ts";
import { startSite, type TestSite } from "./start-site.ts";
import { hashPassword } from "#db/passwords.ts";
import { makeTinyCity, type TinyCase, type TinyCity } from "#test/db/tiny-city.ts";
import { openBrowser } from "#test/set-up/browser.ts";

const PASSWORD = "a-long-password";
let site: TestSite;
let proxy: FaultyProxy;
let browser: Browser;
let city: TinyCity;
let context: BrowserContext;
let page: Page;
let next = 0;
/** Everything that any tablet ever held in its outbox. */
const held = new Map<string, Held>();
/** Looked at already: a tablet keeps what it sent for a while. */
const quarantined = new Set<string>();

beforeAll(async () => {
  site = await startSite();
  proxy = await startFaultyProxy(site.origin);
  city = await makeTinyCity(site.connection.db);
  const { sql } = site.connection;
  await sql`update users set password_hash = ${await hashPassword(PASSWORD)} where city_id = ${city.cityId}`;
  browser = await openBrowser();
  [context, page] = await tablet();
}, 600_000);

afterAll(async () => {
  await browser?.close();
  await proxy?.close();
  await site?.close();
});

async function tablet({ movedClock = false } = {}): Promise<[BrowserContext, Page]> {
  const made = await browser.newContext({ viewport: { width: 800, height: 1280 }, locale: "zh-CN" });
  made.setDefaultTimeout(60_000);
  const first = await made.newPage();
  if (movedClock) await first.clock.install();
  await field.signInToField(first, proxy.origin, "v1", PASSWORD);
  await field.untilOnDevice(first);
  return [made, first];
}

const dwelling = () => city.ownHouseholds[next++]!;

/** The interview of a dwelling up to its first question. */
async function beginInterview(on: Page, at: TinyCase) {
  await field.openCase(on, proxy.origin, at.id, "household");
  await field.listResidents(on, [{ age: 43, sex: "female" }]);
  await on.getByRole("button", { name: field.fieldWords().case.start, exact: true }).click();
}

/** A short one: the person turns out to live elsewhere. */
async function interview(on: Page, at: TinyCase) {
  await beginInterview(on, at);
  expect(await field.finishInterview(on, { age: 43, resident: false })).toBe("ineligible");
  await remember(on);
  await field.backToList(on);
}

async function remember(on: Page) {
  for (const record of await readOutbox(on)) if (!quarantined.has(record.id)) held.set(record.id, record);
}

/** What becomes of the next posts, one after another; whatever comes later passes. */
function faults(...list: Fault[]) {
  const from = proxy.done.length;
  proxy.decide = ({ method, path }) =>
    method === "POST" && path.startsWith("/api/") ? (list.shift() ?? "pass") : "pass";
  return () =>
    proxy.done
      .slice(from)
      .filter(({ path }) => path.startsWith("/api/"))
      .map((one) => one.fault);
}

async function expectAllOnServer(on = page) {
  await field.waitUntilSent(on);
  await remember(on);
  const places = await whereKept(site.connection, [...held.values()]);
  expect(places.filter((place) => !["visits", "rosters", "responses"].includes(place))).toEqual([]);
}

const rowsOf = async ({ id }: TinyCase) => {
  const { sql } = site.connection;
  return sql<{ outcome: string; answers: Record<string, unknown> }[]>`
    select outcome, answers from responses where city_id = ${city.cityId} and case_id = ${id} and live`;
};

test("without a network everything waits, and arrives once when it is back", async () => {
  const at = dwelling();
  await context.setOffline(true);
  await interview(page, at);
  await expect.poll(() => field.unsent(page)).toBe(2);
  expect(await rowsOf(at)).toHaveLength(0);
  await context.setOffline(false);
  await expectAllOnServer();
  expect(await rowsOf(at)).toHaveLength(1);
}, 180_000);

test("a reply lost after the commit makes neither a loss nor a second row", async () => {
  const at = dwelling();
  const seen = faults("drop-reply", "drop-reply", "pass", "drop-reply");
  await interview(page, at);
  await expectAllOnServer();
  expect(seen().filter((fault) => fault === "drop-reply").length).toBeGreaterThan(1);
  expect(await rowsOf(at)).toHaveLength(1);
}, 180_000);

test("the page of a captive portal, errors and a server that asks for patience are no success", async () => {
  const at = dwelling();
  const seen = faults(FAULTS.portal, FAULTS.broken, FAULTS.away);
  await interview(page, at);
  await expectAllOnServer();
  expect(seen()).toEqual(expect.arrayContaining(["200", "500", "503"]));
  expect(await rowsOf(at)).toHaveLength(1);
}, 180_000);

test("a server that is restarted in the middle gets everything", async () => {
  const at = dwelling();
  let restarted: Promise<void> | null = null;
  proxy.decide = ({ path }) => {
    if (path === "/api/responses") restarted ??= site.restart().then(() => void (proxy.target = site.origin));
    return "pass";
  };
  await interview(page, at);
  await expectAllOnServer();
  expect(restarted).not.toBeNull();
  await restarted;
  expect(await rowsOf(at)).toHaveLength(1);
}, 180_000);

test("a page killed at every step of an interview loses at most what is on the screen", async () => {
  const at = dwelling();
  proxy.decide = () => "pass";
  const reopen = async (path: string) => {
    page = await kill(page);
    await field.openAt(page, `${proxy.origin}${path}?id=${at.id}`);
  };
  await field.openCase(page, proxy.origin, at.id, "household");
  await page.getByRole("link", { name: field.fieldWords().case.roster }).click();
  await page.locator('[data-person="1"] input').fill("43");
  await page.getByRole("button", { name: field.fieldWords().roster.female, exact: true }).click();
  await expect
    .poll(async () => (await readDevice(page)).residents)
    .toMatchObject([[{ age: 43, sex: "female" }]]);
  await reopen("/field/roster");
  await expect.poll(() => page.locator('[data-person="1"] input').inputValue()).toBe("43");
  await page.getByRole("button", { name: field.fieldWords().roster.done, exact: true }).click();
  await page.waitForSelector("[data-selected]");
  await reopen("/field/case");
  await page.getByRole("button", { name: field.fieldWords().case.start, exact: true }).click();
  // The consent
  await page.waitForSelector(".questionnaire__forward");
  await reopen("/field/interview");
  const person = { age: 43, comment: "路灯不亮 🙂" };
  for (const question of QUESTIONS) {
    await answerQuestionnaire(page, person, question);
    expect(await questionOnScreen(page)).toBe(question);
    await untilInterviewKept(page, { pageNo: pageOf(question) });
    await reopen("/field/interview");
    await page.waitForSelector(".questionnaire__forward");
    expect(await questionOnScreen(page)).toBe(question);
  }
  expect(await field.finishInterview(page, person)).toBe("complete");
  await expectAllOnServer();
  const rows = await rowsOf(at);
  expect(rows).toMatchObject([{ outcome: "complete", answers: { age: 43, fix_first: "路灯不亮 🙂" } }]);
  expect(Object.keys(rows[0]!.answers)).toEqual(expect.arrayContaining(QUESTIONS));
}, 600_000);

/** The browser's process of this page dies, as on a tablet short of memory; another page of the same device follows. */
async function kill(on: Page): Promise<Page> {
  const crashed = on.waitForEvent("crash");
  const session = await context.newCDPSession(on);
  void session.send("Page.crash").catch(() => undefined);
  await crashed;
  const fresh = await context.newPage();
  await on.close();
  return fresh;
}

test("two tabs send the same outbox once, and finish the same interview once", async () => {
  const at = dwelling();
  await field.openAt(page, `${proxy.origin}/field`);
  await page.waitForSelector(".field-row");
  await beginInterview(page, at);
  await answerQuestionnaire(page, { age: 43, resident: false }, "resident_half_year");
  await untilInterviewKept(page, { pageNo: pageOf("resident_half_year") });
  const other = await context.newPage();
  await field.openAt(other, page.url());
  await context.setOffline(true);
  expect(await field.finishInterview(page, { age: 43, resident: false })).toBe("ineligible");
  await answerQuestionnaire(other, { age: 43, resident: false });
  await remember(page);
  await context.setOffline(false);
  await Promise.all([field.waitUntilSent(page), field.waitUntilSent(other)]);
  await other.close();
  await field.backToList(page);
  await expectAllOnServer();
  expect(await rowsOf(at)).toHaveLength(1);
}, 180_000);

test("of two tablets at the same door one interview counts, the other waits for the supervisor", async () => {
  const at = dwelling();
  const [second, there] = await tablet();
  await Promise.all([context.setOffline(true), second.setOffline(true)]);
  for (const on of [page, there]) await interview(on, at);
  await Promise.all([context.setOffline(false), second.setOffline(false)]);
  await Promise.all([field.waitUntilSent(page), field.waitUntilSent(there)]);
  const made = [...held.values()].filter(({ text }) => text.includes(at.id));
  // Whichever list of residents was made first and came last is kept in quarantine too.
  await whereKept(site.connection, made);
  const interviews = made.filter(({ kind }) => kind === "responses");
  const places = await whereKept(site.connection, interviews);
  expect(places.sort()).toEqual(["responses", "second-for-case"]);
  expect(await rowsOf(at)).toHaveLength(1);
  for (const { id } of made) {
    quarantined.add(id);
    held.delete(id);
  }
  await second.close();
}, 180_000);

test("a clock that is moved in the middle is said, and nothing is lost by it", async () => {
  const at = dwelling();
  const [second, there] = await tablet({ movedClock: true });
  await beginInterview(there, at);
  await field.moveClock(there, Date.now() - 3 * 86_400_000);
  expect(await field.finishInterview(there, { age: 43, resident: false })).toBe("ineligible");
  await remember(there);
  await field.backToList(there);
  await field.moveClock(there, Date.now() + 2 * 3_600_000);
  await expectAllOnServer(there);
  expect(await rowsOf(at)).toHaveLength(1);
  await there.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await there
    .getByText(/时钟|钟|时间/)
    .first()
    .waitFor();
  await second.close();
}, 240_000);

test("clearing another site's data leaves what is unsent here", async () => {
  const at = dwelling();
  await context.setOffline(true);
  await interview(page, at);
  await context.setOffline(false);
  const elsewhere = await context.newPage();
  const other = proxy.origin.replace("127.0.0.1", "localhost");
  await elsewhere.goto(`${other}/sign-in`);
  await elsewhere.evaluate(() => localStorage.setItem("some", "thing"));
  const session = await context.newCDPSession(elsewhere);
  await session.send("Storage.clearDataForOrigin", { origin: other, storageTypes: "all" });
  await expect.poll(() => elsewhere.evaluate(() => localStorage.getItem("some"))).toBeNull();
  await elsewhere.close();
  await expectAllOnServer();
  expect(await rowsOf(at)).toHaveLength(1);
}, 180_000);
