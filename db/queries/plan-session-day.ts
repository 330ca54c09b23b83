import { and, eq } from "drizzle-orm";
import type { Database } from "../client.ts";
import { cases } from "../schema/index.ts";

/** Plans an interviewing session for another day. */
export async function planSessionDay(
  db: Database,
  cityId: string,
  caseId: string,
  plannedOn: string,
): Promise<void> {
  await db
    .update(cases)
    .set({ plannedOn })
    .where(and(eq(cases.cityId, cityId), eq(cases.id, caseId), eq(cases.mode, "intercept")));
}
