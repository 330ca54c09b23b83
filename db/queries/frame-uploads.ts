import { and, desc, eq, inArray } from "drizzle-orm";
import type { Database } from "../client.ts";
import { districts, frameUploads, type UploadKind, type UploadReport, users } from "../schema/index.ts";

export type UploadState = (typeof frameUploads.$inferSelect)["state"];

/** An upload without its bytes. */
export interface FrameUpload {
  id: string;
  kind: UploadKind;
  fileName: string;
  state: UploadState;
  progress: number;
  total: number;
  report: UploadReport | null;
  createdAt: Date;
  importedAt: Date | null;
  uploadedBy: string | null;
  district: { id: string; code: string; nameZh: string; nameEn: string };
}

const selectUploads = (db: Database) =>
  db
    .select({
      id: frameUploads.id,
      kind: frameUploads.kind,
      fileName: frameUploads.fileName,
      state: frameUploads.state,
      progress: frameUploads.progress,
      total: frameUploads.total,
      report: frameUploads.report,
      createdAt: frameUploads.createdAt,
      importedAt: frameUploads.importedAt,
      uploadedBy: users.name,
      district: {
        id: districts.id,
        code: districts.code,
        nameZh: districts.nameZh,
        nameEn: districts.nameEn,
      },
    })
    .from(frameUploads)
    .innerJoin(
      districts,
      and(eq(districts.cityId, frameUploads.cityId), eq(districts.id, frameUploads.districtId)),
    )
    .leftJoin(users, and(eq(users.cityId, frameUploads.cityId), eq(users.id, frameUploads.uploadedBy)));

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export async function findUpload(
  db: Database,
  cityId: string,
  uploadId: string,
): Promise<FrameUpload | null> {
  if (!UUID.test(uploadId)) return null;
  const rows = await selectUploads(db).where(
    and(eq(frameUploads.cityId, cityId), eq(frameUploads.id, uploadId)),
  );
  return rows[0] ?? null;
}

/** The latest uploads of some districts, the newest first. */
export async function listUploads(
  db: Database,
  cityId: string,
  districtIds: readonly string[],
  most = 10,
): Promise<FrameUpload[]> {
  if (districtIds.length === 0) return [];
  return selectUploads(db)
    .where(and(eq(frameUploads.cityId, cityId), inArray(frameUploads.districtId, [...districtIds])))
    .orderBy(desc(frameUploads.createdAt))
    .limit(most);
}

/** The bytes of an upload; null once it was imported or given up. */
export async function readUploadBody(
  db: Database,
  cityId: string,
  uploadId: string,
): Promise<Uint8Array | null> {
  const rows = await db
    .select({ body: frameUploads.body })
    .from(frameUploads)
    .where(and(eq(frameUploads.cityId, cityId), eq(frameUploads.id, uploadId)));
  return rows[0]?.body ?? null;
}

export async function addUpload(db: Database, upload: typeof frameUploads.$inferInsert): Promise<void> {
  await db.insert(frameUploads).values(upload);
}

/**
 * Moves an upload on, if it is still in one of the states that it is moved from.
 *
 * @returns false if it is not: somebody else moved or cancelled it
 */
export async function stepUpload(
  db: Database,
  cityId: string,
  uploadId: string,
  from: readonly UploadState[],
  set: Partial<
    Pick<typeof frameUploads.$inferInsert, "state" | "progress" | "total" | "report" | "body" | "importedAt">
  >,
): Promise<boolean> {
  const moved = await db
    .update(frameUploads)
    .set(set)
    .where(
      and(
        eq(frameUploads.cityId, cityId),
        eq(frameUploads.id, uploadId),
        inArray(frameUploads.state, [...from]),
      ),
    )
    .returning({ id: frameUploads.id });
  return moved.length > 0;
}
