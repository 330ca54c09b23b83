import { and, asc, eq } from "drizzle-orm";
import type { Database } from "../client.ts";
import { streets } from "../schema/index.ts";

/** A district's streets, by code. */
export function readStreetsOfDistrict(db: Database, cityId: string, districtId: string) {
  return db
    .select({ id: streets.id, code: streets.code, nameZh: streets.nameZh, nameEn: streets.nameEn })
    .from(streets)
    .where(and(eq(streets.cityId, cityId), eq(streets.districtId, districtId)))
    .orderBy(asc(streets.code));
}
