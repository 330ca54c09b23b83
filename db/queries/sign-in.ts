import { and, eq, isNull } from "drizzle-orm";
import { v7 as uuidv7, validate as isUuid } from "uuid";
import type { Database } from "../client.ts";
import { passwordMatches } from "../passwords.ts";
import { sessions, users } from "../schema/index.ts";
import { hashToken, newToken } from "./session-token.ts";
import { writeAudit } from "./write-audit.ts";

export const SESSION_DAYS = 30;

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
  const token = newToken();
  const id = uuidv7();
  await db.transaction(async (tx) => {
    await tx.insert(sessions).values({
      cityId,
      id,
      userId: user.id,
      tokenSha256: hashToken(token),
      createdAt: now,
      expiresAt: new Date(now.getTime() + SESSION_DAYS * 86_400_000),
      userAgent: userAgent?.slice(0, 400) ?? null,
    });
    await writeAudit(tx, {
      cityId,
      userId: user.id,
      action: "sign-in",
      subjectKind: "user",
      subjectId: user.id,
    });
  });
  return { userId: user.id, token };
}
