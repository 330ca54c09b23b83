import { and, asc, eq } from "drizzle-orm";
import { validate as isUuid } from "uuid";
import type { Database } from "../client.ts";
import { responsePhotos } from "../schema/index.ts";

/** Which photos came with an interview, in their order. */
export async function readResponsePhotos(db: Database, cityId: string, responseId: string) {
  return db
    .select({ id: responsePhotos.id, takenAt: responsePhotos.takenAt })
    .from(responsePhotos)
    .where(and(eq(responsePhotos.cityId, cityId), eq(responsePhotos.responseId, responseId)))
    .orderBy(asc(responsePhotos.place));
}

/** The bytes of one photo, a JPEG; null when that interview has no such photo. */
export async function readPhoto(
  db: Database,
  cityId: string,
  responseId: string,
  photoId: string,
): Promise<Uint8Array | null> {
  if (!isUuid(photoId)) return null;
  const [row] = await db
    .select({ jpeg: responsePhotos.jpeg })
    .from(responsePhotos)
    .where(
      and(
        eq(responsePhotos.cityId, cityId),
        eq(responsePhotos.responseId, responseId),
        eq(responsePhotos.id, photoId),
      ),
    );
  return row?.jpeg ?? null;
}
