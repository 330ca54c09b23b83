import { and, eq, inArray } from "drizzle-orm";
import type { ScoringSheet } from "#surveys/scoring-sheet.ts";
import type { Database } from "../client.ts";
import { scoringSheets, waves } from "../schema/index.ts";

/** The scoring sheets of some waves, by wave id. */
export async function readSheets(
  db: Database,
  cityId: string,
  waveIds: readonly string[],
): Promise<Map<string, ScoringSheet>> {
  const rows = await db
    .select({ id: waves.id, sheet: scoringSheets.sheet })
    .from(waves)
    .innerJoin(scoringSheets, eq(scoringSheets.id, waves.scoringSheetId))
    .where(and(eq(waves.cityId, cityId), inArray(waves.id, [...waveIds])));
  return new Map(rows.map(({ id, sheet }) => [id, sheet]));
}
