import { eq } from "drizzle-orm";
import type { Database } from "../client.ts";
import { districts } from "../schema/index.ts";

export interface District {
  id: string;
  code: string;
  nameZh: string;
  nameEn: string;
}

/** A city's districts by code. */
export function listDistricts(db: Database, cityId: string): Promise<District[]> {
  return db
    .select({ id: districts.id, code: districts.code, nameZh: districts.nameZh, nameEn: districts.nameEn })
    .from(districts)
    .where(eq(districts.cityId, cityId))
    .orderBy(districts.code);
}
