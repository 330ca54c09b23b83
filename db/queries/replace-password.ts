import { and, eq, isNull } from "drizzle-orm";
import type { Database } from "../client.ts";
import { sessions, users } from "../schema/index.ts";
import { cancelInvitationsOf } from "./cancel-invitations.ts";
import { endRenewals } from "./sign-in-renewal.ts";

/**
 * Sets a new password hash and ends every sign-in that the old password opened, also those that tablets renew, and every
 * link for another one.
 */
export async function replacePassword(
  db: Database,
  cityId: string,
  userId: string,
  passwordHash: string,
  now: Date,
): Promise<void> {
  await db.transaction(async (tx) => {
    await tx
      .update(users)
      .set({ passwordHash })
      .where(and(eq(users.cityId, cityId), eq(users.id, userId)));
    await tx
      .update(sessions)
      .set({ revokedAt: now })
      .where(and(eq(sessions.cityId, cityId), eq(sessions.userId, userId), isNull(sessions.revokedAt)));
    await endRenewals(tx, cityId, userId);
    await cancelInvitationsOf(tx, cityId, { userId, now });
  });
}
