import { and, eq, isNull, sql } from "drizzle-orm";
import type { Database } from "../client.ts";
import { cases, quarantine } from "../schema/index.ts";
import { caseNamed } from "./case-named.ts";

export interface QuarantinedInStreet {
  /** Null: the record names no case of the wave. */
  streetId: string | null;
  count: number;
}

/** Records of a wave in quarantine that nobody has decided on, by the street of the case they name. */
export function countQuarantined(
  db: Database,
  cityId: string,
  waveId: string,
): Promise<QuarantinedInStreet[]> {
  return db
    .select({ streetId: cases.streetId, count: sql<number>`count(*)::int` })
    .from(quarantine)
    .leftJoin(
      cases,
      and(eq(cases.cityId, quarantine.cityId), eq(cases.waveId, quarantine.waveId), eq(cases.id, caseNamed)),
    )
    .where(and(eq(quarantine.cityId, cityId), eq(quarantine.waveId, waveId), isNull(quarantine.decidedAt)))
    .groupBy(cases.streetId);
}
