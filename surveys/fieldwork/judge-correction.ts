import type { ParsedRecord } from "./parse-record.ts";

/** What the server knows of the record that a correction names; each field is null where it has none. */
export interface CorrectionTarget {
  kind: ParsedRecord["kind"];
  userId: string | null;
  /** Null too when the record counts no more for another reason than a correction. */
  caseId: string | null;
  sessionId: string | null;
  deviceId: string | null;
  /** Its place among the totals of a session. */
  sequence: number | null;
  /** Of a response: whether it is the one that counts for its case, or the only one. */
  live: boolean | null;
  standing: string | null;
}

export interface CorrectionSituation {
  /** Null: the record has not arrived, or there is none under the id. */
  target: CorrectionTarget | null;
  /** Id of another record that has put the same one right before. */
  correctedBy: string | null;
}

/** The id that a record puts right; null for most. */
export const correctedId = (record: ParsedRecord): string | null =>
  record.kind === "sessions" ? null : record.corrects;

/**
 * Why a correction cannot count, as a detail for the supervisor; null if it can.
 *
 * A correction is of the same kind and case as what it names, and the first one of it. An interview is corrected by whoever
 * held it, in the same session, and not after a supervisor set it aside. Totals are corrected by later totals of the same
 * device, which take their place. What has not arrived yet can be corrected: then it will not count when it comes.
 *
 * @param userId  who sent the correction
 */
export function whyNotCorrect(
  record: ParsedRecord,
  { target, correctedBy }: CorrectionSituation,
  userId: string,
): string | null {
  if (record.kind === "sessions") return null;
  if (correctedBy) return `corrected already by ${correctedBy}`;
  if (!target) return null;
  if (target.kind !== record.kind) return `the corrected record is among ${target.kind}`;
  if (target.caseId === null || target.live === false) return "the corrected record counts no more";
  if (target.caseId !== record.caseId) return "the corrected record is of another case";
  if (record.kind === "responses") {
    if (target.userId !== userId) return "the interview was held by somebody else";
    if (target.sessionId !== record.sessionId) return "the interview is of another session";
    if (target.standing === "set-aside") return "the interview was set aside";
  }
  if (record.kind === "counts") {
    if (target.sessionId !== record.sessionId) return "the totals are of another session";
    if (target.deviceId !== record.deviceId) return "the totals are of another device";
    if (record.sequence <= (target.sequence ?? -1)) return "the totals are not later than those they correct";
  }
  return null;
}
