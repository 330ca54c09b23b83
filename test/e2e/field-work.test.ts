import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { accessibilityFaults, scrollsSideways, smallTargets } from "./check-page.ts";
import { answerOnline, endShown, openPublicLink } from "./drive-citizen.ts";
import * as field from "./drive-field.ts";
import { answerQuestionnaire, pageOf, questionOnScreen } from "./drive-questionnaire.ts";
import { readDevice, untilInterviewKept } from "./kept-records.ts";
import { startSite, type TestSite } from "./start-site.ts";
import { hashPassword } from "#db/passwords.ts";
import { makeTinyCity, setWaveStatus, type TinyCity } from "#test/db/tiny-city.ts";
import { openBrowser } from "#test/set-up/browser.ts";

const PASSWORD = "a-long-password";
let site: TestSite;
let browser: Browser;
let city: TinyCity;

beforeAll(async () => {
  site = await startSite();
  city = await makeTinyCity(site.connection.db);
  const { sql } = site.connection;
  await sql`update users set password_hash = ${await hashPassword(PASSWORD)} where city_id = ${city.cityId}`;
  browser = await openBrowser();
}, 600_000);

afterAll(async () => {
  await browser?.close();
  await site?.close();
});

async function tablet(width = 800, height = 1280) {
  const context = await browser.newContext({ viewport: { width, height }, locale: "zh-CN" });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(error.message));
  await field.signInToField(page, site.origin, "v1", PASSWORD);
  const requests: string[] = [];
  page.on("request", (request) => requests.push(new URL(request.url()).pathname));
  return { context, page, faults, requests };
}

async function expectGood(page: Page) {
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(await smallTargets(page)).toEqual([]);
  expect(await scrollsSideways(page)).toBe(false);
}

const received = async (mode: string) => {
  const { sql } = site.connection;
  return sql<{ outcome: string; case_id: string | null; codes: number }[]>`
    select outcome, case_id, array_length(answer_codes, 1) as codes from responses
    where city_id = ${city.cityId} and mode = ${mode} order by completed_at`;
};

const quarantined = async () => {
  const { sql } = site.connection;
  return sql`select kind, reason, detail from quarantine where city_id = ${city.cityId}`;
};

async function offline(context: BrowserContext, run: () => Promise<void>) {
  await context.setOffline(true);
  await run();
  await context.setOffline(false);
}

test("a volunteer visits, lists, is told whom to ask, interviews, and all of it arrives", async () => {
  const { page, faults, requests } = await tablet();
  const [first, second, third, fourth] = city.ownHouseholds;
  await expectGood(page);

  await field.openCase(page, site.origin, first!.id, "household");
  await expectGood(page);
  await field.nobodyHome(page);
  await field.openCase(page, site.origin, second!.id, "household");
  await field.refuseAtDoor(page);

  await field.openCase(page, site.origin, third!.id, "household");
  const selected = await field.listResidents(page, [
    { age: 71, sex: "male" },
    { age: 43, sex: "female" },
  ]);
  expect(selected).toBe(1);
  await expectGood(page);
  await page.getByRole("button", { name: field.fieldWords().case.start, exact: true }).click();
  await answerQuestionnaire(page, { age: 43 }, "q08");
  await expectGood(page);
  await untilInterviewKept(page, { pageNo: pageOf("q08") });
  await page.reload();
  await field.unlock(page);
  await page.waitForSelector(".questionnaire__forward");
  expect(await questionOnScreen(page)).toBe("q08");
  const outcome = await field.finishInterview(page, { age: 43, comment: "路灯不亮" });
  expect(outcome).toBe("complete");
  await field.backToList(page);

  await field.openCase(page, site.origin, fourth!.id, "household");
  expect(await field.listResidents(page, [{ age: 80, sex: "female" }])).toBeNull();
  await field.waitUntilSent(page);

  expect(await received("household")).toMatchObject([{ outcome: "complete", case_id: third!.id, codes: 24 }]);
  const { sql } = site.connection;
  const visits =
    await sql`select case_id, disposition from visits where city_id = ${city.cityId} order by happened_at`;
  expect(visits.map((visit) => [visit.case_id, visit.disposition])).toEqual([
    [first!.id, "NC"],
    [second!.id, "R"],
    [fourth!.id, "NE"],
  ]);
  expect(await quarantined()).toEqual([]);
  expect(faults).toEqual([]);
  expect(requests.filter((path) => path.endsWith(".data"))).toEqual([]);
}, 240_000);

