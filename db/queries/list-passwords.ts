import { and, eq } from "drizzle-orm";
import type { Database } from "../client.ts";
import { userRoles, users } from "../schema/index.ts";

/** Everybody's password hash in a city, with their first role. */
export async function listPasswords(db: Database, cityId: string) {
  const rows = await db
    .select({
      userId: users.id,
      login: users.login,
      passwordHash: users.passwordHash,
      role: userRoles.role,
    })
    .from(users)
    .leftJoin(userRoles, and(eq(userRoles.cityId, users.cityId), eq(userRoles.userId, users.id)))
    .where(eq(users.cityId, cityId))
    .orderBy(users.login, userRoles.role);
  return rows
    .filter((row, i) => row.userId !== rows[i - 1]?.userId)
    .map((row) => ({ ...row, role: row.role ?? "" }));
}
