import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { accessibilityFaults, scrollsSideways, smallTargets } from "./check-page.ts";
import * as field from "./drive-field.ts";
import { openGate, type Gate } from "./gate.ts";
import { startSite, type TestSite } from "./start-site.ts";
import zh from "#app/locales/zh-CN/pin.json" with { type: "json" };
import { hashPassword } from "#db/passwords.ts";
import { makeTinyCity, type TinyCity } from "#test/db/tiny-city.ts";
import { openDevice } from "#test/set-up/browser.ts";

const PASSWORD = "a-long-password";
const ADDRESS = /\d号 \d+室/;
const profile = mkdtempSync(join(tmpdir(), "wenjie-shared-"));
const pictures = process.env.PICTURES;
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
  device = await openDevice(profile, { viewport: { width: 800, height: 1280 }, locale: "zh-CN" });
  page = device.pages()[0] ?? (await device.newPage());
  page.setDefaultTimeout(60_000);
  page.on("pageerror", (error) => faults.push(error.message));
}, 600_000);

afterAll(async () => {
  await device?.close();
  await gate?.close();
  await site?.close();
  rmSync(profile, { recursive: true, force: true });
});

afterEach(async ({ task }) => {
  if (pictures && task.result?.state === "fail")
    await page.screenshot({ path: join(pictures, "failed.png") });
});

/** Checks what is on the screen in both languages and both sizes. */
async function look(name: string, on = page) {
  for (const language of ["en", "zh-CN"]) {
    const change = on.locator(".field-bar, header").first().getByRole("button").last();
    if ((await on.getAttribute("html", "lang")) !== language && (await change.count()) > 0) {
      await change.click();
      await on.waitForSelector(`html[lang="${language}"]`);
    }
    for (const [width, height] of [
      [360, 800],
      [800, 1280],
    ] as const) {
      await on.setViewportSize({ width, height });
      expect(await scrollsSideways(on), `${name} ${width}`).toBe(false);
      if (pictures) await on.screenshot({ path: join(pictures, `${name}-${language}-${width}.png`) });
    }
    expect(await accessibilityFaults(on), name).toEqual([]);
  }
}

async function unlock(pin: string) {
  await page.locator("[data-lock] input").fill(pin);
  await page.locator("[data-lock] button").first().click();
}

async function lockNow() {
  await page.locator("[data-unsent]").click();
  await page.getByRole("button", { name: zh.lockNow }).click();
  await page.waitForSelector("[data-lock]");
}

/** Every value of the tablet's database, bytes as text. */
function everythingStored(): Promise<string> {
  return page.evaluate(async () => {
    const parts: string[] = [];
    const collect = (value: unknown): void => {
      if (value instanceof Uint8Array) parts.push(new TextDecoder().decode(value));
      else if (typeof value === "object" && value !== null) Object.values(value).forEach(collect);
      else parts.push(String(value));
    };
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const asked = indexedDB.open("wenjie-field");
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error as Error);
    });
    for (const table of database.objectStoreNames) {
      if (table === "questionnaires") continue;
      const all = database.transaction(table).objectStore(table).getAll();
      await new Promise((resolve) => (all.onsuccess = resolve));
      collect(all.result);
    }
    database.close();
    return parts.join("\n");
  });
}

async function visitWithNote(caseId: string) {
  await field.openCase(page, gate.origin, caseId, "household");
  await field.nobodyHome(page);
}

test("the first volunteer signs in by the code on the wall, chooses a PIN, and works without a network", async () => {
  const { sql } = site.connection;
  const [row] = await sql<{ code: string }[]>`select code from cities where id = ${city.cityId}`;
  await page.goto(`${gate.origin}/sign-in?city=${row!.code}&returnTo=/field`);
  await page.fill("input[name=login]", "v1");
  await page.fill("input[name=password]", PASSWORD);
  await page.click("main form button");
  await page.waitForSelector("[data-choose-pin]");
  expect(await everythingStored()).not.toMatch(ADDRESS);
  await look("choose-pin");
  await field.choosePin(page, "4711");
  expect(await everythingStored()).not.toMatch(ADDRESS);
  await expect
    .poll(async () => (await sql`select id from tablet_secrets where city_id = ${city.cityId}`).length)
    .toBe(1);
  await page.locator("[data-unsent]").click();
  await page.waitForSelector('[data-ready="true"]');
  await look("settings");
  await field.untilOnDevice(page);
  await field.goHome(page);

  gate.mode = "closed";
  const [first, second] = city.ownHouseholds;
  await visitWithNote(first!.id);
  await field.openCase(page, gate.origin, second!.id, "household");
  await field.listResidents(page, [{ age: 43, sex: "female" }]);
  await page.getByRole("button", { name: field.fieldWords().case.start }).click();
  await page.waitForSelector(".questionnaire");
  await expect.poll(() => field.unsent(page)).toBe(2);
  const raw = await everythingStored();
  expect(raw).not.toMatch(ADDRESS);
  for (const plain of ["residentHalfYear", "not-home", "resident_half_year"])
    expect(raw).not.toContain(plain);
}, 240_000);

