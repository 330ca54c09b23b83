import { v7 as uuidv7 } from "uuid";
import type { Database } from "#db/client.ts";
import type { Viewer } from "#db/queries/find-viewer.ts";
import { hashToken, newToken } from "#db/queries/session-token.ts";
import { sessions } from "#db/schema/index.ts";

/** Signs somebody in without a password: the value of an Authorization header, good for an hour. */
export async function openSession(db: Database, { cityId, userId }: Viewer): Promise<string> {
  const token = newToken();
  await db.insert(sessions).values({
    cityId,
    id: uuidv7(),
    userId,
    tokenSha256: hashToken(token),
    expiresAt: new Date(Date.now() + 3_600_000),
  });
  return `Bearer ${cityId}.${token}`;
}
