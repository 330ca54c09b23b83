import { and, eq, isNull } from "drizzle-orm";
import { validate as isUuid } from "uuid";
import type { Database } from "../client.ts";
import { isUniqueViolation } from "../database-errors.ts";
import { invitations, type Role, userRoles, users } from "../schema/index.ts";
import { createUser } from "./create-user.ts";
import { openSession } from "./open-session.ts";
import { invitationState } from "./read-invitations.ts";
import { replacePassword } from "./replace-password.ts";
import { hashToken, isToken } from "./session-token.ts";
import { writeAudit } from "./write-audit.ts";

export interface Acceptance {
  token: string;
  /** From `hashPassword`. */
  passwordHash: string;
  userAgent: string | null;
  now: Date;
}

export type Accepted =
  | { status: "accepted"; userId: string; session: string; roles: { role: Role }[] }
  | { status: "unknown" | "used" | "cancelled" | "expired" | "taken" };

/**
 * Uses a link once: makes the person, or gives them the new password and ends every sign-in of the old one, and signs
 * them in. Of two who do so at once, one is told that it was used; where it fails, nothing has changed.
 */
export async function acceptInvitation(
  db: Database,
  cityId: string,
  { token, passwordHash, userAgent, now }: Acceptance,
): Promise<Accepted> {
  if (!isUuid(cityId) || !isToken(token)) return { status: "unknown" };
  const which = and(eq(invitations.cityId, cityId), eq(invitations.tokenSha256, hashToken(token)));
  try {
    return await db.transaction(async (tx): Promise<Accepted> => {
      const [asked] = await tx.select().from(invitations).where(which);
      // The person before the link, as where somebody is locked out: the other way round the two could wait for each other.
      const isThere = asked?.purpose !== "password" || (await lockPerson(tx, cityId, asked.userId!));
      const [link] = await tx.select().from(invitations).where(which).for("update");
      if (!link) return { status: "unknown" };
      const state = invitationState(link, now);
      if (state !== "open") return { status: state };
      if (!isThere) return { status: "cancelled" };
      const userId = link.userId ?? (await addInvited(tx, link, passwordHash));
      await tx.update(invitations).set({ usedAt: now, userId }).where(which);
      if (link.userId) await replacePassword(tx, cityId, userId, passwordHash, now);
      const action = link.purpose === "join" ? "accept-invitation" : "replace-password";
      await writeAudit(tx, { cityId, userId, action, subjectKind: "user", subjectId: userId });
      const session = await openSession(tx, cityId, { userId, userAgent, now });
      const roles = await tx
        .select({ role: userRoles.role })
        .from(userRoles)
        .where(and(eq(userRoles.cityId, cityId), eq(userRoles.userId, userId)));
      return { status: "accepted", userId, session, roles };
    });
  } catch (error) {
    // Somebody was added under this login since the invitation.
    if (isUniqueViolation(error)) return { status: "taken" };
    throw error;
  }
}

async function lockPerson(tx: Database, cityId: string, userId: string): Promise<boolean> {
  const rows = await tx
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.cityId, cityId), eq(users.id, userId), isNull(users.disabledAt)))
    .for("update");
  return rows.length > 0;
}

function addInvited(tx: Database, link: typeof invitations.$inferSelect, passwordHash: string) {
  const { cityId, login, name, role, scope, areaId } = link;
  const roles = role && scope ? [{ role, scope, areaId }] : [];
  return createUser(tx, cityId, { login, name, passwordHash, roles });
}
