import type { Page } from "playwright-core";
import type { ListFile } from "./small-lists.ts";
import cases from "#app/locales/zh-CN/cases.json" with { type: "json" };
import fieldwork from "#app/locales/zh-CN/fieldwork.json" with { type: "json" };
import frame from "#app/locales/zh-CN/frame.json" with { type: "json" };
import waves from "#app/locales/zh-CN/waves.json" with { type: "json" };
import type { FrameKind } from "#surveys/frames/frame-kinds.ts";
import type { Language } from "#surveys/vocabulary.ts";

/** What is written on the desk's pages; the desk is driven in Chinese. */
export const deskWords = { cases, fieldwork, frame, waves };

const button = (page: Page, name: string | RegExp) =>
  page.locator("main").getByRole("button", { name, exact: typeof name === "string" });

/** A sentence of the site as a pattern: its figures may be any. */
export function pattern(sentence: string): RegExp {
  const escaped = sentence.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(escaped.replace(/\\\{\\\{\w+\\\}\\\}/g, ".+"));
}

/** Makes the first city and its administrator, who is signed in then. */
export async function setUpCity(page: Page, origin: string, login: string, password: string): Promise<void> {
  await page.goto(`${origin}/set-up`);
  const values = {
    nameZh: "小城",
    nameEn: "Small City",
    code: "small",
    personName: "管理员",
    login,
    password,
  };
  for (const [name, value] of Object.entries(values)) await page.fill(`input[name=${name}]`, value);
  await page.selectOption("select[name=timeZone]", "Asia/Shanghai");
  await page.click("main form button");
  await page.waitForURL((url) => url.pathname !== "/set-up");
}

export async function signInToDesk(
  page: Page,
  origin: string,
  login: string,
  password: string,
): Promise<void> {
  await page.goto(`${origin}/sign-in`);
  await page.fill("input[name=login]", login);
  await page.fill("input[name=password]", password);
  await page.click("main form button");
  await page.waitForURL(`${origin}/waves`);
  // The address changes before the page does.
  await page.locator("input[name=password]").waitFor({ state: "detached" });
}

/** Changes the language by the link on top: the words change at once, and the server is told for the next page. */
export async function speak(page: Page, language: Language): Promise<void> {
  if ((await page.locator("html").getAttribute("lang")) === language) return;
  await Promise.all([
    page.waitForResponse((answer) => new URL(answer.url()).pathname.startsWith("/language")),
    page.locator('form[action="/language"] button').first().click(),
  ]);
  await page.waitForSelector(`html[lang="${language}"]`);
}

export async function addDistrict(page: Page, origin: string): Promise<void> {
  await page.goto(`${origin}/frame`);
  await page.fill("input[name=code]", "D1");
  await page.fill("input[name=nameZh]", "临溪区");
  await page.fill("input[name=nameEn]", "Linxi District");
  await button(page, frame.district.submit).click();
  await page.locator("input[type=file]").waitFor();
}

/** Uploads a list and waits until it is checked. The kind offered is taken where none is named. */
export async function uploadList(
  page: Page,
  origin: string,
  file: ListFile,
  kind?: FrameKind,
): Promise<void> {
  if (new URL(page.url()).pathname !== "/frame") await page.goto(`${origin}/frame`);
  await page.locator("input[type=file]").waitFor();
  if (kind) await page.selectOption("select[name=kind]", kind);
  await page.setInputFiles("input[type=file]", file);
  await button(page, frame.upload.submit).click();
  await page.waitForURL("**/frame/uploads/*");
  // The address changes before the page does.
  await page.locator("input[type=file]").waitFor({ state: "detached" });
  await page.locator("main [aria-busy]").waitFor({ state: "detached" });
}

/** Imports the list that was checked, and goes on to the next. */
export async function importList(page: Page): Promise<void> {
  await button(page, frame.one.import).click();
  await page.locator("[role=status]").waitFor();
  await page.getByRole("link", { name: frame.one.next }).click();
  await page.locator("input[type=file]").waitFor();
}

export async function openWave(page: Page, origin: string, waveId: string): Promise<void> {
  await page.goto(`${origin}/waves/${waveId}/manage`);
  await button(page, waves.manage.open).click();
  await button(page, waves.manage.open).waitFor({ state: "detached" });
}

/** Takes the suggestion for the cases that nobody has. */
export async function assignAsSuggested(page: Page, origin: string, waveId: string): Promise<void> {
  await page.goto(`${origin}/fieldwork/${waveId}/cases`);
  await page.getByRole("link", { name: pattern(cases.ways.assign_other) }).click();
  await button(page, pattern(cases.assign.confirm_other)).click();
  await page.getByRole("status").getByText(pattern(cases.assign.done_other)).waitFor();
}

/** Gives one case to somebody else. */
export async function reassign(page: Page, origin: string, waveId: string, caseId: string, name: string) {
  await page.goto(`${origin}/fieldwork/${waveId}/cases`);
  await page.locator(`input[name=case][value^="${caseId}"]`).check();
  await page.locator("#give-to select").selectOption({ label: name });
  await button(page, cases.give.button).click();
  await page.getByRole("status").getByText(pattern(cases.moved.moved_other)).waitFor();
}

type Counter = "household" | "householdRate" | "intercept" | "interceptRate" | "quarantine";

/** A figure at the top of the overview with what stands below it. */
export async function counter(page: Page, name: Counter): Promise<string> {
  const label = fieldwork.counters[name];
  const box = page
    .locator("main dl > div")
    .filter({ has: page.locator("dt", { hasText: new RegExp(`^${label}$`) }) });
  return (await box.locator("dd").innerText()).trim();
}

/** Lets the overview refresh by itself, sooner than its clock would: a page that was loaded again would forget `__stays`. */
export async function refreshesByItself(page: Page, run: () => Promise<void>): Promise<void> {
  await page.evaluate("window.__stays = true");
  await page.clock.fastForward(16_000);
  await run();
  if (!(await page.evaluate("window.__stays === true"))) throw new Error("The page was loaded again");
}

/** Decides on a quarantined record whose page is open. */
export async function decide(page: Page, decision: "accept" | "discard", reason: string): Promise<void> {
  await page.fill("textarea[name=reason]", reason);
  await button(page, cases.quarantine[decision]).click();
  await page.getByRole("status").waitFor();
}
