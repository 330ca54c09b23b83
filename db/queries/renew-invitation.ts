import { and, eq, isNull } from "drizzle-orm";
import { validate as isUuid } from "uuid";
import type { Database } from "../client.ts";
import { invitations } from "../schema/index.ts";
import { type MadeLink, type Maker, writeInvitation } from "./write-invitation.ts";

/** Replaces a link that was not used by a new one for the same person; the old one opens nothing any more. */
export async function renewInvitation(
  db: Database,
  cityId: string,
  id: string,
  maker: Maker,
): Promise<MadeLink | null> {
  if (!isUuid(id)) return null;
  return db.transaction(async (tx) => {
    const [replaced] = await tx
      .update(invitations)
      .set({ cancelledAt: maker.now })
      .where(
        and(
          eq(invitations.cityId, cityId),
          eq(invitations.id, id),
          isNull(invitations.usedAt),
          isNull(invitations.cancelledAt),
        ),
      )
      .returning();
    if (!replaced) return null;
    const { purpose, login, name, role, scope, areaId, userId } = replaced;
    return writeInvitation(tx, cityId, { purpose, login, name, role, scope, areaId, userId }, maker);
  });
}
