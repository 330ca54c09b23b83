import type { Page } from "playwright-core";
import { expect, vi } from "vitest";
import { answerQuestionnaire, type Person } from "./drive-questionnaire.ts";
import en from "#app/locales/en/field.json" with { type: "json" };
import zh from "#app/locales/zh-CN/field.json" with { type: "json" };
import { IDLE_MS } from "#app/field/vault/auto-lock.ts";
import type { Language, Sex } from "#surveys/vocabulary.ts";

export const fieldWords = (language: Language = "zh-CN") => (language === "en" ? en : zh);

const PATIENCE = { timeout: 60_000, interval: 50 };

/** The PIN of volunteers where a test does not choose another. */
export const PIN = "4711";

/**
 * What a volunteer does on the tablet, as small steps. `page` is in Chinese unless said otherwise.
 *
 * @returns id of whoever is signed in now, once the server has told the tablet so
 */
export async function signIn(page: Page, origin: string, login: string, password: string): Promise<string> {
  await page.goto(`${origin}/sign-in?returnTo=/field`);
  await page.fill("input[name=login]", login);
  await page.fill("input[name=password]", password);
  const [work] = await Promise.all([
    page.waitForResponse((answer) => new URL(answer.url()).pathname === "/api/field/work" && answer.ok()),
    page.click("main form button"),
  ]);
  await page.waitForURL(`${origin}/field`);
  return ((await work.json()) as { user: { id: string } }).user.id;
}

/** Signs in, chooses the PIN where there is none, and waits for the day's work. */
export async function signInToField(
  page: Page,
  origin: string,
  login: string,
  password: string,
  pin = PIN,
): Promise<void> {
  const userId = await signIn(page, origin, login, password);
  // Not the lock of whoever was here before, which the tablet may show for a moment.
  await page.waitForSelector(`[data-choose-pin], [data-lock="${userId}"], .field-row`);
  if (await page.locator("[data-choose-pin]").count()) await choosePin(page, pin);
  if (await page.locator("[data-lock]").count()) await unlock(page, pin);
  await page.waitForSelector(".field-row");
}

/** Waits until all pages are on the tablet and its worker serves them: from then on the network may go. */
export async function untilOnDevice(page: Page): Promise<void> {
  await vi.waitFor(async () => {
    expect(await page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
  }, PATIENCE);
  await untilFetchedAhead(page);
}

/** Waits until the pages that are fetched with the first are here: all there is on plain http. */
export async function untilFetchedAhead(page: Page): Promise<void> {
  const missing = () =>
    page.evaluate(async () => {
      const ahead = [...document.querySelectorAll<HTMLLinkElement>("link[rel=modulepreload]")];
      const fetched = await new Promise<PerformanceEntryList>((resolve) => {
        const observer = new PerformanceObserver((list) => resolve(list.getEntries()));
        observer.observe({ type: "resource", buffered: true });
      });
      const here = new Set(fetched.map(({ name }) => name));
      return ahead.length === 0 ? ["all"] : ahead.map(({ href }) => href).filter((href) => !here.has(href));
    });
  await vi.waitFor(async () => expect(await missing()).toEqual([]), PATIENCE);
}

/** Enters the PIN that the tablet asks for at every start. */
export async function unlock(page: Page, pin = PIN): Promise<void> {
  await page.locator("[data-lock] input").fill(pin);
  await page.locator("[data-lock] button").first().click();
  await page.waitForSelector("[data-lock]", { state: "detached" });
}

/** Opens a page of the tablet as a cold start does. */
export async function openAt(page: Page, address: string, pin = PIN): Promise<void> {
  await page.goto(address);
  await unlock(page, pin);
}

/**
 * Moves the tablet's clock. Moved on by hours it locks, as if nobody had touched it since, and is unlocked again. The page
 * must have been opened after `clock.install()`: a timer from before could not be cleared, and would lock for ever.
 */
export async function moveClock(page: Page, at: number, pin = PIN): Promise<void> {
  const before = await page.evaluate(() => Date.now());
  await page.clock.setSystemTime(at);
  if (at - before < IDLE_MS) return;
  // It looks at the clock now and then, and when it comes into sight.
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await unlock(page, pin);
}

/** Chooses the PIN that is asked for on the screen, and waits for the day's work. */
export async function choosePin(page: Page, pin: string): Promise<void> {
  const inputs = page.locator("[data-pin-form] input");
  await inputs.first().fill(pin);
  await inputs.last().fill(pin);
  await page.locator("[data-pin-form] button").click();
  await page.waitForSelector(".field-row");
}

/** From the end of an interview or a list of residents back to the list of cases. */
export async function backToList(page: Page, language: Language = "zh-CN"): Promise<void> {
  await page
    .locator("main")
    .getByRole("link", { name: fieldWords(language).toList, exact: true })
    .click();
  await untilHome(page);
}

/** Waits for the list of cases; the address changes before the page does. */
async function untilHome(page: Page): Promise<void> {
  await page.waitForURL("**/field");
  await page.locator("a.field-row").first().waitFor({ state: "attached" });
}

/** Goes back to the list of cases by the link on top. */
export async function goHome(page: Page): Promise<void> {
  await page.locator('.field-bar a[href="/field"]').click();
  await untilHome(page);
}

/** Opens a page within the tablet's room without loading a document, as a tap on a link does. */
export async function openCase(page: Page, origin: string, caseId: string, mode: "household" | "intercept") {
  const path = `/field/${mode === "household" ? "case" : "session"}?id=${caseId}`;
  if (new URL(page.url()).pathname !== "/field") await goHome(page);
  const link = page.locator(`a.field-row[href="${path}"]`);
  await link.waitFor({ state: "attached" });
  // What is done lies folded away, perhaps since a moment ago.
  const folded = page.locator("main details:not([open]) > summary");
  const seen = async () => {
    if (!(await link.isVisible()) && (await folded.count()) > 0) await folded.first().click();
    return link.isVisible();
  };
  await expect.poll(seen).toBe(true);
  await link.click();
  await page.waitForURL(`${origin}${path}`);
  await link.waitFor({ state: "detached" });
}

const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });

