import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { accessibilityFaults, scrollsSideways, smallTargets } from "./check-page.ts";
import * as desk from "./drive-desk.ts";
import * as field from "./drive-field.ts";
import { choosePassword, inviteList, openInvitations } from "./drive-invitations.ts";
import { SMALL_LISTS, WRONG_HOUSEHOLDS, WRONG_ROW } from "./small-lists.ts";
import { startSite, type TestSite } from "./start-site.ts";
import { localTime } from "#app/field/local-time.ts";
import { openBrowser } from "#test/set-up/browser.ts";

const PASSWORD = "a-long-password";
const ZONE = "Asia/Shanghai";
const DAY_MS = 86_400_000;
const VOLUNTEERS = { v1: "志愿者甲", v2: "志愿者乙" };
const words = desk.deskWords;
let site: TestSite;
let browser: Browser;
let waveId = "";

beforeAll(async () => {
  site = await startSite();
  browser = await openBrowser();
}, 600_000);

afterAll(async () => {
  await browser?.close();
  await site?.close();
});

async function newPage(width: number, height: number): Promise<{ page: Page; context: BrowserContext }> {
  const context = await browser.newContext({ viewport: { width, height }, locale: "zh-CN" });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  page.on("pageerror", (error) => faults.push(`${page.url()}: ${error.message}`));
  return { page, context };
}
const faults: string[] = [];

/** The day so many days from today in the city, "2026-06-13". */
const dayFromToday = (days: number) => localTime(Date.now() + days * DAY_MS, ZONE).slice(0, 10);

