import { v7 as uuidv7 } from "uuid";
import type { Database } from "../client.ts";
import { auditLog } from "../schema/index.ts";

export interface AuditEntry {
  cityId: string;
  /** Null for the program itself. */
  userId: string | null;
  /** What was done, such as `close-wave`. */
  action: string;
  subjectKind: string;
  subjectId: string;
  details?: Record<string, unknown>;
}

/** Adds who did what to what. Call it in the transaction that does it. */
export async function writeAudit(db: Database, entry: AuditEntry): Promise<void> {
  await db.insert(auditLog).values({ ...entry, id: uuidv7(), details: entry.details ?? {} });
}
