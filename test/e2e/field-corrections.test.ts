import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { accessibilityFaults, smallTargets } from "./check-page.ts";
import * as field from "./drive-field.ts";
import { startSite, type TestSite } from "./start-site.ts";
import { hashPassword } from "#db/passwords.ts";
import { makeTinyCity, type TinyCity } from "#test/db/tiny-city.ts";
import { openBrowser } from "#test/set-up/browser.ts";

const PASSWORD = "a-long-password";
const words = field.fieldWords();
let site: TestSite;
let browser: Browser;
let city: TinyCity;
let page: Page;

beforeAll(async () => {
  site = await startSite();
  city = await makeTinyCity(site.connection.db);
  const { sql } = site.connection;
  await sql`update users set password_hash = ${await hashPassword(PASSWORD)} where city_id = ${city.cityId}`;
  browser = await openBrowser();
  page = await newPage(800, 1280);
  await field.signInToField(page, site.origin, "v1", PASSWORD);
}, 600_000);

afterAll(async () => {
  await browser?.close();
  await site?.close();
});

async function newPage(width: number, height: number) {
  const context = await browser.newContext({ viewport: { width, height }, locale: "zh-CN" });
  context.setDefaultTimeout(60_000);
  return context.newPage();
}

const press = (name: string) => page.getByRole("button", { name, exact: true }).click();
const attempts = async (caseId: string) => {
  const { sql } = site.connection;
  return sql`
    select v.disposition, k.reason as correction, exists (
      select 1 from corrections c where c.city_id = v.city_id and c.corrects = v.id) as corrected
    from visits v left join corrections k on k.city_id = v.city_id and k.id = v.id
    where v.city_id = ${city.cityId} and v.case_id = ${caseId} order by v.id`;
};

test("a wrong result of a visit is put right with a reason", async () => {
  const at = city.ownHouseholds[0]!;
  await field.openCase(page, site.origin, at.id, "household");
  await field.refuseAtDoor(page);
  await field.openCase(page, site.origin, at.id, "household");
  await page.locator("main li").getByRole("button").click();
  await press(words.door["nobody-home"]);
  await press(words.save);
  await page.getByText(words.correct.reasonNeeded).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(await smallTargets(page)).toEqual([]);
  await page.getByLabel(words.correct.reason).fill("手滑");
  await press(words.save);
  await page.locator("main li").filter({ hasText: words.reason["not-home"] }).waitFor();
  await field.waitUntilSent(page);
  await expect
    .poll(() => attempts(at.id))
    .toEqual([
      { disposition: "R", correction: null, corrected: true },
      { disposition: "NC", correction: "手滑", corrected: false },
    ]);
}, 180_000);

test("a finished interview is opened again by whoever held it, and what comes of it counts instead", async () => {
  const at = city.ownHouseholds[1]!;
  await field.openCase(page, site.origin, at.id, "household");
  await field.listResidents(page, [{ age: 43, sex: "female" }]);
  expect(await field.interviewHere(page, { age: 43, comment: "路灯" })).toBe("complete");
  await field.backToList(page);
  await field.waitUntilSent(page);
  await field.openCase(page, site.origin, at.id, "household");
  await page.getByText(words.correct.interviews).click();
  await press(words.correct.this);
  await page.getByLabel(words.correct.reason).fill("年龄记错了");
  await press(words.correct.open);
  expect(await field.finishInterview(page, { age: 45, comment: "路灯不亮" })).toBe("complete");
  await field.backToList(page);
  await field.waitUntilSent(page);
  const { sql } = site.connection;
  const rows = await sql`
    select age_years, comment, live from responses where city_id = ${city.cityId} and case_id = ${at.id} order by id`;
  expect(rows).toEqual([
    { age_years: 43, comment: "路灯", live: false },
    { age_years: 45, comment: "路灯不亮", live: true },
  ]);
}, 180_000);

test("the counts of a session that has ended are put right with a reason", async () => {
  const at = city.ownSessions[0]!;
  await field.openCase(page, site.origin, at.id, "intercept");
  await field.startSession(page);
  await field.countToNext(page);
  await field.passerRefuses(page);
  await field.countPassers(page, 2);
  await field.endSession(page);
  const passed = Number(await page.locator("[data-total=passed] dd").textContent());
  await page.getByText(words.recount.open, { exact: true }).click();
  await press(words.recount.save);
  await page.getByText(words.recount.same).waitFor();
  await page.getByText(words.correct.reasonNeeded).waitFor();
  await page.getByLabel(words.session.passed, { exact: true }).fill("0");
  await page.getByText(words.recount.tooFew.replace("{{least}}", "1")).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(await smallTargets(page)).toEqual([]);
  await page.getByLabel(words.session.passed, { exact: true }).fill(String(passed));
  await press(words.recount.less.replace("{{what}}", words.session.passed));
  await press(words.recount.more.replace("{{what}}", `${words.roster.male} 18–35`));
  await page.getByLabel(words.correct.reason).fill("多按了一下");
  await press(words.recount.save);
  await page.getByText(words.recount.done).waitFor();
  expect(await page.locator("[data-total=passed] dd").textContent()).toBe(String(passed - 1));
  expect(await page.locator("[data-total=refused] dd").textContent()).toBe("2");
  await field.waitUntilSent(page);
  const { sql } = site.connection;
  const rows = await sql`
    select n.passed, n.approached, k.reason from intercept_counts n
    left join corrections k on k.city_id = n.city_id and k.id = n.id
    where n.city_id = ${city.cityId} order by n.sequence desc limit 2`;
  expect(rows).toEqual([
    { passed: passed - 1, approached: 2, reason: "多按了一下" },
    { passed, approached: 1, reason: null },
  ]);
}, 180_000);

test("the supervisor sees what was corrected and why; practice makes no record", async () => {
  const desk = await newPage(1280, 900);
  await desk.goto(`${site.origin}/sign-in?returnTo=/fieldwork/${city.waveId}/cases`);
  await desk.fill("input[name=login]", "boss");
  await desk.fill("input[name=password]", PASSWORD);
  await desk.click("main form button");
  await desk.getByText("更正：手滑").waitFor();
  await desk.getByText("更正：年龄记错了").waitFor();
  await desk.getByText("更正：多按了一下").waitFor();
  await desk.getByText("上前询问 1 → 2").waitFor();
  const { sql } = site.connection;
  const count = async () =>
    (await sql`select count(*)::int as n from records where city_id = ${city.cityId}`)[0]!.n as number;
  const before = await count();
  await field.openAt(page, `${site.origin}/field/practice`);
  await press(words.practice.household);
  await field.answerPractice(page, { age: 43 });
  await expect.poll(() => field.unsent(page)).toBe(0);
  expect(await count()).toBe(before);
}, 180_000);
