import type { Database } from "../client.ts";
import { cities } from "../schema/index.ts";

export interface City {
  id: string;
  code: string;
  nameZh: string;
  nameEn: string;
}

/** Every city of this installation: what sign-in offers. Empty before the first set-up. */
export function listCities(db: Database): Promise<City[]> {
  return db
    .select({ id: cities.id, code: cities.code, nameZh: cities.nameZh, nameEn: cities.nameEn })
    .from(cities);
}
