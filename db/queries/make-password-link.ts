import { and, eq, isNull } from "drizzle-orm";
import { validate as isUuid } from "uuid";
import type { Database } from "../client.ts";
import { users } from "../schema/index.ts";
import { cancelInvitationsOf } from "./cancel-invitations.ts";
import { type MadeLink, type Maker, writeInvitation } from "./write-invitation.ts";

/**
 * Makes a link by which a person chooses another password, in place of an earlier one. The old password holds until it is
 * used. Null for whoever is not there or is locked out.
 */
export async function makePasswordLink(
  db: Database,
  cityId: string,
  userId: string,
  maker: Maker,
): Promise<MadeLink | null> {
  if (!isUuid(userId)) return null;
  return db.transaction(async (tx) => {
    const [user] = await tx
      .select({ login: users.login, name: users.name })
      .from(users)
      .where(and(eq(users.cityId, cityId), eq(users.id, userId), isNull(users.disabledAt)))
      .for("update");
    if (!user) return null;
    await cancelInvitationsOf(tx, cityId, { userId, now: maker.now });
    return writeInvitation(tx, cityId, { purpose: "password", userId, ...user }, maker);
  });
}
