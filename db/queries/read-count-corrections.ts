import { and, asc, eq, inArray } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Database } from "../client.ts";
import { corrections, interceptCounts, type ObservedRefusal, records, users } from "../schema/index.ts";

export interface CorrectedTotals {
  passed: number;
  approached: number;
  missed: number;
  screened: number;
  refusals: ObservedRefusal[];
}

export interface CountCorrection {
  caseId: string;
  id: string;
  reason: string;
  by: string | null;
  receivedAt: Date;
  /** Null while what it corrects has not come. */
  before: CorrectedTotals | null;
  after: CorrectedTotals;
}

/** What was put right about the totals of some sessions, in the order it came. */
export async function readCountCorrections(
  db: Database,
  cityId: string,
  caseIds: readonly string[],
): Promise<CountCorrection[]> {
  if (caseIds.length === 0) return [];
  const [old, right] = [alias(interceptCounts, "old"), alias(interceptCounts, "right_one")];
  const totalsOf = (of: typeof old | typeof right) => ({
    ...{ passed: of.passed, approached: of.approached, missed: of.missed, screened: of.screened },
    refusals: of.refusals,
  });
  const rows = await db
    .select({
      caseId: corrections.caseId,
      id: corrections.id,
      reason: corrections.reason,
      by: users.name,
      receivedAt: records.receivedAt,
      before: totalsOf(old),
      after: totalsOf(right),
    })
    .from(corrections)
    .innerJoin(right, and(eq(right.cityId, corrections.cityId), eq(right.id, corrections.id)))
    .innerJoin(records, and(eq(records.cityId, corrections.cityId), eq(records.id, corrections.id)))
    .leftJoin(old, and(eq(old.cityId, corrections.cityId), eq(old.id, corrections.corrects)))
    .leftJoin(users, and(eq(users.cityId, records.cityId), eq(users.id, records.userId)))
    .where(and(eq(corrections.cityId, cityId), inArray(corrections.caseId, [...caseIds])))
    .orderBy(asc(records.receivedAt), asc(corrections.id));
  return rows.map((row) => ({
    ...row,
    before: (row.before?.passed ?? null) === null ? null : row.before,
  })) as CountCorrection[];
}
