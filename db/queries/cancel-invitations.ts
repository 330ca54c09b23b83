import { and, eq, isNull, or } from "drizzle-orm";
import { validate as isUuid } from "uuid";
import type { Database } from "../client.ts";
import { invitations } from "../schema/index.ts";
import { writeAudit } from "./write-audit.ts";
import type { Maker } from "./write-invitation.ts";

const isOpen = and(isNull(invitations.usedAt), isNull(invitations.cancelledAt));

/** Takes a link back; false where there is none that still stands. */
export async function cancelInvitation(
  db: Database,
  cityId: string,
  id: string,
  { by, now }: Maker,
): Promise<boolean> {
  if (!isUuid(id)) return false;
  return db.transaction(async (tx) => {
    const rows = await tx
      .update(invitations)
      .set({ cancelledAt: now })
      .where(and(eq(invitations.cityId, cityId), eq(invitations.id, id), isOpen))
      .returning({ id: invitations.id });
    if (rows.length === 0) return false;
    const subject = { subjectKind: "invitation", subjectId: id };
    await writeAudit(tx, { cityId, userId: by, action: "cancel-invitation", ...subject });
    return true;
  });
}

/** Takes back every link for a person's password, and with `made` those too that the person made for others. */
export async function cancelInvitationsOf(
  db: Database,
  cityId: string,
  { userId, now, made = false }: { userId: string; now: Date; made?: boolean },
): Promise<void> {
  const whose = or(eq(invitations.userId, userId), made ? eq(invitations.createdBy, userId) : undefined);
  await db
    .update(invitations)
    .set({ cancelledAt: now })
    .where(and(eq(invitations.cityId, cityId), whose, isOpen));
}
