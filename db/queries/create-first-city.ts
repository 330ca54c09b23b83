import { sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import type { Database } from "../client.ts";
import { cities } from "../schema/index.ts";
import { createUser } from "./create-user.ts";
import { writeAudit } from "./write-audit.ts";

export interface FirstCity {
  city: { code: string; nameZh: string; nameEn: string; timeZone: string };
  administrator: { login: string; name: string; passwordHash: string };
}

const FIRST_CITY_LOCK = 0x77656e6b;

/** Makes the first city and its administrator; null, and nothing made, when there is a city already. */
export async function createFirstCity(
  db: Database,
  { city, administrator }: FirstCity,
): Promise<string | null> {
  return db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${FIRST_CITY_LOCK})`);
    const existing = await tx.select({ id: cities.id }).from(cities).limit(1);
    if (existing.length > 0) return null;
    const cityId = uuidv7();
    await tx.insert(cities).values({ id: cityId, ...city });
    const userId = await createUser(tx, cityId, {
      ...administrator,
      roles: [{ role: "administrator", scope: "city", areaId: null }],
    });
    await writeAudit(tx, {
      cityId,
      userId,
      action: "create-city",
      subjectKind: "city",
      subjectId: cityId,
      details: { code: city.code },
    });
    return cityId;
  });
}
