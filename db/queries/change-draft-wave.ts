import { and, eq, ne } from "drizzle-orm";
import type { Database } from "../client.ts";
import { publicLinks, waves } from "../schema/index.ts";
import type { NewWave } from "./add-wave.ts";
import { writeAudit } from "./write-audit.ts";

export interface DraftChange {
  waveId: string;
  userId: string;
  /** What is to be another than it is; the district stays. */
  values: Partial<Omit<NewWave, "districtId">>;
  /** The public address: left alone unless given, taken away with null. */
  slug?: string | null;
}

/**
 * Changes a wave that is not drawn yet. False, and nothing changed, once it is: waiting for a draw that is under way.
 * Who changed what stays in the audit log, with the values before.
 */
export function changeDraftWave(
  db: Database,
  cityId: string,
  { waveId, userId, values, slug }: DraftChange,
): Promise<boolean> {
  return db.transaction(async (tx) => {
    const thisWave = and(eq(waves.cityId, cityId), eq(waves.id, waveId));
    const [before] = await tx.select().from(waves).where(thisWave).for("update");
    if (before?.status !== "draft") return false;
    if (Object.keys(values).length > 0) await tx.update(waves).set(values).where(thisWave);
    if (slug !== undefined) await changeSlug(tx, cityId, waveId, slug);
    const keys = Object.keys(values) as (keyof typeof values)[];
    const changed = keys.filter((key) => JSON.stringify(before[key]) !== JSON.stringify(values[key]));
    await writeAudit(tx, {
      ...{ cityId, userId, action: "change-draft-wave", subjectKind: "wave", subjectId: waveId },
      details: {
        ...(slug === undefined ? {} : { slug }),
        changes: Object.fromEntries(
          changed.map((key) => [key, { from: before[key] ?? null, to: values[key] ?? null }]),
        ),
      },
    });
    return true;
  });
}

/** A wave has one public address. */
async function changeSlug(db: Database, cityId: string, waveId: string, slug: string | null): Promise<void> {
  const ofWave = and(eq(publicLinks.cityId, cityId), eq(publicLinks.waveId, waveId));
  await db.delete(publicLinks).where(slug === null ? ofWave : and(ofWave, ne(publicLinks.slug, slug)));
  if (slug === null) return;
  const [own] = await db
    .select({ slug: publicLinks.slug })
    .from(publicLinks)
    .where(and(ofWave, eq(publicLinks.slug, slug)));
  if (!own) await db.insert(publicLinks).values({ slug, cityId, waveId });
}
