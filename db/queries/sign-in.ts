import { and, eq, isNull } from "drizzle-orm";
import { validate as isUuid } from "uuid";
import type { Database } from "../client.ts";
import { passwordMatches } from "../passwords.ts";
import { users } from "../schema/index.ts";
import { openSession } from "./open-session.ts";
import { writeAudit } from "./write-audit.ts";

export interface SignIn {
  login: string;
  password: string;
  userAgent: string | null;
  now: Date;
}

/** Opens a session for a login and password; null when they do not belong together. Takes as long either way. */
export async function signIn(
  db: Database,
  cityId: string,
  { login, password, userAgent, now }: SignIn,
): Promise<{ userId: string; token: string } | null> {
  const [user] = isUuid(cityId)
    ? await db
        .select({ id: users.id, passwordHash: users.passwordHash })
        .from(users)
        .where(and(eq(users.cityId, cityId), eq(users.login, login), isNull(users.disabledAt)))
    : [];
  const matches = await passwordMatches(user?.passwordHash ?? null, password);
  if (!user || !matches) return null;
  const { id: userId } = user;
  return db.transaction(async (tx) => {
    const token = await openSession(tx, cityId, { userId, userAgent, now });
    await writeAudit(tx, { cityId, userId, action: "sign-in", subjectKind: "user", subjectId: userId });
    return { userId, token };
  });
}
