import { and, eq } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import type { Database } from "../client.ts";
import { quarantine, type QuarantineReason, type RecordKind } from "../schema/index.ts";

/** A record of a signed-in person that cannot count. */
export interface Quarantined {
  cityId: string;
  recordId: string;
  kind: RecordKind;
  /** As the body named it; null if it named none. */
  waveId: string | null;
  reason: QuarantineReason;
  detail: string;
  sha256: Uint8Array;
  bytes: Uint8Array;
  userId: string;
  deviceId: string | null;
  receivedAt: Date;
}

const LONGEST_DETAIL = 500;

/**
 * Keeps a record byte for byte until a supervisor decides. The same bytes again are the same quarantined record.
 *
 * @returns the reason that it was first quarantined for
 */
export async function quarantineRecord(db: Database, record: Quarantined): Promise<QuarantineReason> {
  const { bytes, detail, ...rest } = record;
  const inserted = await db
    .insert(quarantine)
    .values({
      ...rest,
      id: uuidv7(),
      detail: detail.slice(0, LONGEST_DETAIL),
      body: bytes,
      bodyBytes: bytes.length,
    })
    .onConflictDoNothing()
    .returning({ reason: quarantine.reason });
  if (inserted[0]) return inserted[0].reason;
  const [first] = await db
    .select({ reason: quarantine.reason })
    .from(quarantine)
    .where(
      and(
        eq(quarantine.cityId, record.cityId),
        eq(quarantine.recordId, record.recordId),
        eq(quarantine.sha256, record.sha256),
      ),
    );
  return first?.reason ?? record.reason;
}
