import type { Database } from "../client.ts";
import { isUniqueViolation } from "../database-errors.ts";
import type { Role } from "../schema/index.ts";
import { listLogins, type Logins } from "./list-logins.ts";
import { type MadeLink, type Maker, writeInvitation } from "./write-invitation.ts";

export interface Invitee {
  login: string;
  name: string;
  role: Role;
  scope: "city" | "district" | "street";
  areaId: string | null;
}

/** Invites everybody of a list to join, or, where one login is not free, nobody. */
export async function makeInvitations(
  db: Database,
  cityId: string,
  invitees: readonly Invitee[],
  maker: Maker,
): Promise<{ made: MadeLink[] } | { taken: Logins }> {
  try {
    return await db.transaction(async (tx) => {
      const taken = await listLogins(tx, cityId);
      if (invitees.some(({ login }) => taken.people.has(login) || taken.invited.has(login))) return { taken };
      const made: MadeLink[] = [];
      for (const invitee of invitees)
        made.push(await writeInvitation(tx, cityId, { purpose: "join", userId: null, ...invitee }, maker));
      return { made };
    });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    return { taken: await listLogins(db, cityId) };
  }
}
