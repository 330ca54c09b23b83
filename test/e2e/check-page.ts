import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { expect } from "vitest";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

interface Violation {
  id: string;
  nodes: { html: string; failureSummary?: string }[];
}

/** Waits until scripts have taken the page over, and nothing in it is still being computed. */
export async function untilWhole(page: Page): Promise<void> {
  const isTaken = () =>
    page.evaluate(() =>
      Object.keys(document.querySelector("main") ?? {}).some((key) => key.startsWith("__reactProps")),
    );
  await expect.poll(isTaken).toBe(true);
  await expect.poll(() => page.locator("main [aria-busy=true]").count()).toBe(0);
}

/** What axe finds wrong with the page on the screen, one line each; empty when nothing is. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const violations = (await page.evaluate(
    "axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'] }).then((r) => r.violations)",
  )) as Violation[];
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}

/** Buttons and links that a thumb would miss: smaller than 48 px, leaving out those within a sentence. */
export async function smallTargets(page: Page, within = "body"): Promise<string[]> {
  return page.evaluate(
    (selector) =>
      [
        ...document
          .querySelector(selector)!
          .querySelectorAll<HTMLElement>("button, a[href], summary, input:not([type=radio])"),
      ]
        .filter((element) => element.checkVisibility() && !element.classList.contains("skip"))
        .map((element) => ({ box: element.getBoundingClientRect(), text: element.outerHTML.slice(0, 100) }))
        .filter(({ box }) => box.height < 48 || box.width < 44)
        .map(({ box, text }) => `${Math.round(box.width)}×${Math.round(box.height)} ${text}`),
    within,
  );
}

/** Whether something sticks out to the right, so that the page scrolls sideways. */
export async function scrollsSideways(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
}
