import type { Page } from "playwright-core";
import people from "#app/locales/zh-CN/people.json" with { type: "json" };

/** Opens the page of invitations from the list of people, in Chinese as all of the desk. */
export async function openInvitations(page: Page, origin: string): Promise<void> {
  await page.goto(`${origin}/people`);
  await page.locator("main").getByRole("link", { name: people.invite.title }).click();
  await page.waitForURL("**/people/invitations");
  await page.locator("textarea[name=people]").waitFor();
}

/** Invites a list, one person a line, and tells the links that stand on the cards. */
export async function inviteList(page: Page, list: string): Promise<string[]> {
  await page.fill("textarea[name=people]", list);
  await page.getByRole("button", { name: people.invite.manySubmit }).click();
  await page.waitForSelector(".invitation-card");
  return page.locator(".invitation-link").allInnerTexts();
}

/** Chooses a password on the page that an invitation opened. */
export async function choosePassword(page: Page, password: string): Promise<void> {
  await page.fill("input[name=password]", password);
  await page.locator("main form button:not([type=button])").click();
}
