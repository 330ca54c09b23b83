import { and, eq, isNull } from "drizzle-orm";
import type { Database } from "../client.ts";
import { sessions } from "../schema/index.ts";

/** Ends a session for good: its token opens nothing any more. */
export async function signOut(db: Database, cityId: string, sessionId: string, now: Date): Promise<void> {
  await db
    .update(sessions)
    .set({ revokedAt: now })
    .where(and(eq(sessions.cityId, cityId), eq(sessions.id, sessionId), isNull(sessions.revokedAt)));
}