test("a cold start without a network asks for the PIN, and five wrong ones lock", async () => {
  await page.goto(`${gate.origin}/field`);
  await page.waitForSelector("[data-lock]");
  await look("lock");
  expect(await smallTargets(page)).toEqual([]);
  await unlock("4711");
  await page.waitForSelector(".field-row");
  await expect.poll(() => field.unsent(page)).toBe(2);
  await lockNow();
  for (let i = 0; i < 5; i += 1) {
    await unlock("0000");
    await page.locator("[data-lock] [role=alert]").waitFor();
    await page.waitForSelector('[data-lock] button[aria-disabled="false"], [data-wait]');
  }
  await page.waitForSelector("[data-wait]");
  await page.reload();
  await page.waitForSelector("[data-wait]");
  await look("wait");
}, 240_000);

test("a second volunteer needs a PIN and sees nothing of the first's", async () => {
  gate.mode = "open";
  await page.getByRole("link", { name: zh.lock.signIn }).click();
  await page.waitForURL("**/sign-in**");
  await page.fill("input[name=login]", "v2");
  await page.fill("input[name=password]", PASSWORD);
  await page.click("main form button");
  await page.waitForSelector("[data-choose-pin]");
  expect(await page.locator(".field-row").count()).toBe(0);
  await field.choosePin(page, "081500");
  const own = await page
    .locator("a.field-row")
    .evaluateAll((rows) => rows.map((row) => row.getAttribute("href")));
  for (const { id } of city.ownHouseholds) expect(own.some((href) => href?.includes(id))).toBe(false);
  await page.locator("[data-unsent]").click();
  await page.getByText(zh.others_other.replace("{{name}}", "v1").replace("{{count}}", "2")).waitFor();
  await look("others");
  await page.getByRole("button", { name: field.fieldWords().outbox.signOut }).click();
  await page.waitForURL("**/sign-in**");
  const { sql } = site.connection;
  expect(await sql`select id from records where city_id = ${city.cityId}`).toHaveLength(0);
}, 240_000);

test("a forgotten PIN is replaced after the password, and nothing is lost", async () => {
  await field.signIn(page, gate.origin, "v1", PASSWORD);
  await page.waitForSelector("[data-lock]");
  gate.mode = "open";
  await page.getByRole("button", { name: zh.lock.forgot }).click();
  await look("forgotten");
  gate.change = null;
  // What is unsent shall leave by hand: the records' way is shut.
  await page.route("**/api/{visits,rosters}", (route) => route.abort());
  await field.choosePin(page, "2468");
  await expect.poll(() => field.unsent(page)).toBe(2);
}, 240_000);

test("the copy made by hand is imported by the supervisor, and the tablet's own sending changes nothing", async () => {
  await page.locator("[data-unsent]").click();
  await look("copy");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.locator("[data-copy-by-hand] button").click(),
  ]);
  const file = join(profile, download.suggestedFilename());
  await download.saveAs(file);
  const office = await device.browser()?.newContext({ locale: "en" });
  const desk = office ? await office.newPage() : await otherPage();
  await desk.goto(`${site.origin}/sign-in?returnTo=/fieldwork/import`);
  await desk.fill("input[name=login]", "boss");
  await desk.fill("input[name=password]", PASSWORD);
  await desk.click("main form button");
  await desk.waitForURL(`${site.origin}/fieldwork/import`);
  await desk.setInputFiles("input[type=file]", file);
  await desk.locator("main form button").last().click();
  await desk.waitForSelector("[data-import-report]");
  expect(await desk.textContent('[data-count="stored"]')).toBe("2");
  if (pictures) await desk.screenshot({ path: join(pictures, "report.png") });
  await look("import", desk);
  await desk.goto(`${site.origin}/fieldwork/tablets`);
  await look("wall", desk);
  await office?.close();

  await page.unroute("**/api/{visits,rosters}");
  await page.getByRole("button", { name: field.fieldWords().outbox.sendNow }).click();
  await field.waitUntilSent(page);
  // Left alone it locks by itself. Another PIN is chosen; of the sign-in that has run out meanwhile nobody hears.
  const { sql } = site.connection;
  await page.clock.install();
  await field.openAt(page, `${gate.origin}/field/outbox`, "2468");
  await page.clock.fastForward("10:05");
  await page.waitForSelector("[data-lock]");
  await field.unlock(page, "2468");
  await page.getByText(zh.change.title).click();
  for (const [place, digits] of ["2468", "13579", "13579"].entries())
    await page.locator("[data-pin-form] input").nth(place).fill(digits);
  await page.locator("[data-pin-form] button").click();
  await page.getByText(zh.change.done).waitFor();
  await page.clock.resume();
  await sql`update sessions set expires_at = now() where city_id = ${city.cityId}`;
  await lockNow();
  await unlock("2468");
  await page.locator("[data-lock] [role=alert]").waitFor();
  await field.unlock(page, "13579");
  await visitWithNote(city.ownHouseholds[2]!.id);
  await field.waitUntilSent(page);
  expect(await page.getByText(field.fieldWords().signedOut.text).count()).toBe(0);

  expect(await sql`select user_id from records where city_id = ${city.cityId}`).toEqual([
    { user_id: city.volunteer.userId },
    { user_id: city.volunteer.userId },
    { user_id: city.volunteer.userId },
  ]);
  expect(await sql`select id from quarantine where city_id = ${city.cityId}`).toHaveLength(0);
  expect(faults).toEqual([]);
}, 240_000);

const otherPage = () => device.newPage();
