import { and, eq, isNull } from "drizzle-orm";
import type { Database } from "../client.ts";
import { invitations, users } from "../schema/index.ts";

export interface Logins {
  /** Of people who are there. */
  people: Set<string>;
  /** Of people who are invited to join. */
  invited: Set<string>;
}

/** The logins that are no longer free in a city. */
export async function listLogins(db: Database, cityId: string): Promise<Logins> {
  const people = await db.select({ login: users.login }).from(users).where(eq(users.cityId, cityId));
  const invited = await db
    .select({ login: invitations.login })
    .from(invitations)
    .where(
      and(
        eq(invitations.cityId, cityId),
        eq(invitations.purpose, "join"),
        isNull(invitations.usedAt),
        isNull(invitations.cancelledAt),
      ),
    );
  return {
    people: new Set(people.map(({ login }) => login)),
    invited: new Set(invited.map(({ login }) => login)),
  };
}
