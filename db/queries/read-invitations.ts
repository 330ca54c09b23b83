import { and, desc, eq, isNull, or, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { validate as isUuid } from "uuid";
import type { Database } from "../client.ts";
import { districts, invitations, streets, userRoles, users, type Role } from "../schema/index.ts";
import { hashToken, isToken } from "./session-token.ts";

interface AreaName {
  nameZh: string;
  nameEn: string;
}

export interface InvitedRole {
  role: Role;
  /** Null where the role holds in the whole city; null for the street where it holds in all of the district. */
  district: AreaName | null;
  street: AreaName | null;
}

export interface Invitation {
  id: string;
  purpose: "join" | "password";
  login: string;
  name: string;
  roles: InvitedRole[];
  /** Who made it. */
  by: string;
  expiresAt: Date;
  state: "open" | "used" | "cancelled" | "expired";
}

type Row = Pick<typeof invitations.$inferSelect, "usedAt" | "cancelledAt" | "expiresAt">;

export function invitationState({ usedAt, cancelledAt, expiresAt }: Row, now: Date): Invitation["state"] {
  if (usedAt) return "used";
  if (cancelledAt) return "cancelled";
  return expiresAt <= now ? "expired" : "open";
}

const makers = alias(users, "makers");

/** Links with whom they are for: what a new person becomes, or what the person with a password is already. */
async function readInvitations(
  db: Database,
  cityId: string,
  which: SQL | undefined,
  now: Date,
): Promise<Invitation[]> {
  const areaId = sql`coalesce(${invitations.areaId}, ${userRoles.areaId})`;
  const rows = await db
    .select({
      link: invitations,
      by: makers.name,
      role: sql<Role | null>`coalesce(${invitations.role}, ${userRoles.role})`,
      district: { nameZh: districts.nameZh, nameEn: districts.nameEn },
      street: { nameZh: streets.nameZh, nameEn: streets.nameEn },
    })
    .from(invitations)
    .innerJoin(makers, and(eq(makers.cityId, invitations.cityId), eq(makers.id, invitations.createdBy)))
    .leftJoin(
      userRoles,
      and(
        eq(userRoles.cityId, invitations.cityId),
        eq(userRoles.userId, invitations.userId),
        eq(invitations.purpose, "password"),
      ),
    )
    .leftJoin(streets, and(eq(streets.cityId, invitations.cityId), eq(streets.id, areaId)))
    .leftJoin(
      districts,
      and(
        eq(districts.cityId, invitations.cityId),
        eq(districts.id, sql`coalesce(${streets.districtId}, ${areaId})`),
      ),
    )
    .where(and(eq(invitations.cityId, cityId), which))
    .orderBy(desc(invitations.createdAt), invitations.id, userRoles.id);
  const found = new Map<string, Invitation>();
  for (const { link, by, role, district, street } of rows) {
    const { id, purpose, login, name, expiresAt } = link;
    const state = invitationState(link, now);
    const invitation = found.get(id) ?? { id, purpose, login, name, roles: [], by, expiresAt, state };
    found.set(id, invitation);
    if (role) invitation.roles.push({ role, district, street });
  }
  return [...found.values()];
}

/** What was not used nor taken back, the newest first; also what has run out, so that it can be made anew. */
export function listInvitations(db: Database, cityId: string, now: Date): Promise<Invitation[]> {
  return readInvitations(db, cityId, and(isNull(invitations.usedAt), isNull(invitations.cancelledAt)), now);
}

/** These links by id, in their order. */
export async function readInvitationsOf(
  db: Database,
  cityId: string,
  ids: readonly string[],
  now: Date,
): Promise<Invitation[]> {
  if (ids.length === 0) return [];
  const found = await readInvitations(db, cityId, or(...ids.map((id) => eq(invitations.id, id))), now);
  return ids.flatMap((id) => found.find((each) => each.id === id) ?? []);
}

/** The invitation that a token belongs to. */
export async function findInvitation(
  db: Database,
  cityId: string,
  token: string,
  now: Date,
): Promise<Invitation | null> {
  if (!isUuid(cityId) || !isToken(token)) return null;
  const [found] = await readInvitations(db, cityId, eq(invitations.tokenSha256, hashToken(token)), now);
  return found ?? null;
}
