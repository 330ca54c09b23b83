import { eq } from "drizzle-orm";
import type { Database } from "../client.ts";
import { cities } from "../schema/index.ts";

/** The viewer's city with the time zone that its days are counted in. */
export async function findCity(db: Database, cityId: string) {
  const [city] = await db.select().from(cities).where(eq(cities.id, cityId));
  if (!city) throw new Error(`There is no city ${cityId}.`);
  return city;
}
