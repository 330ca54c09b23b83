import postgres from "postgres";
import { expect, test } from "vitest";
import { openBrowser } from "./browser.ts";
import { createTestDatabase } from "./database.ts";

test("a test database speaks UTF-8, has the tables, and is apart from the next one", async () => {
  const [first, second] = [await createTestDatabase(), await createTestDatabase()];
  expect(first.url).not.toBe(second.url);
  const sql = postgres(first.url, { max: 1 });
  const [row] =
    await sql`select char_length('问街') as length, to_regclass('public.cities') is not null as migrated`;
  expect(row).toEqual({ length: 2, migrated: true });
  await sql.end();
  await Promise.all([first.close(), second.close()]);
});

test("a browser opens a page", async () => {
  const browser = await openBrowser();
  const page = await browser.newPage();
  await page.setContent("<title>问街</title><p>ready</p>");
  expect(await page.title()).toBe("问街");
  await browser.close();
});
