import { and, eq, gt } from "drizzle-orm";
import type { Database } from "../client.ts";
import { sessions, tabletSecrets } from "../schema/index.ts";
import { writeAudit } from "./write-audit.ts";

interface TabletSecret {
  cityId: string;
  id: string;
  userId: string;
  deviceId: string;
  secret: Uint8Array;
}

/** Keeps what a tablet made to open its owner's data, once. False if the id is somebody else's, or another secret's. */
export async function keepTabletSecret(db: Database, given: TabletSecret): Promise<boolean> {
  await db.insert(tabletSecrets).values(given).onConflictDoNothing();
  const kept = await findTabletSecret(db, given.cityId, given.id);
  return kept?.userId === given.userId && Buffer.from(kept.secret).equals(given.secret);
}

export async function findTabletSecret(
  db: Database,
  cityId: string,
  id: string,
): Promise<TabletSecret | undefined> {
  const [row] = await db
    .select()
    .from(tabletSecrets)
    .where(and(eq(tabletSecrets.cityId, cityId), eq(tabletSecrets.id, id)));
  return row;
}

/** How long after entering the password a forgotten PIN may be replaced. */
const MINUTES = 10;

/**
 * Hands a secret back to its owner, who has just entered the password: a tablet that was left signed in must not open
 * without one.
 */
export async function handOutTabletSecret(
  db: Database,
  viewer: { cityId: string; userId: string; sessionId: string },
  id: string,
  now: Date,
): Promise<{ status: "given"; secret: Uint8Array } | { status: "unknown" } | { status: "sign-in-anew" }> {
  const { cityId, userId, sessionId } = viewer;
  const kept = await findTabletSecret(db, cityId, id);
  if (kept?.userId !== userId) return { status: "unknown" };
  const since = new Date(now.getTime() - MINUTES * 60_000);
  const [fresh] = await db
    .select({ id: sessions.id })
    .from(sessions)
    .where(and(eq(sessions.cityId, cityId), eq(sessions.id, sessionId), gt(sessions.createdAt, since)));
  if (!fresh) return { status: "sign-in-anew" };
  await writeAudit(db, {
    ...{ cityId, userId, action: "replace-pin", subjectKind: "device", subjectId: kept.deviceId },
  });
  return { status: "given", secret: kept.secret };
}
