import { and, asc, eq } from "drizzle-orm";
import type { Database } from "../client.ts";
import { publicLinks } from "../schema/index.ts";

/** Public addresses of a wave, the oldest first. */
export async function listSlugs(db: Database, cityId: string, waveId: string): Promise<string[]> {
  const rows = await db
    .select({ slug: publicLinks.slug })
    .from(publicLinks)
    .where(and(eq(publicLinks.cityId, cityId), eq(publicLinks.waveId, waveId)))
    .orderBy(asc(publicLinks.createdAt), asc(publicLinks.slug));
  return rows.map(({ slug }) => slug);
}
