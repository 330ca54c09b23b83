import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { accessibilityFaults, scrollsSideways, smallTargets } from "./check-page.ts";
import * as field from "./drive-field.ts";
import { answerQuestionnaire, pageOf, questionOnScreen } from "./drive-questionnaire.ts";
import { readDevice, untilInterviewKept } from "./kept-records.ts";
import { startSite, type TestSite } from "./start-site.ts";
import { hashPassword } from "#db/passwords.ts";
import { runnerSentences } from "#app/components/questionnaire-model.ts";
import interviewEn from "#app/locales/en/interview.json" with { type: "json" };
import interview from "#app/locales/zh-CN/interview.json" with { type: "json" };
import { LARGEST_PHOTO } from "#surveys/fieldwork/photo-limits.ts";
import { makeTinyCity, type TinyCity } from "#test/db/tiny-city.ts";
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

async function expectGood(page: Page) {
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(await smallTargets(page)).toEqual([]);
  expect(await scrollsSideways(page)).toBe(false);
}

async function tablet(width: number, height: number, language: "zh-CN" | "en") {
  const context = await browser.newContext({ viewport: { width, height }, locale: language, hasTouch: true });
  await context.addCookies([{ name: "language", value: language, url: site.origin }]);
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  await field.signInToField(page, site.origin, "v1", PASSWORD);
  return { context, page };
}

/** A finger drawn across the screen, as the browser gets it from the glass. */
async function swipe(page: Page, from: [number, number], to: [number, number]) {
  const cdp = await page.context().newCDPSession(page);
  const [x, y] = from;
  await cdp.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [{ x, y }] });
  for (const part of [0.3, 0.6, 1]) {
    const point = { x: x + part * (to[0] - x), y: y + part * (to[1] - y) };
    await cdp.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: [point] });
  }
  await cdp.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  await cdp.detach();
}

/** A picture as a camera makes it, with a place in its EXIF. */
async function picture(page: Page): Promise<Buffer> {
  const data = await page.evaluate(() => {
    const canvas = document.createElement("canvas");
    Object.assign(canvas, { width: 2400, height: 1800 });
    const drawing = canvas.getContext("2d")!;
    for (let i = 0; i < 6000; i++) {
      drawing.fillStyle = `hsl(${i % 360} 60% 50%)`;
      drawing.fillRect((i * 37) % 2400, (i * 91) % 1800, 40, 30);
    }
    return canvas.toDataURL("image/jpeg", 0.95).split(",")[1]!;
  });
  const jpeg = Buffer.from(data, "base64");
  const place = Buffer.from("Exif\0\0GPS 31.2304 121.4737");
  const exif = Buffer.from([0xff, 0xe1, 0, place.length + 2]);
  return Buffer.concat([jpeg.subarray(0, 2), exif, place, jpeg.subarray(2)]);
}

async function begin(page: Page, caseId: string) {
  await field.openCase(page, site.origin, caseId, "household");
  await field.listResidents(page, [{ age: 43, sex: "female" }]);
  await page.getByRole("button", { name: field.fieldWords().case.start, exact: true }).click();
  await page.waitForSelector(".questionnaire__forward");
}

async function reopen(context: BrowserContext, page: Page): Promise<Page> {
  const address = page.url();
  await page.close();
  const next = await context.newPage();
  next.setDefaultTimeout(60_000);
  await field.openAt(next, address);
  await next.waitForSelector(".questionnaire__forward");
  return next;
}

