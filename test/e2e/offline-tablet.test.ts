import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BrowserContext, Page } from "playwright-core";
import { eq } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, expect, test } from "vitest";
import { accessibilityFaults, scrollsSideways, smallTargets } from "./check-page.ts";
import * as field from "./drive-field.ts";
import { answerQuestionnaire, pageOf, questionOnScreen } from "./drive-questionnaire.ts";
import { openGate, type Gate } from "./gate.ts";
import { readDevice, readOutbox, untilInterviewKept, whereKept } from "./kept-records.ts";
import { startSite, type TestSite } from "./start-site.ts";
import { hashPassword } from "#db/passwords.ts";
import { questionnaireVersions } from "#db/schema/index.ts";
import { makeTinyCity, type TinyCity } from "#test/db/tiny-city.ts";
import { openDevice } from "#test/set-up/browser.ts";

const PASSWORD = "a-long-password";
const profile = mkdtempSync(join(tmpdir(), "wenjie-tablet-"));
const words = field.fieldWords();
let site: TestSite;
let gate: Gate;
let city: TinyCity;
let device: BrowserContext;
let page: Page;
const faults: string[] = [];

beforeAll(async () => {
  site = await startSite();
  gate = await openGate(site.origin);
  city = await makeTinyCity(site.connection.db);
  const { sql } = site.connection;
  await sql`update users set password_hash = ${await hashPassword(PASSWORD)} where city_id = ${city.cityId}`;
  await switchOn();
}, 600_000);

afterAll(async () => {
  await device?.close();
  await gate?.close();
  await site?.close();
  rmSync(profile, { recursive: true, force: true });
});

const SCREEN = { viewport: { width: 800, height: 1280 }, locale: "zh-CN" };

async function switchOn() {
  device = await openDevice(profile, SCREEN);
  page = device.pages()[0] ?? (await device.newPage());
  page.setDefaultTimeout(60_000);
  page.on("pageerror", (error) => faults.push(error.message));
}

async function restartDevice() {
  await device.close();
  await switchOn();
}

async function openHome(on = page) {
  await field.openAt(on, `${gate.origin}/field`);
  await on.waitForSelector(".field-row");
}

/** The state that only the page of settings shows. */
async function untilReady() {
  await page.locator("[data-unsent]").click();
  await page.waitForSelector('[data-ready="true"]');
  await field.goHome(page);
}

const shellBuild = (on = page) => on.evaluate(() => document.documentElement.dataset.build ?? null);

/** Makes the site look rebuilt: another worker, other pages. */
function release(build: string) {
  gate.change = (path, body, type) => {
    if (path === "/field-worker.js")
      return body.replace(/version:"\w+"/, `version:"${build}"`).concat(`\n// ${build}`);
    if (type.startsWith("text/html")) return body.replace(/<html lang="[^"]+"/, `$& data-build="${build}"`);
    return null;
  };
}

const lookForNewVersion = () =>
  page.evaluate(async () => {
    await (await navigator.serviceWorker.getRegistration("/field"))?.update().catch(() => undefined);
  });

/** Whether a newer version waits, whole; if not, it is looked for. */
const isNewerHere = async () => {
  await lookForNewVersion();
  return page.evaluate(async () => !!(await navigator.serviceWorker.getRegistration("/field"))?.waiting);
};

const versions = () =>
  page.evaluate(async () => (await caches.keys()).filter((name) => name.startsWith("wenjie-field-")));

const responses = () => {
  const { sql } = site.connection;
  return sql<{ mode: string; case_id: string; outcome: string; language: string }[]>`
    select mode, case_id, outcome, language from responses where city_id = ${city.cityId} order by completed_at`;
};

test("the app can be installed, and its worker is asked for anew at every start", async () => {
  await field.signInToField(page, gate.origin, "v1", PASSWORD);
  const cdp = await device.newCDPSession(page);
  const { url, errors } = await cdp.send("Page.getAppManifest");
  expect({ path: new URL(url).pathname, errors }).toEqual({ path: "/field.webmanifest", errors: [] });
  const manifest = (await (await fetch(url)).json()) as { icons: { src: string; type: string }[] };
  for (const { src, type } of manifest.icons) {
    const icon = await fetch(gate.origin + src);
    expect([icon.status, icon.headers.get("content-type")]).toEqual([200, type]);
  }
  const worker = await fetch(`${gate.origin}/field-worker.js`);
  expect(worker.headers.get("cache-control")).toBe("no-cache");
  const [asset] = /\/assets\/[\w.-]+\.js/.exec(await worker.text()) ?? [];
  expect((await fetch(gate.origin + asset)).headers.get("cache-control")).toContain("immutable");
}, 300_000);

