import { and, eq, inArray } from "drizzle-orm";
import type { ScoringSheet } from "#surveys/scoring-sheet.ts";
import type { Database } from "../client.ts";
import { scoringSheets, waves } from "../schema/index.ts";
import { publishedSheets, sheetInForce } from "./published-sheets.ts";

/** The scoring sheets of some waves, by wave id; of a published one the sheet that it was published with. */
export async function readSheets(
  db: Database,
  cityId: string,
  waveIds: readonly string[],
): Promise<Map<string, ScoringSheet>> {
  const published = publishedSheets(db, cityId);
  const rows = await db
    .select({ id: waves.id, sheet: sheetInForce(published, scoringSheets) })
    .from(waves)
    .innerJoin(scoringSheets, eq(scoringSheets.id, waves.scoringSheetId))
    .leftJoin(published, and(eq(published.cityId, waves.cityId), eq(published.waveId, waves.id)))
    .where(and(eq(waves.cityId, cityId), inArray(waves.id, [...waveIds])));
  return new Map(rows.map(({ id, sheet }) => [id, sheet]));
}
