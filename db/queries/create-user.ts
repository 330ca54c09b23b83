import { v7 as uuidv7 } from "uuid";
import type { Language } from "#surveys/vocabulary.ts";
import type { Database } from "../client.ts";
import { userRoles, users, type Role } from "../schema/index.ts";

export interface NewUser {
  login: string;
  name: string;
  /** From `hashPassword`. */
  passwordHash: string;
  language?: Language | null;
  roles: { role: Role; scope: "city" | "district" | "street"; areaId: string | null }[];
}

/** Adds a person with their roles. A login that is taken is a unique violation. */
export async function createUser(db: Database, cityId: string, user: NewUser): Promise<string> {
  const { roles, ...person } = user;
  const id = uuidv7();
  await db.transaction(async (tx) => {
    await tx.insert(users).values({ cityId, id, ...person });
    if (roles.length > 0) {
      await tx.insert(userRoles).values(roles.map((role) => ({ cityId, id: uuidv7(), userId: id, ...role })));
    }
  });
  return id;
}
