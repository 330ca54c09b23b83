import type { Page } from "playwright-core";
import { answerQuestionnaire, type Person } from "./drive-questionnaire.ts";
import en from "#app/locales/en/citizen.json" with { type: "json" };
import zh from "#app/locales/zh-CN/citizen.json" with { type: "json" };
import type { Language } from "#surveys/vocabulary.ts";

export const citizenWords = (language: Language = "zh-CN") => (language === "en" ? en : zh);

export async function openPublicLink(page: Page, origin: string, slug: string): Promise<void> {
  await page.goto(`${origin}/s/${slug}`);
}

/**
 * Answers online from the first sentence to the thanks.
 *
 * @returns how it ended: "thanks", "ineligible", "already", …
 */
export async function answerOnline(
  page: Page,
  person: Person,
  language: Language = "zh-CN",
): Promise<string> {
  await page.getByRole("button", { name: citizenWords(language).start, exact: true }).click();
  await answerQuestionnaire(page, person);
  await page.waitForSelector("[data-end]:not([data-end=sending])", { timeout: 20_000 });
  return endShown(page);
}

export async function endShown(page: Page): Promise<string> {
  return (await page.locator("[data-end]").getAttribute("data-end")) ?? "";
}
