import { eq } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import type { Database } from "../client.ts";
import { cities } from "../schema/index.ts";

/** Adds a city. A code that is taken is a unique violation. */
export async function addCity(
  db: Database,
  city: Pick<typeof cities.$inferInsert, "code" | "nameZh" | "nameEn" | "timeZone">,
): Promise<string> {
  const id = uuidv7();
  await db.insert(cities).values({ id, ...city });
  return id;
}

export async function findCityByCode(db: Database, code: string): Promise<string | null> {
  const [city] = await db.select({ id: cities.id }).from(cities).where(eq(cities.code, code));
  return city?.id ?? null;
}

export async function changeCityCode(db: Database, cityId: string, code: string): Promise<void> {
  await db.update(cities).set({ code }).where(eq(cities.id, cityId));
}
