import type { Page } from "playwright-core";

export interface Person {
  age: number;
  /** Which of an item's options to choose, from 0; the last two are "don't know" and "refused". */
  option?: (question: string) => number;
  comment?: string;
  resident?: boolean;
}

const RUNNER = ".questionnaire";
const FORWARD = ".questionnaire__forward";

/** The name of the question on the screen, or null on the introduction. */
export async function questionOnScreen(page: Page): Promise<string | null> {
  const question = page
    .locator(`${RUNNER} [data-name]`)
    .filter({ has: page.locator("input, textarea") })
    .last();
  return (await question.count()) > 0 ? question.getAttribute("data-name") : null;
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
  await page.waitForSelector(`${RUNNER} ${FORWARD}`, { timeout: 20_000 });
  const answered: string[] = [];
  for (let screen = 0; screen < 60; screen++) {
    const name = await questionOnScreen(page);
    if (stopAt !== undefined && name === stopAt) return answered;
    if (name) {
      await answerOne(page, name, person);
      if (!answered.includes(name)) answered.push(name);
    }
    await page.locator(FORWARD).click();
    await page.waitForTimeout(30);
    if ((await page.locator(FORWARD).count()) === 0) return answered;
  }
  throw new Error(
    `The questionnaire does not end; its last question is ${String(await questionOnScreen(page))}`,
  );
}
