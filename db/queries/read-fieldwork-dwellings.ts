import { and, eq, isNull } from "drizzle-orm";
import type { Disposition } from "#surveys/vocabulary.ts";
import type { Database } from "../client.ts";
import { assignments, cases } from "../schema/index.ts";
import { readHouseholdCases } from "./read-household-cases.ts";

/** A released dwelling as it stands, with whoever has it now. */
export interface FieldworkDwelling {
  caseId: string;
  streetId: string;
  userId: string | null;
  disposition: Disposition;
  /** No further visit is due. */
  final: boolean;
}

export async function readFieldworkDwellings(
  db: Database,
  cityId: string,
  waveId: string,
): Promise<FieldworkDwelling[]> {
  const [dwellings, holders] = await Promise.all([
    readHouseholdCases(db, cityId, waveId),
    readHolders(db, cityId, waveId),
  ]);
  return dwellings.map(({ caseId, streetId, status }) => ({
    ...{ caseId, streetId, disposition: status.disposition, final: status.final },
    userId: holders.get(caseId) ?? null,
  }));
}

async function readHolders(db: Database, cityId: string, waveId: string): Promise<Map<string, string>> {
  const rows = await db
    .select({ caseId: assignments.caseId, userId: assignments.userId })
    .from(assignments)
    .innerJoin(cases, and(eq(cases.cityId, assignments.cityId), eq(cases.id, assignments.caseId)))
    .where(and(eq(assignments.cityId, cityId), eq(cases.waveId, waveId), isNull(assignments.endedAt)));
  return new Map(rows.map(({ caseId, userId }) => [caseId, userId]));
}