test("consent, swipes, card, notes and photos: a killed page loses none of it, and all arrives", async () => {
  const tab = await tablet(800, 1280, "zh-CN");
  const { context } = tab;
  let { page } = tab;
  const own = city.ownHouseholds[0]!;
  await begin(page, own.id);
  await expectGood(page);
  await page.locator(".questionnaire__disagree").click();
  await page.getByRole("button", { name: field.fieldWords().interview.goOn, exact: true }).click();
  await page.locator(".questionnaire__forward").click();
  await answerQuestionnaire(page, { age: 43 }, "q01");

  // Upwards is scrolling, without an answer nothing is turned, with one it is.
  await swipe(page, [500, 900], [480, 400]);
  await swipe(page, [600, 700], [200, 690]);
  await page.getByRole("alert").waitFor();
  expect(await questionOnScreen(page)).toBe("q01");
  await page.locator("label.questionnaire__option").first().click();
  await swipe(page, [600, 700], [200, 690]);
  await expect.poll(() => questionOnScreen(page)).toBe("q02");
  await swipe(page, [200, 700], [600, 690]);
  await expect.poll(() => questionOnScreen(page)).toBe("q01");
  // The first tap after a swipe counts.
  const third = page.locator("label.questionnaire__option").nth(2);
  const { x, y } = (await third.boundingBox())!;
  await swipe(page, [x + 30, y + 30], [x + 30, y + 30]);
  await expect.poll(() => third.getAttribute("class")).toContain("is-chosen");
  await page.locator("label.questionnaire__option").first().click();
  await page.locator(".questionnaire__forward").click();

  await page.locator(".questionnaire__show").click();
  await page.locator(".questionnaire__hand-back").waitFor();
  await page.locator(".field-bar").waitFor({ state: "hidden" });
  await expectGood(page);
  await page.locator("label.questionnaire__option").nth(1).click();
  await swipe(page, [600, 700], [200, 690]);
  await page.locator(".questionnaire__hand-back").click();
  expect(await page.locator(".questionnaire input:checked").getAttribute("value")).toBe("sometimes");
  await page.locator(".questionnaire__forward").click();

  await page.locator(".interview-notes summary").click();
  await page.locator(".interview-notes textarea").fill("狗一直叫");
  await answerQuestionnaire(page, { age: 43 }, "fix_first");
  const file = { name: "hole.jpg", mimeType: "image/jpeg", buffer: await picture(page) };
  await context.setOffline(true);
  const files = page.locator("[data-photo-files]");
  await files.setInputFiles([file, file, file, file]);
  await page.waitForSelector('[data-photos="3"]');
  const told = page.getByRole("alert");
  await told.getByText(interview.photos.tooMany.replace("{{most}}", "3")).waitFor();
  await page.locator(".interview-pictures button").nth(1).click();
  await page.waitForSelector('[data-photos="2"]');
  await files.setInputFiles({ name: "no.jpg", mimeType: "image/jpeg", buffer: Buffer.from("no picture") });
  await told.getByText(interview.photos.unreadable).waitFor();
  await expectGood(page);
  await context.setOffline(false);
  const two = [expect.anything(), expect.anything()];
  await untilInterviewKept(page, { pageNo: pageOf("fix_first"), notes: "狗一直叫", photos: two });
  page = await reopen(context, page);
  expect(await questionOnScreen(page)).toBe("fix_first");
  expect(await page.locator("[data-photos]").getAttribute("data-photos")).toBe("2");
  expect(await page.locator(".interview-notes textarea").inputValue()).toBe("狗一直叫");
  expect(await field.finishInterview(page, { age: 43, comment: "路灯不亮" })).toBe("complete");
  await field.waitUntilSent(page);

  const { sql } = site.connection;
  const [response] = await sql`
    select id, answers, paradata from responses where city_id = ${city.cityId} and case_id = ${own.id}`;
  expect(response!.answers).toMatchObject({ q01: "satisfied", q02: "sometimes", fix_first: "路灯不亮" });
  const paradata = response!.paradata as { notes: string; agreedAt: string; screenTimes: object };
  expect(paradata.notes).toBe("狗一直叫");
  expect(Date.parse(paradata.agreedAt)).toBeLessThan(Date.now());
  // Asked before and after the page was killed: each question has its time.
  expect(Object.keys(paradata.screenTimes)).toHaveLength(29);
  const photos =
    await sql`select jpeg from response_photos where response_id = ${String(response!.id)} order by place`;
  expect(photos).toHaveLength(2);
  for (const { jpeg } of photos as unknown as { jpeg: Buffer }[]) {
    expect(jpeg.length).toBeLessThanOrEqual(LARGEST_PHOTO);
    expect(jpeg.includes("Exif") || jpeg.includes("GPS")).toBe(false);
  }
  await context.clearCookies();
  await page.goto(`${site.origin}/sign-in`);
  await page.fill("input[name=login]", "boss");
  await page.fill("input[name=password]", PASSWORD);
  await page.click("main form button");
  await page.waitForURL((url) => url.pathname !== "/sign-in");
  await page.goto(`${site.origin}/fieldwork/${city.waveId}/interviews/${String(response!.id)}`);
  await page.getByText("狗一直叫").waitFor();
  const image = page.locator("main li img").first();
  await image.scrollIntoViewIfNeeded();
  await expect.poll(() => image.evaluate((one: HTMLImageElement) => one.naturalWidth)).toBeGreaterThan(300);
  expect(await accessibilityFaults(page)).toEqual([]);
  await context.close();
}, 300_000);

test("large text is remembered and fits on a phone, in both languages; refusing at the consent is asked back", async () => {
  const { context, page } = await tablet(360, 800, "en");
  await field.openAt(page, `${site.origin}/field/practice`);
  const words = field.fieldWords("en").practice;
  const start = () => page.getByRole("button", { name: words.household, exact: true }).click();
  await start();
  await page.getByRole("button", { name: runnerSentences("en").agree }).click();
  await page.getByRole("button", { name: interviewEn.text.big }).click();
  await page.waitForSelector('html[data-text="big"]');
  const kept = async () => Object.values((await readDevice(page)).settings.bigText ?? {});
  await expect.poll(kept).toEqual([true]);
  await page.reload();
  await field.unlock(page);
  await page.waitForSelector('html[data-text="big"]');
  await start();
  await page.waitForSelector(".questionnaire__forward");
  await expectGood(page);
  await page.locator(".questionnaire__forward").click();
  await answerQuestionnaire(page, { age: 43 }, "q02");
  await expectGood(page);
  // For a screen reader "don't know" and "refused" say that they are no opinions, each in its own words.
  const meaning = (value: string) =>
    page
      .locator(`input[value="${value}"]`)
      .evaluate(
        (input) => document.getElementById(input.getAttribute("aria-describedby") ?? "")?.textContent,
      );
  expect(await meaning("dk")).toBe(runnerSentences("en").notKnown);
  expect(await meaning("refused")).toBe(runnerSentences("en").notSaid);
  await page.locator(".field-bar").getByText("中文").click();
  await page.waitForSelector('.questionnaire[lang="zh-CN"]');
  await expectGood(page);
  await page.locator(".questionnaire__show").click();
  await page.locator(".questionnaire__hand-back").waitFor();
  await expectGood(page);
  await context.close();
}, 180_000);
