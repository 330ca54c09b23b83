import { desc, eq, sql } from "drizzle-orm";
import type { ScoringSheet } from "#surveys/scoring-sheet.ts";
import type { Database } from "../client.ts";
import { publishedEstimates } from "../schema/index.ts";

/** For a join: the scoring sheet that each published wave of a city stands published with, whatever was done to it since. */
export function publishedSheets(db: Database, cityId: string) {
  return db
    .selectDistinctOn([publishedEstimates.waveId], {
      cityId: publishedEstimates.cityId,
      waveId: publishedEstimates.waveId,
      sheet: sql<ScoringSheet>`${publishedEstimates.inputs} -> 'sheet'`.as("published_sheet"),
    })
    .from(publishedEstimates)
    .where(eq(publishedEstimates.cityId, cityId))
    .orderBy(publishedEstimates.waveId, desc(publishedEstimates.publishedAt), desc(publishedEstimates.id))
    .as("published_sheets");
}

/** Of a joined wave: the sheet that its figures are made with. */
export function sheetInForce(published: ReturnType<typeof publishedSheets>, present: { sheet: unknown }) {
  return sql<ScoringSheet>`coalesce(${published.sheet}, ${present.sheet})`;
}
