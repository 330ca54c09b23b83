import { v7 as uuidv7 } from "uuid";
import type { Database } from "../client.ts";
import { sessions } from "../schema/index.ts";
import { hashToken, newToken } from "./session-token.ts";

export const SESSION_DAYS = 30;

/** Opens a session of a person and tells its token, of which only the hash is kept. */
export async function openSession(
  db: Database,
  cityId: string,
  { userId, userAgent, now }: { userId: string; userAgent: string | null; now: Date },
): Promise<string> {
  const token = newToken();
  await db.insert(sessions).values({
    ...{ cityId, id: uuidv7(), userId, tokenSha256: hashToken(token), createdAt: now },
    expiresAt: new Date(now.getTime() + SESSION_DAYS * 86_400_000),
    userAgent: userAgent?.slice(0, 400) ?? null,
  });
  return token;
}