test("a session counts, asks, takes back, pauses and ends without a network, and loses nothing", async () => {
  const { context, page, faults } = await tablet(360, 800);
  const session = city.ownSessions[0]!;
  await field.untilOnDevice(page);
  await offline(context, async () => {
    await field.openCase(page, site.origin, session.id, "intercept");
    await field.startSession(page);
    await expectGood(page);
    for (let asked = 0; asked < 3; asked++) {
      const words = field.fieldWords().session;
      await field.countToNext(page);
      if (asked === 0) await field.passerRefuses(page);
      else
        expect(await field.interviewPasser(page, { age: asked === 1 ? 30 : 71 })).toBe(
          asked === 1 ? "complete" : "ineligible",
        );
      if (asked === 0) {
        const passed = async () => Number(await page.locator(".field-hand").getAttribute("data-passed"));
        const before = await passed();
        await field.countPassers(page, 1);
        await page.getByRole("button", { name: words.undo.replace("{{what}}", words.undoPass) }).click();
        await expect.poll(passed).toBe(before);
      }
    }
    await page.getByRole("button", { name: field.fieldWords().session.pause, exact: true }).click();
    await page.getByRole("button", { name: field.fieldWords().session.resume, exact: true }).click();
    await field.endSession(page);
    await expectGood(page);
    await expect.poll(() => field.unsent(page)).toBeGreaterThan(5);
  });
  await field.waitUntilSent(page);

  expect((await received("intercept")).map(({ outcome }) => outcome)).toEqual(["complete", "ineligible"]);
  const { sql } = site.connection;
  const [counts] = await sql`
    select passed, approached, jsonb_array_length(refusals) as refused from intercept_counts
    where city_id = ${city.cityId} order by sequence desc limit 1`;
  const [drawn] = await sql`
    select interval from drawn_units u join cases c on c.city_id = u.city_id and c.drawn_unit_id = u.id
    where u.city_id = ${city.cityId} and c.id = ${session.id}`;
  expect(counts).toEqual({ passed: 3 * Number(drawn!.interval), approached: 3, refused: 1 });
  const events =
    await sql`select event from session_events where city_id = ${city.cityId} order by happened_at`;
  expect(events.map(({ event }) => event as string)).toEqual(["start", "pause", "resume", "end"]);
  expect(await quarantined()).toEqual([]);
  expect(faults).toEqual([]);
}, 240_000);

test("a sign-in that ran out and may not be renewed loses nothing: it says so, and sends once signed in again", async () => {
  const { context, page } = await tablet();
  await field.untilOnDevice(page);
  // Until then the tablet would leave a new one, by the sign-in that it still has.
  await expect.poll(async () => (await readDevice(page)).secretKept).toBe(true);
  await site.connection.sql`update tablet_secrets set renewal_sha256 = null where city_id = ${city.cityId}`;
  await context.clearCookies();
  await field.openCase(page, site.origin, city.ownHouseholds[4]!.id, "household");
  await field.nobodyHome(page);
  await page.getByRole("alert").getByText(field.fieldWords().signedOut.text).waitFor();
  await expect.poll(() => field.unsent(page)).toBe(1);
  await page.getByRole("link", { name: field.fieldWords().signedOut.button }).click();
  await page.fill("input[name=login]", "v1");
  await page.fill("input[name=password]", PASSWORD);
  await page.click("main form button");
  await page.waitForURL("**/field");
  await field.unlock(page);
  await field.waitUntilSent(page);
  const { sql } = site.connection;
  const [{ visits }] = (await sql`
    select count(*)::int as visits from visits
    where city_id = ${city.cityId} and case_id = ${city.ownHouseholds[4]!.id}`) as unknown as [
    { visits: number },
  ];
  expect(visits).toBe(1);
  await context.close();
}, 240_000);

