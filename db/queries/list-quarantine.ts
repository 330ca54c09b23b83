import { and, desc, eq, inArray, isNull, or, type SQL, sql } from "drizzle-orm";
import type { Database } from "../client.ts";
import { cases, quarantine, type QuarantineReason, streets, users, waves } from "../schema/index.ts";
import { caseNamed } from "./case-named.ts";

export interface QuarantineFilter {
  /** Streets whose records are shown; "all" also shows those that name no case. */
  streets: "all" | readonly string[];
  reason: QuarantineReason | null;
  limit: number;
  offset: number;
}

/**
 * What was sent for a wave and cannot count: undecided first, then the latest first. Records that name no wave of the
 * city are listed under every wave (`waveId` null), so that somebody sees them.
 */
export async function listQuarantine(
  db: Database,
  cityId: string,
  waveId: string,
  { streets: scope, reason, limit, offset }: QuarantineFilter,
) {
  const conditions: (SQL | undefined)[] = [
    eq(quarantine.cityId, cityId),
    scope === "all" ? or(eq(waves.id, waveId), isNull(waves.id)) : eq(waves.id, waveId),
    reason ? eq(quarantine.reason, reason) : undefined,
    scope === "all" ? undefined : scope.length > 0 ? inArray(cases.streetId, [...scope]) : sql`false`,
  ];
  return db
    .select({
      id: quarantine.id,
      kind: quarantine.kind,
      reason: quarantine.reason,
      receivedAt: quarantine.receivedAt,
      decision: quarantine.decision,
      decidedAt: quarantine.decidedAt,
      decisionReason: quarantine.decisionReason,
      waveId: waves.id,
      sentBy: users.name,
      street: { nameZh: streets.nameZh, nameEn: streets.nameEn },
      total: sql<number>`(count(*) over ())::int`,
    })
    .from(quarantine)
    .leftJoin(waves, and(eq(waves.cityId, quarantine.cityId), eq(waves.id, quarantine.waveId)))
    .leftJoin(users, and(eq(users.cityId, quarantine.cityId), eq(users.id, quarantine.userId)))
    .leftJoin(cases, and(eq(cases.cityId, quarantine.cityId), eq(cases.id, caseNamed)))
    .leftJoin(streets, and(eq(streets.cityId, cases.cityId), eq(streets.id, cases.streetId)))
    .where(and(...conditions))
    .orderBy(sql`${quarantine.decidedAt} is not null`, desc(quarantine.receivedAt), desc(quarantine.id))
    .limit(limit)
    .offset(offset);
}
