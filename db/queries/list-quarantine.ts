import { and, desc, eq, isNull, or } from "drizzle-orm";
import type { Database } from "../client.ts";
import { quarantine, users, waves } from "../schema/index.ts";

/**
 * What was sent for a wave and cannot count, the latest first. Records that name no wave of the city are listed under
 * every wave (`waveKnown` false), so that somebody sees them.
 */
export function listQuarantine(db: Database, cityId: string, waveId: string, limit = 500) {
  return db
    .select({
      id: quarantine.id,
      kind: quarantine.kind,
      reason: quarantine.reason,
      detail: quarantine.detail,
      receivedAt: quarantine.receivedAt,
      decision: quarantine.decision,
      waveId: waves.id,
      sentBy: users.name,
    })
    .from(quarantine)
    .leftJoin(waves, and(eq(waves.cityId, quarantine.cityId), eq(waves.id, quarantine.waveId)))
    .leftJoin(users, and(eq(users.cityId, quarantine.cityId), eq(users.id, quarantine.userId)))
    .where(and(eq(quarantine.cityId, cityId), or(eq(waves.id, waveId), isNull(waves.id))))
    .orderBy(desc(quarantine.receivedAt))
    .limit(limit);
}
