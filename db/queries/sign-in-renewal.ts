import { timingSafeEqual } from "node:crypto";
import { and, eq, isNotNull, isNull, sql } from "drizzle-orm";
import { validate as isUuid } from "uuid";
import type { Database } from "../client.ts";
import { devices, tabletSecrets, users } from "../schema/index.ts";
import { openSession } from "./open-session.ts";
import { hashToken, isToken } from "./session-token.ts";
import { writeAudit } from "./write-audit.ts";

/** An unlocked tablet that was not heard of for longer is asked for the password again. */
export const RENEWAL_DAYS = 90;

const untilFrom = (now: Date) => new Date(now.getTime() + RENEWAL_DAYS * 86_400_000);
const NO_RENEWAL = { renewalSha256: null, renewalUntil: null };

/** Lets a tablet renew the sign-in of whoever left a secret there. Only the token's hash is kept. */
export async function allowRenewal(
  db: Database,
  {
    cityId,
    id,
    userId,
    token,
    now,
  }: { cityId: string; id: string; userId: string; token: string; now: Date },
): Promise<boolean> {
  if (!isToken(token)) return false;
  const [row] = await db
    .update(tabletSecrets)
    .set({ renewalSha256: hashToken(token), renewalUntil: untilFrom(now) })
    .where(and(eq(tabletSecrets.cityId, cityId), eq(tabletSecrets.id, id), eq(tabletSecrets.userId, userId)))
    .returning({ id: tabletSecrets.id });
  return row !== undefined;
}

export interface Renewal {
  cityId: string;
  /** Of the secret that was left together with the token. */
  id: string;
  token: string;
  userAgent: string | null;
  now: Date;
}

/**
 * Opens a session for a tablet that shows its token, which only the owner's PIN brings to light; null when it was never
 * given, has run out or was taken back, the tablet is blocked or the person locked out.
 */
export async function renewSignIn(
  db: Database,
  { cityId, id, token, userAgent, now }: Renewal,
): Promise<{ userId: string; token: string } | null> {
  if (!isUuid(cityId) || !isUuid(id) || !isToken(token)) return null;
  return db.transaction(async (tx) => {
    const [kept] = await tx
      .select({
        userId: tabletSecrets.userId,
        sha256: tabletSecrets.renewalSha256,
        until: tabletSecrets.renewalUntil,
      })
      .from(tabletSecrets)
      .innerJoin(users, and(eq(users.cityId, tabletSecrets.cityId), eq(users.id, tabletSecrets.userId)))
      .leftJoin(
        devices,
        and(eq(devices.cityId, tabletSecrets.cityId), eq(devices.id, tabletSecrets.deviceId)),
      )
      .where(
        and(
          eq(tabletSecrets.cityId, cityId),
          eq(tabletSecrets.id, id),
          isNull(users.disabledAt),
          isNull(devices.blockedAt),
        ),
      )
      .for("update", { of: tabletSecrets });
    if (!kept?.sha256 || !kept.until || kept.until <= now) return null;
    if (!timingSafeEqual(kept.sha256, hashToken(token))) return null;
    const opened = await openSession(tx, cityId, { userId: kept.userId, userAgent, now });
    await tx
      .update(tabletSecrets)
      .set({ renewalUntil: untilFrom(now) })
      .where(and(eq(tabletSecrets.cityId, cityId), eq(tabletSecrets.id, id)));
    const subject = { subjectKind: "user", subjectId: kept.userId };
    await writeAudit(tx, { cityId, userId: kept.userId, action: "renew-sign-in", ...subject });
    return { userId: kept.userId, token: opened };
  });
}

/** Ends a person's renewals: on one tablet (`id`, or `deviceId`), or everywhere. */
export async function endRenewals(
  db: Database,
  cityId: string,
  userId: string,
  on: { id?: string; deviceId?: string } = {},
): Promise<number> {
  const rows = await db
    .update(tabletSecrets)
    .set(NO_RENEWAL)
    .where(
      and(
        eq(tabletSecrets.cityId, cityId),
        eq(tabletSecrets.userId, userId),
        isNotNull(tabletSecrets.renewalSha256),
        on.id ? eq(tabletSecrets.id, on.id) : undefined,
        on.deviceId ? eq(tabletSecrets.deviceId, on.deviceId) : undefined,
      ),
    )
    .returning({ id: tabletSecrets.id });
  return rows.length;
}

export interface TabletOfPerson {
  deviceId: string;
  userId: string;
  name: string;
  lastSeenAt: Date | null;
  renewalUntil: Date;
}

/** On which tablets whose PIN is enough to be signed in again, the latest seen first. */
export async function listRenewals(db: Database, cityId: string, now: Date): Promise<TabletOfPerson[]> {
  const rows = (await db.execute(sql`
    select t.device_id as "deviceId", t.user_id as "userId", u.name, d.last_seen_at as "lastSeenAt",
      max(t.renewal_until) as "renewalUntil"
    from tablet_secrets t
    join users u on u.city_id = t.city_id and u.id = t.user_id
    left join devices d on d.city_id = t.city_id and d.id = t.device_id
    where t.city_id = ${cityId}::uuid and t.renewal_sha256 is not null and t.renewal_until > ${now.toISOString()}::timestamptz
      and u.disabled_at is null and d.blocked_at is null
    group by t.device_id, t.user_id, u.name, d.last_seen_at
    order by d.last_seen_at desc nulls last, u.name`)) as unknown as {
    deviceId: string;
    userId: string;
    name: string;
    lastSeenAt: string | null;
    renewalUntil: string;
  }[];
  return rows.map((row) => ({
    ...row,
    lastSeenAt: row.lastSeenAt ? new Date(row.lastSeenAt) : null,
    renewalUntil: new Date(row.renewalUntil),
  }));
}
