import { randomInt } from "node:crypto";
import type { Database } from "#db/client.ts";
import { hashPassword } from "#db/passwords.ts";
import { createUser, type NewUser } from "#db/queries/create-user.ts";
import type { ImportedDistrict } from "#db/queries/import-district.ts";
import { type Post, volunteersIn } from "./demo-cast.ts";

export const KNOWN_PASSWORD = "wenjie-demo";

export interface DemoSignIn {
  login: string;
  password: string;
  role: string;
}

/** Fictional, as everybody here. */
const NAMES =
  "沈望舒 顾知行 陆清和 林晓岚 周景明 方若溪 何秋实 许云帆 程安然 唐子衿 傅书遥 邵嘉树 温如玉 段长风 叶初晴 罗星河 " +
  "孟晚棠 姜一鸣 崔明月 秦亦舟 白雨桐 彭思远 苏念慈 曹立言 杜若兰 魏承志 蒋文心 韩江雪 冯少川 董依依 袁广平 夏青禾 " +
  "钟灵秀 田小满 余海生 潘静姝 谭志远 贺春生 陶然 欧阳川";

type Person = Omit<NewUser, "passwordHash">;

/** The staff of the demo city: two to four volunteers a street, and the office. */
export function demoPeople({ districtId, streetIds }: ImportedDistrict): Person[] {
  const inDistrict = { scope: "district" as const, areaId: districtId };
  const office: Pick<Person, "login" | "roles">[] = [
    { login: "admin", roles: [{ role: "administrator", scope: "city", areaId: null }] },
    { login: "analyst", roles: [{ role: "analyst", ...inDistrict }] },
    { login: "supervisor", roles: [{ role: "supervisor", ...inDistrict }] },
  ];
  const areas = [...streetIds.values()];
  const volunteers = volunteerPosts(areas.length).map(({ login, street }) => ({
    login,
    roles: [{ role: "volunteer" as const, scope: "street" as const, areaId: areas[street]! }],
  }));
  const names = NAMES.split(" ");
  return [...office, ...volunteers].map((person, i) => ({
    ...person,
    name: names[i % names.length] ?? person.login,
  }));
}

/** Every volunteer's login and post, street by street. */
export function volunteerPosts(streets: number): (Post & { login: string })[] {
  return Array.from({ length: streets }, (_, street) =>
    Array.from({ length: volunteersIn(street) }, (_each, volunteer) => ({ street, volunteer })),
  )
    .flat()
    .map((post, i) => ({ ...post, login: i === 0 ? "volunteer" : `volunteer${i + 1}` }));
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
