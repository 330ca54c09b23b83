import { and, eq } from "drizzle-orm";
import { type Choices, readChoices } from "#surveys/read-choices.ts";
import { readTitles, type Titles } from "#surveys/read-titles.ts";
import type { Database } from "../client.ts";
import { questionnaireVersions, waves } from "../schema/index.ts";

/** The questions of a wave and their choices as they are asked, by question name. */
export async function readQuestionWording(
  db: Database,
  cityId: string,
  waveId: string,
): Promise<{ titles: Titles; choices: Choices }> {
  const [row] = await db
    .select({ definition: questionnaireVersions.definition })
    .from(waves)
    .innerJoin(questionnaireVersions, eq(questionnaireVersions.id, waves.questionnaireVersionId))
    .where(and(eq(waves.cityId, cityId), eq(waves.id, waveId)));
  if (!row) return { titles: {}, choices: {} };
  return { titles: readTitles(row.definition), choices: readChoices(row.definition) };
}
