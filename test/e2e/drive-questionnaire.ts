import type { Page } from "playwright-core";
import { expect } from "vitest";

export interface Person {
  age: number;
  /** Which of an item's options to choose, from 0; the last two are "don't know" and "refused". */
  option?: (question: string) => number;
  comment?: string;
  resident?: boolean;
}

const RUNNER = ".questionnaire";
const FORWARD = ".questionnaire__forward";

/** Where the person is eligible and answers everything: one a page, after the introduction. */
export const QUESTIONS = [
  "resident_half_year",
  "age",
  "sex",
  ...Array.from({ length: 24 }, (_, i) => `q${String(i + 1).padStart(2, "0")}`),
  "fix_first",
];

/** The page that a question stands on, as the tablet counts them. */
export const pageOf = (question: string): number => QUESTIONS.indexOf(question) + 1;

/** The name of the question on the screen, or null on the introduction. */
export async function questionOnScreen(page: Page): Promise<string | null> {
  const question = page.locator(`${RUNNER} [data-name]`).filter({ has: page.locator("input, textarea") });
  const names = await question.evaluateAll((found) => found.map((one) => one.getAttribute("data-name")));
  return names.at(-1) ?? null;
}

/** What can be told apart of one screen of the questionnaire and the next: the question, a warning, the end. */
const screenOf = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll(".questionnaire [data-name], .questionnaire [class*='__']")]
      .map((one) => `${one.getAttribute("data-name")} ${one.className}`)
      .join(),
  );

/** Presses the button forward, and waits until it did something. */
async function goForward(page: Page): Promise<void> {
  const before = await screenOf(page);
  await page.locator(FORWARD).click();
  await expect.poll(() => screenOf(page), { interval: 20 }).not.toBe(before);
}

async function answerOne(page: Page, name: string, person: Person): Promise<void> {
  const question = page.locator(`${RUNNER} [data-name="${name}"]`);
  const number = question.locator("input[type=number]");
  const text = question.locator("textarea, input[type=text]");
  const options = question.locator("input[type=radio]");
  if (await number.count()) await number.fill(String(name === "age" ? person.age : 3));
  else if (await options.count()) {
    const chosen =
      name === "resident_half_year" && person.resident === false ? 1 : (person.option?.(name) ?? 0);
    await options.nth(chosen).check({ force: true });
  } else if (await text.count()) await text.fill(person.comment ?? "");
}

/**
 * Goes through the questionnaire on the screen, as one person.
 *
 * @param stopAt  name of the question to stop at, unanswered
 * @returns       names of the questions answered
 */
export async function answerQuestionnaire(page: Page, person: Person, stopAt?: string): Promise<string[]> {
  await page.waitForSelector(`${RUNNER} ${FORWARD}`, { timeout: 60_000 });
  const answered: string[] = [];
  for (let screen = 0; screen < 60; screen++) {
    const name = await questionOnScreen(page);
    if (stopAt !== undefined && name === stopAt) return answered;
    if (name) {
      await answerOne(page, name, person);
      if (!answered.includes(name)) answered.push(name);
    }
    await goForward(page);
    if ((await page.locator(FORWARD).count()) === 0) return answered;
  }
  throw new Error(
    `The questionnaire does not end; its last question is ${String(await questionOnScreen(page))}`,
  );
}
