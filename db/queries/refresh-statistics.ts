import { sql } from "drizzle-orm";
import type { Database } from "../client.ts";

const WRITTEN = {
  draw: sql`analyze drawn_units, cases`,
  lists: sql`analyze communities, dwellings, dwelling_addresses, site_slots`,
};

/**
 * Tells the database's planner of many rows that were just written. Left to itself it notices a minute later; until then
 * it plans for empty tables, and 20,000 cases took minutes to give out instead of seconds.
 */
export async function refreshStatistics(db: Database, of: keyof typeof WRITTEN): Promise<void> {
  await db.execute(WRITTEN[of]);
}
