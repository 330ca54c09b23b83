import type { Database } from "../client.ts";
import { isUniqueViolation } from "../database-errors.ts";
import { createUser, type NewUser } from "./create-user.ts";
import { listLogins } from "./list-logins.ts";
import { writeAudit } from "./write-audit.ts";

/** Adds a person on somebody's behalf; null when the city has one of this login, or has invited one. */
export async function addPerson(
  db: Database,
  cityId: string,
  person: NewUser,
  addedBy: string,
): Promise<string | null> {
  try {
    return await db.transaction(async (tx) => {
      if ((await listLogins(tx, cityId)).invited.has(person.login)) return null;
      const id = await createUser(tx, cityId, person);
      const { login, roles } = person;
      const subject = { subjectKind: "user", subjectId: id, details: { login, roles } };
      await writeAudit(tx, { cityId, userId: addedBy, action: "add-person", ...subject });
      return id;
    });
  } catch (error) {
    if (isUniqueViolation(error)) return null;
    throw error;
  }
}
