import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { accessibilityFaults, scrollsSideways, untilWhole } from "./check-page.ts";
import { signInToDesk, speak } from "./drive-desk.ts";
import { startSite, type TestSite } from "./start-site.ts";
import { seedDemo } from "#app/server/seed-demo.ts";
import { openBrowser } from "#test/set-up/browser.ts";

const PASSWORD = "wenjie-demo";
let site: TestSite;
let browser: Browser;
let paths: string[];

beforeAll(async () => {
  site = await startSite();
  await seedDemo(site.connection.db, {
    passwords: "known",
    size: "small",
    earlierWaves: 3,
    onProgress: () => undefined,
  });
  browser = await openBrowser();
  paths = await analystPages();
}, 600_000);

afterAll(async () => {
  await browser?.close();
  await site?.close();
});

/** Every page that an analyst has of the open wave, and the ones that only a published wave has something on. */
async function analystPages(): Promise<string[]> {
  const { sql } = site.connection;
  const [open] = await sql`select id, district_id from waves where status = 'open'`;
  const [published] = await sql`
    select id from waves where status = 'published' order by starts_on desc limit 1`;
  const [street] = await sql`
    select id from streets where district_id = ${open!.district_id as string} order by code limit 1`;
  const [entry] = await sql`
    select id, street_id from ledger_entries where fixed_at is null and cancelled_at is null limit 1`;
  const [link] = await sql`select slug from public_links where wave_id = ${published!.id as string}`;
  const wave = `/waves/${open!.id}`;
  return [
    "/waves",
    wave,
    `${wave}/streets`,
    `${wave}/streets/${street!.id}`,
    `${wave}/losses`,
    `${wave}/trends`,
    `${wave}/trends/compare?with=${published!.id}`,
    `${wave}/checks`,
    `${wave}/score`,
    `${wave}/data`,
    `${wave}/report`,
    `/waves/${published!.id}`,
    `/waves/${published!.id}/publish`,
    "/ledger",
    `/ledger/${entry!.id}`,
    `/ledger/new?street=${entry!.street_id}`,
    "/results",
    `/results/${link!.slug}`,
  ];
}

const WIDTHS = [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
];

test.each(["zh-CN", "en"] as const)(
  "every page of the analyst in %s fits a laptop and a phone and has no accessibility fault",
  async (language) => {
    const context = await browser.newContext({ viewport: WIDTHS[0]!, locale: "zh-CN" });
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    const faults: string[] = [];
    page.on("pageerror", (error) => faults.push(`${page.url()}: ${error.message}`));
    await signInToDesk(page, site.origin, "analyst", PASSWORD);
    await page.goto(`${site.origin}/waves`);
    await speak(page, language);
    for (const path of paths) {
      const answer = await page.goto(`${site.origin}${path}`);
      expect(answer?.status(), path).toBe(200);
      await page.locator("h1").first().waitFor();
      await untilWhole(page);
      expect(await page.locator("html").getAttribute("lang"), path).toBe(language);
      for (const size of WIDTHS) {
        await page.setViewportSize(size);
        const where = `${path} ${language} ${size.width}`;
        expect(await accessibilityFaults(page), where).toEqual([]);
        expect(await scrollsSideways(page), where).toBe(false);
        expect(await page.locator("main").innerText(), where).not.toMatch(
          /NaN|undefined|\bnull\b|Infinity|\{\{/,
        );
        expect(await emptyCharts(page), where).toEqual([]);
      }
      // Words are longer in English: what stands whole on paper then does in Chinese.
      if (language === "en") expect(await cutOnPaper(page, WIDTHS[1]!), path).toEqual([]);
    }
    expect(faults).toEqual([]);
    await context.close();
  },
  480_000,
);

/** What would stick out of a sheet of A4, its margins taken off, when the page is printed. */
async function cutOnPaper(page: Page, screen: { width: number; height: number }): Promise<string[]> {
  const width = 703;
  await page.setViewportSize({ width, height: 1016 });
  await page.emulateMedia({ media: "print" });
  const cut = await page.evaluate((edge) => {
    window.dispatchEvent(new Event("beforeprint"));
    const found = [...document.querySelectorAll("main *")]
      .filter((element) => element.checkVisibility() && element.getBoundingClientRect().right > edge + 1)
      .map((element) => element.outerHTML.slice(0, 100));
    window.dispatchEvent(new Event("afterprint"));
    return found;
  }, width);
  await page.emulateMedia({ media: "screen" });
  await page.setViewportSize(screen);
  return cut;
}

/** Pictures on the page in which nothing is drawn. */
function emptyCharts(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<SVGElement>("main svg")]
      .filter((svg) => svg.checkVisibility() && !svg.querySelector("path, circle, rect, line, text"))
      .map((svg) => svg.outerHTML.slice(0, 160)),
  );
}
