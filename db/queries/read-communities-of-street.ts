import { and, asc, eq } from "drizzle-orm";
import type { Database } from "../client.ts";
import { communities } from "../schema/index.ts";

/** A street's communities with their households as known, by code. */
export function readCommunitiesOfStreet(db: Database, cityId: string, streetId: string) {
  const { id, code, nameZh, nameEn, dwellingCount } = communities;
  return db
    .select({ id, code, nameZh, nameEn, dwellingCount })
    .from(communities)
    .where(and(eq(communities.cityId, cityId), eq(communities.streetId, streetId)))
    .orderBy(asc(code));
}
