import { and, desc, eq, isNotNull } from "drizzle-orm";
import type { Database } from "../client.ts";
import { draws, waves } from "../schema/index.ts";

/** Drawn waves of a district that a later wave can keep a part of, the latest draw first. */
export function listWavesToKeep(db: Database, cityId: string, districtId: string) {
  return db
    .select({
      id: waves.id,
      code: waves.code,
      nameZh: waves.nameZh,
      nameEn: waves.nameEn,
      drawnAt: draws.createdAt,
    })
    .from(waves)
    .innerJoin(draws, and(eq(draws.cityId, waves.cityId), eq(draws.waveId, waves.id)))
    .where(and(eq(waves.cityId, cityId), eq(waves.districtId, districtId), isNotNull(draws.rotation)))
    .orderBy(desc(draws.createdAt));
}
