import { createHash } from "node:crypto";
import type { Database } from "#db/client.ts";
import { findKeptRecords } from "#db/queries/find-kept-records.ts";
import type { Viewer } from "#db/queries/find-viewer.ts";
import { storeRecord, type StoreResult } from "#db/queries/store-record.ts";
import { writeAudit } from "#db/queries/write-audit.ts";
import type { QuarantineReason, RecordKind } from "#db/schema/records.ts";
import type { Language } from "#surveys/vocabulary.ts";
import { openCopy, type CopyProblem } from "./open-copy.server.ts";

export interface ImportReport {
  madeAt: string;
  deviceId: string;
  /** Whose work it is; null where the file carries nobody's signature. */
  makerId: string | null;
  stored: number;
  alreadyThere: number;
  quarantined: { kind: RecordKind; reason: QuarantineReason }[];
  refused: { kind: RecordKind; why: "device-blocked" | "unreadable" }[];
}

/**
 * Takes in what a tablet could not send, by the way that the tablet itself would have used and in the name of whoever made
 * it, so that importing twice, or sending afterwards, changes nothing. What carries nobody's signature is judged as the
 * importer's own, to whom no case is assigned: it goes to quarantine.
 */
export async function importCopy(
  db: Database,
  viewer: Viewer,
  text: string,
  language: Language,
): Promise<ImportReport | { problem: CopyProblem }> {
  const { cityId } = viewer;
  const copy = await openCopy(db, cityId, text);
  if ("problem" in copy) return copy;
  const { madeAt, deviceId, makerId } = copy;
  const report: ImportReport = {
    ...{ madeAt, deviceId, makerId, stored: 0, alreadyThere: 0, quarantined: [], refused: [] },
  };
  const sender = { cityId, userId: makerId ?? viewer.userId };
  const items = copy.records.map(({ kind, bytes }) => ({ kind, bytes: Buffer.from(bytes, "base64") }));
  const kept = await findKeptRecords(db, cityId, items.map(({ bytes }) => idOf(bytes)).filter(Boolean));
  for (const { kind, bytes } of items) {
    const before = kept.get(idOf(bytes)) === createHash("sha256").update(bytes).digest("hex");
    const input = { kind, bytes, viewer: sender, expectedCityId: cityId, language };
    note(report, kind, await storeRecord(db, input), before);
  }
  await writeAudit(db, {
    ...{ cityId, userId: viewer.userId, action: "import-records" },
    ...{ subjectKind: "user", subjectId: makerId ?? copy.userId },
    details: {
      ...{ deviceId, madeAt, signed: makerId !== null, stored: report.stored },
      ...{ alreadyThere: report.alreadyThere, quarantined: report.quarantined.length },
      ...{ refused: report.refused.length, sha256: createHash("sha256").update(text).digest("hex") },
    },
  });
  return report;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The id that a record's bytes name, in small letters; nothing where they name none. */
function idOf(bytes: Buffer): string {
  try {
    const { id } = JSON.parse(bytes.toString("utf8")) as { id?: unknown };
    return typeof id === "string" && UUID.test(id) ? id.toLowerCase() : "";
  } catch {
    return "";
  }
}

function note(report: ImportReport, kind: RecordKind, result: StoreResult, before: boolean): void {
  if (result.status === "stored" && before) report.alreadyThere += 1;
  else if (result.status === "stored") report.stored += 1;
  else if (result.status === "quarantined") report.quarantined.push({ kind, reason: result.reason });
  else
    report.refused.push({ kind, why: result.status === "device-blocked" ? "device-blocked" : "unreadable" });
}
