import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { startBenchSite } from "./bench-site.ts";
import { connect } from "#db/client.ts";
import { hashPassword } from "#db/passwords.ts";
import { makeTinyCity } from "#test/db/tiny-city.ts";
import { fieldWords, openAt, signInToField, unlock } from "#test/e2e/drive-field.ts";
import { openDevice } from "#test/set-up/browser.ts";
import { isPackagedChromiumUsable, unpackChromium } from "#test/set-up/unpack-chromium.ts";

const PASSWORD = "a-long-password";
const SLOWED = 6;

export interface FieldPageTimes {
  firstPaintMs: number;
  coldPaintMs: number;
  /** From the PIN until the list of cases is there, from the device. */
  coldListMs: number;
  questionMs: number;
  slowestMs: number;
}

/** How long a volunteer waits on a slow tablet: a real browser, its processor slowed, on the built site. */
export async function measureFieldPages(databaseUrl: string): Promise<FieldPageTimes> {
  if (isPackagedChromiumUsable() && !process.env.CHROMIUM_PATH) unpackChromium();
  const connection = connect(databaseUrl);
  const { cityId } = await makeTinyCity(connection.db);
  await connection.sql`update users set password_hash = ${await hashPassword(PASSWORD)} where city_id = ${cityId}`;
  await connection.close();
  const site = await startBenchSite(databaseUrl);
  const profile = mkdtempSync(join(tmpdir(), "wenjie-bench-tablet-"));
  const device = await openDevice(profile, { viewport: { width: 800, height: 1280 }, locale: "zh-CN" });
  try {
    const page = device.pages()[0] ?? (await device.newPage());
    const cdp = await device.newCDPSession(page);
    await cdp.send("Emulation.setCPUThrottlingRate", { rate: SLOWED });
    const origin = `http://127.0.0.1:${site.port}`;
    await signInToField(page, origin, "v1", PASSWORD);
    const firstPaintMs = await firstPaint(page);
    await page.locator("[data-unsent]").click();
    await page.waitForSelector('[data-ready="true"]');
    await page.goto(`${origin}/field`);
    await page.waitForSelector("[data-lock]");
    const coldPaintMs = await firstPaint(page);
    const began = performance.now();
    await unlock(page);
    await page.waitForSelector(".field-row");
    const coldListMs = Math.round(performance.now() - began);
    const times = (await questionTimes(page, origin)).sort((a, b) => a - b);
    const [middle = NaN, slowest = NaN] = [times[Math.floor(times.length / 2)], times.at(-1)];
    return {
      firstPaintMs,
      coldPaintMs,
      coldListMs,
      questionMs: Math.round(middle),
      slowestMs: Math.round(slowest),
    };
  } finally {
    await device.close();
    await site.stop();
    rmSync(profile, { recursive: true, force: true });
  }
}

const firstPaint = (page: Page) =>
  page.evaluate(() =>
    Math.round(performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? NaN),
  );

/** From the tap on "next" until the next question is painted, for every question of a practice interview. */
async function questionTimes(page: Page, origin: string): Promise<number[]> {
  await openAt(page, `${origin}/field/practice`);
  await page.getByRole("button", { name: fieldWords().practice.household, exact: true }).click();
  const forward = page.locator(".questionnaire__forward");
  await forward.waitFor();
  await forward.click();
  const times: number[] = [];
  while ((await forward.count()) > 0) {
    const number = page.locator(".questionnaire input[type=number]");
    const options = page.locator(".questionnaire input[type=radio]");
    if (await number.count()) await number.fill("40");
    else if (await options.count()) await options.first().check({ force: true });
    times.push(await forward.evaluate(tapUntilPainted));
  }
  // The last tap ends the interview.
  return times.slice(0, -1);
}

function tapUntilPainted(button: HTMLElement | SVGElement): Promise<number> {
  const began = performance.now();
  (button as HTMLElement).click();
  return new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - began)));
  });
}
