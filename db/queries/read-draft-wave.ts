import { and, eq } from "drizzle-orm";
import type { Database } from "../client.ts";
import { publicLinks, waves } from "../schema/index.ts";

/** A wave as it is edited before it is drawn. */
export async function readDraftWave(db: Database, cityId: string, waveId: string) {
  const [wave] = await db
    .select()
    .from(waves)
    .where(and(eq(waves.cityId, cityId), eq(waves.id, waveId)));
  if (!wave) return null;
  const [link] = await db
    .select({ slug: publicLinks.slug })
    .from(publicLinks)
    .where(and(eq(publicLinks.cityId, cityId), eq(publicLinks.waveId, waveId)));
  return { ...wave, slug: link?.slug ?? null };
}
