import { and, eq, isNull } from "drizzle-orm";
import type { Database } from "../client.ts";
import { sessions, users } from "../schema/index.ts";
import { cancelInvitationsOf } from "./cancel-invitations.ts";
import { endRenewals } from "./sign-in-renewal.ts";
import { writeAudit } from "./write-audit.ts";

export interface Disabling {
  userId: string;
  disabled: boolean;
  /** Who does it. */
  by: string;
  now: Date;
}

/** Locks a person out, which ends all their sign-ins and the links that they made or were made for them, or lets them in again. Does nothing where it is so already. */
export async function setDisabled(
  db: Database,
  cityId: string,
  { userId, disabled, by, now }: Disabling,
): Promise<void> {
  await db.transaction(async (tx) => {
    const [user] = await tx
      .select({ disabledAt: users.disabledAt })
      .from(users)
      .where(and(eq(users.cityId, cityId), eq(users.id, userId)))
      .for("update");
    if (!user || (user.disabledAt !== null) === disabled) return;
    await tx
      .update(users)
      .set({ disabledAt: disabled ? now : null })
      .where(and(eq(users.cityId, cityId), eq(users.id, userId)));
    // Enabling ends them too: a sign-in that began while the person was being locked out opens nothing later.
    await tx
      .update(sessions)
      .set({ revokedAt: now })
      .where(and(eq(sessions.cityId, cityId), eq(sessions.userId, userId), isNull(sessions.revokedAt)));
    await endRenewals(tx, cityId, userId);
    await cancelInvitationsOf(tx, cityId, { userId, now, made: true });
    const action = disabled ? "disable-person" : "enable-person";
    await writeAudit(tx, { cityId, userId: by, action, subjectKind: "user", subjectId: userId });
  });
}
