import { createHash } from "node:crypto";
import { v7 as uuidv7 } from "uuid";
import type { Database } from "#db/client.ts";
import { addUpload } from "#db/queries/frame-uploads.ts";
import { writeAudit } from "#db/queries/write-audit.ts";
import { FRAME_KINDS, type FrameKind } from "#surveys/frames/frame-kinds.ts";
import type { FrameViewer } from "./frame-viewer.server.ts";
import { LIST_LIMIT } from "./frame-limits.ts";
import { readUpload, startCheck } from "./run-upload.server.ts";

export type ListProblem = "kind" | "district" | "file" | "fileSize";

/** How long a page waits for a short list to be checked, so that it can show the outcome at once. */
const PATIENCE = 1500;

/** Takes a form with a list, keeps the list and begins to check it. */
export async function receiveList(
  db: Database,
  { viewer, districts }: FrameViewer,
  form: FormData,
): Promise<{ uploadId: string } | { problems: ListProblem[] }> {
  const kind = FRAME_KINDS.find((each) => each === form.get("kind"));
  const district = districts.find(({ id }) => id === form.get("district"));
  const file = form.get("file");
  const isFile = file instanceof File && file.name !== "";
  const problems: ListProblem[] = [];
  if (!kind) problems.push("kind");
  if (!district) problems.push("district");
  if (!isFile) problems.push("file");
  else if (file.size > LIST_LIMIT) problems.push("fileSize");
  if (problems.length > 0 || !isFile) return { problems };
  const body = new Uint8Array(await file.arrayBuffer());
  const id = uuidv7();
  const { cityId, userId } = viewer;
  const fileName = plainName(file.name);
  const sha256 = createHash("sha256").update(body).digest();
  await db.transaction(async (tx) => {
    await addUpload(tx, {
      ...{ cityId, id, districtId: district!.id, kind: kind as FrameKind, body, fileName, sha256 },
      ...{ state: "checking", uploadedBy: userId },
    });
    await writeAudit(tx, {
      ...{ cityId, userId, action: "upload-list", subjectKind: "upload", subjectId: id },
      details: { kind, districtId: district!.id, fileName, sha256: sha256.toString("hex") },
    });
  });
  await beginCheck(db, viewer.cityId, id);
  return { uploadId: id };
}

/** Begins to check an upload, and waits a moment for the end. */
export async function beginCheck(db: Database, cityId: string, uploadId: string): Promise<void> {
  const upload = await readUpload(db, cityId, uploadId);
  if (upload) await aMoment((await startCheck(db, cityId, upload)).ended);
}

export async function aMoment(ended: Promise<void>): Promise<void> {
  await Promise.race([ended, new Promise((done) => setTimeout(done, PATIENCE))]);
}

/** The file's name without folders, and without what a page or a database could stumble over. */
function plainName(name: string): string {
  const last = name.slice(Math.max(name.lastIndexOf("/"), name.lastIndexOf("\\")) + 1);
  return last.slice(-120).replace(/[\p{Cc}\p{Cf}\p{Surrogate}]/gu, "") || "-";
}