export async function nobodyHome(page: Page, language: Language = "zh-CN"): Promise<void> {
  const words = fieldWords(language);
  await button(page, words.door["nobody-home"]).click();
  await button(page, words.save).click();
  await untilHome(page);
}

export async function refuseAtDoor(page: Page, language: Language = "zh-CN"): Promise<void> {
  const words = fieldWords(language);
  await button(page, words.door.refusal).click();
  await button(page, words.door.whyTime).click();
  await button(page, words.save).click();
  await untilHome(page);
}

/**
 * Lists the residents of the dwelling on the screen.
 *
 * @returns place in the list of the one whom the device names; null where nobody is eligible
 */
export async function listResidents(
  page: Page,
  members: { age: number; sex: Sex; residentHalfYear?: boolean }[],
  language: Language = "zh-CN",
): Promise<number | null> {
  const words = fieldWords(language);
  await page.getByRole("link", { name: words.case.roster }).click();
  for (const [i, { age, sex, residentHalfYear = true }] of members.entries()) {
    if (i > 0) await button(page, words.roster.add).click();
    const person = page.locator(`[data-person="${i + 1}"]`);
    await person.locator("input").fill(String(age));
    await person.getByRole("button", { name: words.roster[sex], exact: true }).click();
    if (!residentHalfYear) await person.getByRole("button", { name: words.roster.no, exact: true }).click();
  }
  await button(page, words.roster.done).click();
  await page.waitForSelector(`.field-card-next[role=status]`);
  const selected = page.locator("[data-selected]");
  return (await selected.count()) > 0 ? Number(await selected.getAttribute("data-selected")) : null;
}

/** From "start the interview" to the thanks. The outcome stands in the page's `data-stored`. */
export async function interviewHere(
  page: Page,
  person: Person,
  language: Language = "zh-CN",
): Promise<string> {
  await button(page, fieldWords(language).case.start).click();
  return finishInterview(page, person);
}

export async function finishInterview(page: Page, person: Person): Promise<string> {
  await answerQuestionnaire(page, person);
  const stored = page.locator("[data-stored]");
  await stored.waitFor();
  return (await stored.getAttribute("data-stored")) ?? "";
}

export async function startSession(page: Page, language: Language = "zh-CN"): Promise<void> {
  await button(page, fieldWords(language).session.start).click();
  await page.waitForSelector(".field-hand");
}

export async function countPassers(page: Page, times: number): Promise<void> {
  const hand = page.locator(".field-hand");
  for (let i = 0; i < times; i++) {
    const passed = Number(await hand.getAttribute("data-passed"));
    await hand.click();
    await page.waitForSelector(`.field-hand[data-passed="${passed + 1}"]`);
  }
}

/** Counts until it is somebody's turn to be asked. */
export async function countToNext(page: Page): Promise<void> {
  await page.waitForSelector("[data-turn]");
  while ((await page.locator('[data-turn="ask"]').count()) === 0) await countPassers(page, 1);
}

/** Interviews the one who is to be asked now, and comes back to the session. */
export async function interviewPasser(
  page: Page,
  person: Person,
  language: Language = "zh-CN",
): Promise<string> {
  await button(page, fieldWords(language).session.interview).click();
  const outcome = await finishInterview(page, person);
  await page.getByRole("link", { name: fieldWords(language).interview.backToSession }).click();
  await page.waitForSelector(".field-hand");
  return outcome;
}

export async function passerRefuses(page: Page, language: Language = "zh-CN"): Promise<void> {
  const words = fieldWords(language);
  await button(page, words.session.refuse).click();
  const seen = button(page, `${words.roster.female} 36–55`);
  await seen.click();
  await seen.waitFor({ state: "detached" });
}

export async function endSession(page: Page, language: Language = "zh-CN"): Promise<void> {
  const words = fieldWords(language);
  await button(page, words.session.end).click();
  await button(page, words.session.endYes).click();
  await page.getByText(words.session.ended).waitFor();
}

export async function unsent(page: Page): Promise<number> {
  return Number(await page.locator("[data-unsent]").getAttribute("data-unsent"));
}

/** Waits until everything of this tablet's is with the server: in its store, and then on the screen. */
export async function waitUntilSent(page: Page): Promise<void> {
  await expect.poll(() => page.evaluate(countWaiting), { timeout: 90_000 }).toBe(0);
  await page.waitForSelector('[data-unsent="0"]', { timeout: 90_000 });
}

async function countWaiting(): Promise<number> {
  const done = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error ?? new Error("IndexedDB"));
    });
  const store = await done(indexedDB.open("wenjie-field"));
  const rows = (await done(store.transaction("records").objectStore("records").getAll())) as {
    state: string;
  }[];
  store.close();
  return rows.filter(({ state }) => state === "waiting").length;
}

/** Goes through the questionnaire on the page for practice. */
export async function answerPractice(
  page: Page,
  person: Person,
  language: Language = "zh-CN",
): Promise<void> {
  await answerQuestionnaire(page, person);
  await page.getByText(fieldWords(language).practice.done).waitFor();
}
