import { and, eq, inArray } from "drizzle-orm";
import type { Database } from "../client.ts";
import { records } from "../schema/index.ts";

/** Of these ids, the hashes (hex) of those that are stored and count. */
export async function findKeptRecords(
  db: Database,
  cityId: string,
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({ id: records.id, sha256: records.sha256 })
    .from(records)
    .where(and(eq(records.cityId, cityId), inArray(records.id, [...ids])));
  return new Map(rows.map(({ id, sha256 }) => [id, Buffer.from(sha256).toString("hex")]));
}
