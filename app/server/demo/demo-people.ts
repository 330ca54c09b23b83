import { randomInt } from "node:crypto";
import type { Database } from "#db/client.ts";
import { hashPassword } from "#db/passwords.ts";
import { createUser, type NewUser } from "#db/queries/create-user.ts";
import type { ImportedDistrict } from "#db/queries/import-district.ts";

export const KNOWN_PASSWORD = "wenjie-demo";

export interface DemoSignIn {
  login: string;
  password: string;
  role: string;
}

/** Fictional, as everybody here. */
const NAMES = [
  "沈望舒",
  "顾知行",
  "陆清和",
  "林晓岚",
  "周景明",
  "方若溪",
  "何秋实",
  "许云帆",
  "程安然",
  "唐子衿",
].concat(["傅书遥", "邵嘉树", "温如玉", "段长风", "叶初晴", "罗星河"]);

type Person = Omit<NewUser, "passwordHash">;

/** The staff of the demo city: one volunteer a street, and the office. */
export function demoPeople({ districtId, streetIds }: ImportedDistrict): Person[] {
  const inDistrict = { scope: "district" as const, areaId: districtId };
  const office: Pick<Person, "login" | "roles">[] = [
    { login: "admin", roles: [{ role: "administrator", scope: "city", areaId: null }] },
    { login: "analyst", roles: [{ role: "analyst", ...inDistrict }] },
    { login: "supervisor", roles: [{ role: "supervisor", ...inDistrict }] },
  ];
  const volunteers = [...streetIds.values()].map((areaId, i) => ({
    login: i === 0 ? "volunteer" : `volunteer${i + 1}`,
    roles: [{ role: "volunteer" as const, scope: "street" as const, areaId }],
  }));
  return [...office, ...volunteers].map((person, i) => ({
    ...person,
    name: NAMES[i % NAMES.length] ?? person.login,
  }));
}

/** Adds everybody; the passwords are the known one, or made up here and nowhere kept. */
export async function addDemoPeople(
  db: Database,
  cityId: string,
  people: readonly Person[],
  passwords: "known" | "generated",
): Promise<{ signIns: DemoSignIn[]; userIds: Map<string, string> }> {
  const added = await Promise.all(
    people.map(async (person) => {
      const password = passwords === "known" ? KNOWN_PASSWORD : generatePassword();
      const id = await createUser(db, cityId, { ...person, passwordHash: await hashPassword(password) });
      return { id, signIn: { login: person.login, password, role: person.roles[0]?.role ?? "" } };
    }),
  );
  return {
    signIns: added.map(({ signIn }) => signIn),
    userIds: new Map(added.map(({ id, signIn }) => [signIn.login, id])),
  };
}

/** Without letters and digits that are mistaken for each other; 70 bits. */
export function generatePassword(): string {
  const alphabet = "abcdefghjkmnpqrstuvwxyz23456789";
  return Array.from({ length: 14 }, () => alphabet[randomInt(alphabet.length)]).join("");
}