test("on a shared tablet the next volunteer sees and sends only their own", async () => {
  const { context, page } = await tablet();
  const words = field.fieldWords().outbox;
  await field.untilOnDevice(page);
  await page.route("**/api/visits", (route) => route.abort());
  await field.openCase(page, site.origin, city.ownHouseholds[5]!.id, "household");
  await field.nobodyHome(page);
  await page.locator("[data-unsent]").click();
  await page.getByText(words.signOutUnsent.replace("{{count}}", "1")).waitFor();
  await offline(context, async () => {
    await page.getByRole("button", { name: words.signOut }).click();
    await page.getByText(words.signOutOffline).waitFor();
  });
  await page.getByRole("button", { name: words.signOut }).click();
  await page.waitForURL("**/sign-in?returnTo=/field");
  await page.unroute("**/api/visits");
  await field.signInToField(page, site.origin, "v2", PASSWORD, "0815");
  await page.locator(`a[href$="${city.otherHouseholds[0]!.id}"]`).first().waitFor({ state: "attached" });
  expect(await page.locator(`a[href$="${city.ownHouseholds[5]!.id}"]`).count()).toBe(0);
  await expect.poll(() => field.unsent(page)).toBe(0);
  await field.signInToField(page, site.origin, "v1", PASSWORD);
  await field.waitUntilSent(page);
  const { sql } = site.connection;
  const kept = await sql`
    select user_id from visits where city_id = ${city.cityId} and case_id = ${city.ownHouseholds[5]!.id}`;
  expect(kept.map(({ user_id }) => user_id as string)).toEqual([city.volunteer.userId]);
  await context.close();
}, 240_000);

test("a citizen answers once, changes the language on the way, and is thanked the second time", async () => {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: "zh-CN" });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  await openPublicLink(page, site.origin, city.slug);
  await page.getByRole("button", { name: "开始", exact: true }).click();
  await answerQuestionnaire(page, { age: 30 }, "q03");
  await page.locator(".citizen-bar button").click();
  await expect.poll(() => page.locator(".questionnaire").getAttribute("lang")).toBe("en");
  expect(await questionOnScreen(page)).toBe("q03");
  await expectGood(page);
  await answerQuestionnaire(page, { age: 30, comment: "the lamp behind building 6" }, "fix_first");
  await offline(context, async () => {
    await answerQuestionnaire(page, { age: 30, comment: "the lamp behind building 6" });
    await page.getByRole("button", { name: "Try now" }).waitFor();
  });
  await page.waitForSelector("[data-end=thanks]");
  expect(await received("online")).toMatchObject([{ outcome: "complete", case_id: null }]);
  await page.reload();
  await page.waitForSelector("[data-end=already]");
  await expectGood(page);
  await context.close();
}, 240_000);

test("an older citizen is thanked and counted as not eligible; a closed wave and a wrong link say so", async () => {
  const open = async () =>
    (await browser.newContext({ viewport: { width: 390, height: 844 }, locale: "en" })).newPage();
  const page = await open();
  await openPublicLink(page, site.origin, city.slug);
  await expectGood(page);
  expect(await answerOnline(page, { age: 71 }, "en")).toBe("ineligible");
  const elsewhere = await open();
  expect((await elsewhere.goto(`${site.origin}/s/nothing`))?.status()).toBe(404);
  expect(await endShown(elsewhere)).toBe("unknown");
  await setWaveStatus(site.connection.db, city.cityId, city.waveId, "closed");
  await openPublicLink(elsewhere, site.origin, city.slug);
  expect(await endShown(elsewhere)).toBe("closed");
  await setWaveStatus(site.connection.db, city.cityId, city.waveId, "open");
}, 240_000);

test("whoever taps while a page is still loading does not break it", async () => {
  const page = await browser.newPage();
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(error.message));
  await page.addInitScript(tapAllTheTime);
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Emulation.setCPUThrottlingRate", { rate: 6 });
  await page.goto(`${site.origin}/sign-in?returnTo=/field`);
  const isAlive = () =>
    page
      .locator("main button")
      .evaluate((button) => Object.keys(button).some((key) => key.startsWith("__reactProps")));
  await expect.poll(isAlive, { timeout: 60_000 }).toBe(true);
  expect(faults).toEqual([]);
  await page.close();
}, 120_000);

/** Runs in the page: taps its button between any two things that the page does. */
function tapAllTheTime(): void {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    document.querySelector("main button")?.dispatchEvent(new MouseEvent("mousedown", { bubbles: true }));
    port2.postMessage(0);
  };
  port2.postMessage(0);
}