test("after one visit the app starts cold without a network, in the language chosen last, and works", async () => {
  await untilReady();
  gate.mode = "closed";
  await restartDevice();
  await openHome();
  await page.getByRole("status").getByText(words.bar.offline).waitFor();
  await expect.poll(() => page.getAttribute("html", "lang")).toBe("zh-CN");
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(await smallTargets(page)).toEqual([]);
  expect(await scrollsSideways(page)).toBe(false);

  const [first, second] = city.ownHouseholds;
  await field.openCase(page, gate.origin, first!.id, "household");
  await field.nobodyHome(page);
  await field.openCase(page, gate.origin, second!.id, "household");
  await page.locator(".field-bar").getByRole("button").last().click();
  await expect.poll(() => page.getAttribute("html", "lang")).toBe("en");

  await restartDevice();
  await field.openAt(page, `${gate.origin}/field/case?id=${second!.id}`);
  await page.getByRole("link", { name: field.fieldWords("en").case.roster }).waitFor();
  await expect.poll(() => page.getAttribute("html", "lang")).toBe("en");
  await field.listResidents(page, [{ age: 43, sex: "female" }], "en");
  expect(await field.interviewHere(page, { age: 43, comment: "the lamp" }, "en")).toBe("complete");
  await field.backToList(page, "en");
  await page.locator(".field-bar").getByRole("button").last().click();
  await expect.poll(() => page.getAttribute("html", "lang")).toBe("zh-CN");
  await expect.poll(() => field.unsent(page)).toBe(3);
}, 300_000);

test("a session of counting and interviewing goes through cold starts, too", async () => {
  const session = city.ownSessions[0]!;
  await field.openCase(page, gate.origin, session.id, "intercept");
  await field.startSession(page);
  await field.countToNext(page);
  // A tap shows a moment before it is stored.
  const counted = Number(await page.locator(".field-hand").getAttribute("data-passed"));
  await expect.poll(async () => (await readDevice(page)).sessions[0]!.taps.length).toBe(counted);
  await restartDevice();
  await field.openAt(page, `${gate.origin}/field/session?id=${session.id}`);
  await page.waitForSelector('[data-turn="ask"]');
  expect(await field.interviewPasser(page, { age: 30 })).toBe("complete");
  await field.endSession(page);
  await expect.poll(() => field.unsent(page)).toBeGreaterThan(5);
}, 300_000);

test("when the network is back everything is on the server exactly once", async () => {
  const cdp = await device.newCDPSession(page);
  // What the browser clears for another origin is not ours.
  const other = gate.origin.replace("127.0.0.1", "localhost");
  await cdp.send("Storage.clearDataForOrigin", { origin: other, storageTypes: "all" });
  gate.mode = "open";
  await restartDevice();
  await openHome();
  await field.waitUntilSent(page);
  expect(await responses()).toMatchObject([
    { mode: "household", case_id: city.ownHouseholds[1]!.id, outcome: "complete", language: "en" },
    { mode: "intercept", case_id: city.ownSessions[0]!.id, outcome: "complete", language: "zh-CN" },
  ]);
  const { sql } = site.connection;
  const [kept] = await sql`
    select (select count(*)::int from visits where city_id = ${city.cityId}) as visits,
      (select count(*)::int from rosters where city_id = ${city.cityId}) as rosters,
      (select count(*)::int from session_events where city_id = ${city.cityId}) as events,
      (select count(*)::int from quarantine where city_id = ${city.cityId}) as quarantined`;
  expect(kept).toEqual({ visits: 1, rosters: 1, events: 2, quarantined: 0 });
}, 300_000);

test("a captive portal's 200 replaces neither pages nor files, nor the version in use", async () => {
  const before = await versions();
  release("portal");
  gate.mode = "portal";
  gate.passed.length = 0;
  // A look that began before the release sees nothing of it: look until it is seen.
  const passed = async () => {
    await lookForNewVersion();
    return gate.passed;
  };
  await expect.poll(passed, { timeout: 60_000, interval: 1000 }).toContain("GET /field");
  // It fails to become a version.
  const isTried = () =>
    page.evaluate(async () => {
      const registration = await navigator.serviceWorker.getRegistration("/field");
      return registration?.installing === null && registration.waiting === null;
    });
  await expect.poll(isTried, { timeout: 60_000 }).toBe(true);
  gate.mode = "closed";
  gate.change = null;
  await restartDevice();
  await openHome();
  expect(await shellBuild()).toBeNull();
  await field.openCase(page, gate.origin, city.ownHouseholds[2]!.id, "household");
  gate.mode = "open";
  expect((await versions())[0]).toBe(before[0]);
  expect(faults).toEqual([]);
}, 240_000);