async function expectGood(page: Page) {
  expect(await accessibilityFaults(page), page.url()).toEqual([]);
  expect(await scrollsSideways(page), page.url()).toBe(false);
  expect(await page.locator("main").innerText(), page.url()).not.toMatch(/NaN|undefined|\{\{/);
}

test("an administrator imports six lists; a wrong row is named and corrected", async () => {
  const { page } = await newPage(1280, 800);
  await desk.setUpCity(page, site.origin, "admin", PASSWORD);
  await desk.addDistrict(page, site.origin);
  await expectGood(page);
  await desk.uploadList(page, site.origin, SMALL_LISTS.streets);
  await expect.poll(() => page.locator("main").innerText()).toContain("GB18030");
  await expect.poll(() => page.locator("table").last().innerText()).toContain("临溪街道");
  await desk.importList(page);
  await desk.uploadList(page, site.origin, SMALL_LISTS.wrongCommunities);
  const problem = page.locator("table").first().locator("tbody tr");
  await expect.poll(() => problem.count()).toBe(1);
  expect(await problem.innerText()).toMatch(new RegExp(`^${WRONG_ROW}\\s.*${WRONG_HOUSEHOLDS}`, "s"));
  expect(await page.getByRole("button", { name: words.frame.one.import, exact: true }).count()).toBe(0);
  await expectGood(page);
  await page.getByRole("link", { name: words.frame.one.corrected }).click();
  await page.waitForURL("**/frame");
  const rest = ["communities", "dwellings", "sites", "population", "boundaries"] as const;
  for (const kind of rest) {
    await desk.uploadList(page, site.origin, SMALL_LISTS[kind]);
    if (kind === "dwellings") await expectGood(page);
    await desk.importList(page);
  }
  const ready = page.locator("td").getByText(words.frame.streets.ready, { exact: true });
  await expect.poll(() => ready.count()).toBe(2);
  await expectGood(page);
  await page.context().close();
}, 240_000);

test("two volunteers are invited by link and choose their passwords on their tablets", async () => {
  const { page } = await newPage(800, 1280);
  await desk.signInToDesk(page, site.origin, "admin", PASSWORD);
  await openInvitations(page, site.origin);
  await expectGood(page);
  expect(await smallTargets(page, "main")).toEqual([]);
  const list = Object.entries(VOLUNTEERS).map(([login, name]) => `${name}\t${login}`);
  const links = await inviteList(page, list.join("\n"));
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(await scrollsSideways(page)).toBe(false);
  expect(links).toHaveLength(2);
  await page.goto(`${site.origin}/people`);
  await expectGood(page);
  expect(await smallTargets(page, "main")).toEqual([]);
  await page.context().close();

  for (const link of links) {
    const { page: tablet, context } = await newPage(800, 1280);
    await tablet.goto(link);
    await expectGood(tablet);
    expect(await smallTargets(tablet)).toEqual([]);
    await choosePassword(tablet, "short");
    await tablet.locator("main [role=alert]").waitFor();
    await expectGood(tablet);
    await choosePassword(tablet, PASSWORD);
    await tablet.waitForURL(`${site.origin}/field`);
    await tablet.waitForSelector("[data-choose-pin]");
    expect((await tablet.goto(link))?.status()).toBe(410);
    await tablet.waitForSelector('[data-ended="used"]');
    await expectGood(tablet);
    await context.close();
  }
}, 360_000);

test("the wave is designed with its margins in sight, drawn from a seed, given out and opened", async () => {
  const { page } = await newPage(1280, 800);
  await desk.signInToDesk(page, site.origin, "admin", PASSWORD);
  await page.goto(`${site.origin}/waves/new`);
  await page.fill("input[name=startsOn]", dayFromToday(-3));
  await page.fill("input[name=endsOn]", dayFromToday(9));
  await expectGood(page);
  await page.click("main form button");
  await page.waitForURL(/\/waves\/[0-9a-f-]{36}\/design/);
  waveId = /waves\/([0-9a-f-]{36})/.exec(page.url())![1]!;
  await page
    .locator("td")
    .getByText(/± \d\.\d\d/)
    .first()
    .waitFor();
  await expectGood(page);
  await page.goto(`${site.origin}/waves/${waveId}/design?step=draw`);
  await page.fill("input[name=seed]", "2026-11-22 福彩 04 17 23");
  await expectGood(page);
  await page.locator("main form button").last().click();
  await page.getByText("2026-11-22 福彩 04 17 23").waitFor();
  await expectGood(page);
  await desk.assignAsSuggested(page, site.origin, waveId);
  await expectGood(page);
  await desk.openWave(page, site.origin, waveId);
  await page.context().close();
}, 240_000);

/** What the tablet gets as the volunteer's cases of a mode. */
async function casesOf(tablet: Page, mode: string): Promise<string[]> {
  const found = await tablet.evaluate(async () => (await (await fetch("/api/field/work")).json()) as unknown);
  const { cases } = found as { cases: { id: string; mode: string }[] };
  return cases.filter((each) => each.mode === mode).map(({ id }) => id);
}

test("three visits, a session and a record in quarantine move the supervisor's figures", async () => {
  const { page: tablet, context: device } = await newPage(800, 1280);
  await tablet.clock.install();
  await field.signInToField(tablet, site.origin, "v1", PASSWORD);
  await field.untilOnDevice(tablet);
  const [door, lost] = await casesOf(tablet, "household");
  const [session] = await casesOf(tablet, "intercept");
  const { page } = await newPage(1280, 800);
  await desk.signInToDesk(page, site.origin, "admin", PASSWORD);
  const overview = `${site.origin}/fieldwork/${waveId}`;
  await page.goto(overview);
  await expectGood(page);
  const before = {
    rate: await desk.counter(page, "householdRate"),
    intercept: await desk.counter(page, "intercept"),
  };
  await page.evaluate("window.__stays = true");

  for (const [day, hour] of [
    [-2, 10],
    [-1, 19],
    [0, 0],
  ] as const) {
    const at = day === 0 ? Date.now() : Date.parse(`${dayFromToday(day)}T${hour}:00:00+08:00`);
    await field.moveClock(tablet, at);
    await field.openCase(tablet, site.origin, door!, "household");
    await field.nobodyHome(tablet);
  }
  await field.openCase(tablet, site.origin, session!, "intercept");
  await field.startSession(tablet);
  await field.countToNext(tablet);
  expect(await field.interviewPasser(tablet, { age: 33 })).toBe("complete");
  await field.endSession(tablet);
  await field.waitUntilSent(tablet);
  const { sql } = site.connection;
  const visits = await sql`select disposition from visits where case_id = ${door!}`;
  expect(visits.map(({ disposition }) => String(disposition))).toEqual(["NC", "NC", "NC"]);

  // The overview refreshes by itself.
  await expect.poll(() => desk.counter(page, "intercept"), { timeout: 90_000 }).not.toBe(before.intercept);
  expect(await page.evaluate("window.__stays")).toBe(true);
  await expectGood(page);

  await field.goHome(tablet);
  await device.setOffline(true);
  await desk.reassign(page, site.origin, waveId, lost!, VOLUNTEERS.v2);
  await field.openCase(tablet, site.origin, lost!, "household");
  await field.listResidents(tablet, [{ age: 41, sex: "female" }]);
  expect(await field.interviewHere(tablet, { age: 41 })).toBe("complete");
  await device.setOffline(false);
  await field.waitUntilSent(tablet);

  for (const _ of ["list of residents", "interview"]) {
    await page.goto(`${overview}/quarantine`);
    await expectGood(page);
    await page.locator('main a[href*="/quarantine/"]').first().click();
    await page.waitForURL(/quarantine\/[0-9a-f-]{36}/);
    await expectGood(page);
    await desk.decide(page, "accept", "志愿者离线，访问在先约好");
  }
  const [stored] = await sql`select outcome from responses where case_id = ${lost!} and live`;
  expect(stored).toMatchObject({ outcome: "complete" });
  await page.goto(overview);
  await expect.poll(() => desk.counter(page, "householdRate")).not.toBe(before.rate);
  expect(faults).toEqual([]);
}, 360_000);
