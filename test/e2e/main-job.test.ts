import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { accessibilityFaults, scrollsSideways, untilWhole } from "./check-page.ts";
import { answerOnline, openPublicLink } from "./drive-citizen.ts";
import { signInToDesk, speak } from "./drive-desk.ts";
import * as field from "./drive-field.ts";
import { startSite, type TestSite } from "./start-site.ts";
import { seedDemo } from "#app/server/seed-demo.ts";
import { openBrowser } from "#test/set-up/browser.ts";

const PASSWORD = "wenjie-demo";
let site: TestSite;
let browser: Browser;

beforeAll(async () => {
  site = await startSite();
  await seedDemo(site.connection.db, { passwords: "known", size: "small", onProgress: () => undefined });
  browser = await openBrowser();
}, 600_000);

afterAll(async () => {
  await browser?.close();
  await site?.close();
});

async function freshPage(width: number, height: number): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height }, locale: "zh-CN" });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  return page;
}

/** The figures under the names of the analyst's page, e.g. 有效 and 已收到, and n by mode. */
async function figuresOnPage(page: Page) {
  const named = await page
    .locator("dl > div")
    .evaluateAll((pairs) =>
      pairs.map((pair) => [
        pair.querySelector("dt")?.textContent ?? "",
        Number((pair.querySelector("dd")?.textContent ?? "").replaceAll(",", "")),
      ]),
    );
  return Object.fromEntries(named) as Record<string, number>;
}

/** Signs in as the analyst, and opens the first wave. */
async function openFirstWave(desk: Page): Promise<string> {
  await signInToDesk(desk, site.origin, "analyst", PASSWORD);
  expect(await accessibilityFaults(desk)).toEqual([]);
  await desk.locator('main a[href^="/waves/"]').first().click();
  await desk.waitForURL(/\/waves\/[0-9a-f-]{36}$/);
  // The address changes before the page does.
  await desk.locator("svg[role=img]:visible").first().waitFor();
  await untilWhole(desk);
  return desk.url().split("/").at(-1)!;
}

/** What the page itself gets from the server, with its session. */
function fetchJson(page: Page, path: string): Promise<unknown> {
  return page.evaluate(async (address) => {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
    return (await answer.json()) as unknown;
  }, path);
}

async function estimatesJson(page: Page, waveId: string) {
  return (await fetchJson(page, `/api/waves/${waveId}/estimates`)) as {
    overall: { n: number; received: number; share: number; byMode: Record<string, { n: number }> };
    online: { n: number };
  };
}

/** The first of the volunteer's own cases of a mode that nothing has happened at yet. */
async function untouchedCase(page: Page, mode: string): Promise<string> {
  const work = (await fetchJson(page, "/api/field/work")) as {
    cases: { id: string; mode: string; visits: unknown[]; responseOutcome: string | null; roster: unknown }[];
  };
  const open = work.cases.find(
    (one) => one.mode === mode && one.visits.length === 0 && !one.responseOutcome && !one.roster,
  );
  if (!open) throw new Error(`The demo volunteer has no untouched ${mode} case`);
  return open.id;
}

test("a household visit, an intercept and an online answer raise the analyst's numbers", async () => {
  const desk = await freshPage(1280, 800);
  const waveId = await openFirstWave(desk);
  expect(await accessibilityFaults(desk)).toEqual([]);
  const before = await estimatesJson(desk, waveId);
  const shownBefore = await figuresOnPage(desk);
  expect(shownBefore["已收到"]).toBe(before.overall.received);

  const tablet = await freshPage(800, 1280);
  await field.signInToField(tablet, site.origin, "volunteer", PASSWORD);
  await field.openCase(tablet, site.origin, await untouchedCase(tablet, "household"), "household");
  expect(await field.listResidents(tablet, [{ age: 41, sex: "female" }])).toBe(0);
  expect(await field.interviewHere(tablet, { age: 41 })).toBe("complete");
  await field.backToList(tablet);
  await field.openCase(tablet, site.origin, await untouchedCase(tablet, "intercept"), "intercept");
  await field.startSession(tablet);
  await field.countToNext(tablet);
  expect(await field.interviewPasser(tablet, { age: 33 })).toBe("complete");
  await field.endSession(tablet);
  await field.waitUntilSent(tablet);

  const phone = await freshPage(390, 844);
  await openPublicLink(phone, site.origin, "demo");
  expect(await answerOnline(phone, { age: 30, comment: "6号楼后面的路灯从春天起就不亮" })).toBe("thanks");

  await desk.reload();
  await untilWhole(desk);
  const after = await estimatesJson(desk, waveId);
  expect(after.overall.byMode.household!.n).toBe(before.overall.byMode.household!.n + 1);
  expect(after.overall.byMode.intercept!.n).toBe(before.overall.byMode.intercept!.n + 1);
  expect(after.overall.n).toBe(before.overall.n + 2);
  expect(after.online.n).toBe(before.online.n + 1);
  expect(after.overall.share).not.toBe(before.overall.share);
  const shown = await figuresOnPage(desk);
  expect(shown["已收到"]).toBe(after.overall.received);
  expect(shown["已收到"]).toBe(shownBefore["已收到"]! + 2);
}, 480_000);

test.each([
  [390, 844],
  [1280, 800],
])(
  "the analyst's page fits %i px in both languages and has no accessibility fault",
  async (width, height) => {
    const page = await freshPage(width, height);
    await openFirstWave(page);
    for (const language of ["zh-CN", "en"] as const) {
      await speak(page, language);
      await untilWhole(page);
      expect(await accessibilityFaults(page), language).toEqual([]);
      expect(await scrollsSideways(page), language).toBe(false);
      expect(await page.locator("svg[role=img]:visible").count(), language).toBeGreaterThan(0);
      expect(await page.locator("main").innerText(), language).not.toMatch(/NaN|undefined|null|\{\{/);
    }
  },
  240_000,
);