test("a new version waits while a questionnaire is open, then begins when asked, and the draft goes on", async () => {
  await openHome();
  await field.openCase(page, gate.origin, city.ownHouseholds[2]!.id, "household");
  await field.listResidents(page, [{ age: 50, sex: "male" }]);
  await page.getByRole("button", { name: words.case.start, exact: true }).click();
  await answerQuestionnaire(page, { age: 50 }, "q08");
  await untilInterviewKept(page, { pageNo: pageOf("q08") });
  release("second");
  await expect.poll(isNewerHere, { timeout: 60_000, interval: 1000 }).toBe(true);
  const second = await device.newPage();
  await openHome(second);
  expect(await shellBuild(second)).toBeNull();
  await second.locator("[data-new-version]").waitFor({ timeout: 60_000 });
  await second.getByRole("button", { name: words.newVersion.button }).click();
  await second.getByText(words.newVersion.busy).waitFor();
  expect(await questionOnScreen(page)).toBe("q08");
  expect(await page.locator("[data-new-version]").count()).toBe(0);

  await field.goHome(page);
  await page.locator("[data-new-version]").waitFor({ timeout: 60_000 });
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole("button", { name: words.newVersion.button }).click();
  await expect.poll(() => shellBuild()).toBe("second");
  // The other tab still runs the first version: what it was made of stays, though the server may have it no longer.
  await expect.poll(async () => (await versions()).length - (await portalLeftovers())).toBe(2);
  gate.mode = "closed";
  await second.locator("a.field-row").first().click();
  await second.waitForURL("**/field/**");
  await second.close();

  await restartDevice();
  await field.openAt(page, `${gate.origin}/field/interview?id=${city.ownHouseholds[2]!.id}`);
  await page.waitForSelector(".questionnaire__forward");
  expect(await shellBuild()).toBe("second");
  expect(await questionOnScreen(page)).toBe("q08");
  expect(await field.finishInterview(page, { age: 50 })).toBe("complete");
  gate.mode = "open";
  await field.backToList(page);
  await field.waitUntilSent(page);
  await expect.poll(() => versions()).toEqual(["wenjie-field-second"]);
  const own = (await responses()).filter(({ case_id }) => case_id === city.ownHouseholds[2]!.id);
  expect(own).toMatchObject([{ outcome: "complete" }]);
  expect(faults).toEqual([]);
}, 300_000);

const portalLeftovers = async () => (await versions()).filter((name) => name.endsWith("portal")).length;

/** Gives the wave another version of its questionnaire, in which one question reads differently. */
async function newQuestionnaire(question: string, title: string): Promise<string> {
  const { db, sql } = site.connection;
  const of = eq(questionnaireVersions.id, city.versionId);
  const [version] = await db.select().from(questionnaireVersions).where(of);
  const definition = structuredClone(version!.definition) as unknown as {
    pages: { elements: { name: string; title: unknown }[] }[];
  };
  for (const element of definition.pages.flatMap(({ elements }) => elements))
    if (element.name === question) element.title = { "zh-cn": title, en: title };
  const id = uuidv7();
  await db
    .insert(questionnaireVersions)
    .values({ ...version!, id, version: 2, definition: definition as never, sha256: id });
  await sql`update waves set questionnaire_version_id = ${id} where id = ${city.waveId}`;
  return id;
}

