import { and, eq } from "drizzle-orm";
import type { Database } from "../client.ts";
import { cities, publicLinks, waves } from "../schema/index.ts";

export interface OpenLink {
  slug: string;
  city: { nameZh: string; nameEn: string };
  wave: { id: string; nameZh: string; nameEn: string; endsOn: string };
}

/** The online questionnaires that citizens can answer now, of every city. */
export function listOpenLinks(db: Database): Promise<OpenLink[]> {
  return db
    .select({
      slug: publicLinks.slug,
      city: { nameZh: cities.nameZh, nameEn: cities.nameEn },
      wave: { id: waves.id, nameZh: waves.nameZh, nameEn: waves.nameEn, endsOn: waves.endsOn },
    })
    .from(publicLinks)
    .innerJoin(waves, and(eq(waves.cityId, publicLinks.cityId), eq(waves.id, publicLinks.waveId)))
    .innerJoin(cities, eq(cities.id, publicLinks.cityId))
    .where(and(eq(publicLinks.active, true), eq(waves.status, "open")))
    .orderBy(waves.endsOn, publicLinks.slug);
}
