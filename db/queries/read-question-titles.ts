import { and, eq } from "drizzle-orm";
import { readTitles, type Titles } from "#surveys/read-titles.ts";
import type { Database } from "../client.ts";
import { questionnaireVersions, waves } from "../schema/index.ts";

/** The questions of a wave as they were asked, by question name. */
export async function readQuestionTitles(db: Database, cityId: string, waveId: string): Promise<Titles> {
  const [row] = await db
    .select({ definition: questionnaireVersions.definition })
    .from(waves)
    .innerJoin(questionnaireVersions, eq(questionnaireVersions.id, waves.questionnaireVersionId))
    .where(and(eq(waves.cityId, cityId), eq(waves.id, waveId)));
  return row ? readTitles(row.definition) : {};
}
