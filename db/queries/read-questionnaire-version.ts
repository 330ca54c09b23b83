import { and, eq } from "drizzle-orm";
import type { Database } from "../client.ts";
import { questionnaireVersions, waves } from "../schema/index.ts";

/** Which questionnaire a wave asks: its version and the hash of its definition. */
export async function readQuestionnaireVersion(
  db: Database,
  cityId: string,
  waveId: string,
): Promise<{ id: string; version: number; sha256: string }> {
  const [row] = await db
    .select({
      id: questionnaireVersions.id,
      version: questionnaireVersions.version,
      sha256: questionnaireVersions.sha256,
    })
    .from(waves)
    .innerJoin(questionnaireVersions, eq(questionnaireVersions.id, waves.questionnaireVersionId))
    .where(and(eq(waves.cityId, cityId), eq(waves.id, waveId)));
  if (!row) throw new Error(`there is no wave ${waveId}`);
  return row;
}
