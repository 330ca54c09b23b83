import { and, eq } from "drizzle-orm";
import type { Database } from "../client.ts";
import { cities, publicLinks, waves } from "../schema/index.ts";

/**
 * Gives a wave the public address that its results are shown under, unless it has one: that of its online questionnaire, or
 * one of its city's and its own code under which no questionnaire is answered.
 */
export async function giveResultsAddress(tx: Database, cityId: string, waveId: string): Promise<void> {
  const [link] = await tx
    .select({ slug: publicLinks.slug })
    .from(publicLinks)
    .where(and(eq(publicLinks.cityId, cityId), eq(publicLinks.waveId, waveId)))
    .limit(1);
  if (link) return;
  const [named] = await tx
    .select({ city: cities.code, wave: waves.code })
    .from(waves)
    .innerJoin(cities, eq(cities.id, waves.cityId))
    .where(and(eq(waves.cityId, cityId), eq(waves.id, waveId)));
  const wanted = `${named!.city}-${named!.wave}`.toLowerCase().replace(/[^a-z0-9]+/g, "-");
  for (const slug of [wanted.replace(/^-|-$/g, "") || waveId, `${wanted}-${waveId.slice(-6)}`, waveId]) {
    const given = await tx
      .insert(publicLinks)
      .values({ slug, cityId, waveId, active: false })
      .onConflictDoNothing()
      .returning({ slug: publicLinks.slug });
    if (given.length > 0) return;
  }
}