test("a tablet that was offline for two weeks syncs: old sign-in, old app, old questionnaire, nothing lost", async () => {
  const [first, second, third] = city.ownHouseholds.slice(5);
  const session = city.ownSessions[1]!;
  const { sql } = site.connection;
  const title = "两周之后的新题目";
  await openHome();
  await field.waitUntilSent(page);
  gate.mode = "closed";
  // That day, two weeks ago.
  await page.clock.setSystemTime(Date.now() - 14 * 86_400_000);
  await field.openCase(page, gate.origin, first!.id, "household");
  await field.nobodyHome(page);
  await field.openCase(page, gate.origin, session.id, "intercept");
  await field.startSession(page);
  await field.countToNext(page);
  await field.passerRefuses(page);
  await field.endSession(page);
  await field.openCase(page, gate.origin, second!.id, "household");
  await field.listResidents(page, [{ age: 43, sex: "female" }]);
  await page.getByRole("button", { name: words.case.start, exact: true }).click();
  await answerQuestionnaire(page, { age: 43 }, "q05");
  await untilInterviewKept(page, { pageNo: pageOf("q05") });
  const waiting = await readOutbox(page);
  expect(waiting.filter(({ state }) => state === "waiting").length).toBeGreaterThan(4);

  await sql`update sessions set expires_at = now() - interval '1 day' where city_id = ${city.cityId}`;
  const newer = await newQuestionnaire("q06", title);
  release("fortnight");
  gate.mode = "open";
  await restartDevice();
  await field.openAt(page, `${gate.origin}/field/interview?id=${second!.id}`);
  await page.waitForSelector(".questionnaire__forward");
  expect(await questionOnScreen(page)).toBe("q05");
  await answerQuestionnaire(page, { age: 43 }, "q06");
  expect(await page.locator(".questionnaire__title").textContent()).not.toContain(title);
  expect(await field.finishInterview(page, { age: 43 })).toBe("complete");
  await field.backToList(page);
  await field.waitUntilSent(page);
  const held = (await readOutbox(page)).filter(({ id }) => !waiting.some((old) => old.id === id));
  await whereKept(site.connection, [...waiting.filter(({ state }) => state === "waiting"), ...held]);

  await field.openCase(page, gate.origin, third!.id, "household");
  await field.listResidents(page, [{ age: 43, sex: "female" }]);
  await page.getByRole("button", { name: words.case.start, exact: true }).click();
  await answerQuestionnaire(page, { age: 43 }, "q06");
  expect(await page.locator(".questionnaire__title").textContent()).toContain(title);
  expect(await field.finishInterview(page, { age: 43 })).toBe("complete");
  await field.backToList(page);
  await field.waitUntilSent(page);
  const rows = await sql`
    select case_id, questionnaire_version_id as version from responses
    where city_id = ${city.cityId} and case_id in (${second!.id}, ${third!.id}) order by completed_at`;
  expect(rows).toEqual([
    { case_id: second!.id, version: city.versionId },
    { case_id: third!.id, version: newer },
  ]);
  expect(await sql`select id from quarantine where city_id = ${city.cityId}`).toEqual([]);
  await page.locator("[data-new-version]").waitFor({ timeout: 60_000 });
  expect(faults).toEqual([]);
}, 300_000);

test("signed out, the kept pages ask for the PIN and then for the password, and never show the sign-in in their place", async () => {
  gate.change = null;
  await page.locator("[data-unsent]").click();
  await page.getByRole("button", { name: words.outbox.signOut }).click();
  await page.waitForURL("**/sign-in?returnTo=/field");
  await field.openAt(page, `${gate.origin}/field`);
  await page.getByRole("alert").getByText(words.signedOut.text).waitFor();
  await field.signInToField(page, gate.origin, "v1", PASSWORD);
  await page.locator(`a[href$="${city.ownHouseholds[0]!.id}"]`).first().waitFor({ state: "attached" });
  expect(faults).toEqual([]);
}, 300_000);

test("on plain http the page says what does not work there, where it would, and works as far as it can", async () => {
  const elsewhere = mkdtempSync(join(tmpdir(), "wenjie-tablet-"));
  const name = ["--host-resolver-rules=MAP office.example 127.0.0.1"];
  const old = await openDevice(elsewhere, SCREEN, name);
  try {
    const there = old.pages()[0] ?? (await old.newPage());
    const origin = gate.origin.replace("127.0.0.1", "office.example");
    await field.signInToField(there, origin, "v1", PASSWORD);
    await there.locator("[data-insecure]").getByText("https://office.example/field").waitFor();
    expect(await accessibilityFaults(there)).toEqual([]);
    expect(await smallTargets(there)).toEqual([]);
    await field.untilFetchedAhead(there);
    gate.mode = "closed";
    await field.openCase(there, origin, city.ownHouseholds[4]!.id, "household");
    await field.nobodyHome(there);
    await expect.poll(() => field.unsent(there)).toBe(1);
    gate.mode = "open";
    await field.waitUntilSent(there);
  } finally {
    await old.close();
    rmSync(elsewhere, { recursive: true, force: true });
  }
}, 300_000);
