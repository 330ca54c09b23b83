import { and, eq, ne } from "drizzle-orm";
import type { Database } from "../client.ts";
import { publicLinks, waves } from "../schema/index.ts";

/** Which of a wave's code (unique in the city) and public address (unique everywhere) another wave has already. */
export async function findTaken(
  db: Database,
  cityId: string,
  { code, slug, waveId }: { code: string; slug: string | null; waveId: string | null },
): Promise<("code" | "slug")[]> {
  const other = waveId === null ? undefined : ne(waves.id, waveId);
  const codes = await db
    .select({ id: waves.id })
    .from(waves)
    .where(and(eq(waves.cityId, cityId), eq(waves.code, code), other));
  const slugs =
    slug === null
      ? []
      : await db.select({ waveId: publicLinks.waveId }).from(publicLinks).where(eq(publicLinks.slug, slug));
  return [
    ...(codes.length > 0 ? (["code"] as const) : []),
    ...(slugs.some((link) => link.waveId !== waveId) ? (["slug"] as const) : []),
  ];
}
