import type { Database } from "#db/client.ts";
import { hashPassword, passwordMatches } from "#db/passwords.ts";
import { listPasswords } from "#db/queries/list-passwords.ts";
import { replacePassword } from "#db/queries/replace-password.ts";
import { type DemoSignIn, generatePassword, KNOWN_PASSWORD } from "./demo-people.ts";

/** Gives a new password to everybody of a city who still has the one that the documentation names. */
export async function replaceKnownPasswords(db: Database, cityId: string): Promise<DemoSignIn[]> {
  const replaced = await Promise.all(
    (await listPasswords(db, cityId)).map(async ({ userId, login, role, passwordHash }) => {
      if (!(await passwordMatches(passwordHash, KNOWN_PASSWORD))) return null;
      const password = generatePassword();
      await replacePassword(db, cityId, userId, await hashPassword(password), new Date());
      return { login, password, role };
    }),
  );
  return replaced.filter((signIn) => signIn !== null);
}
