import { createHash } from "node:crypto";
import { desc, eq } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import type { ScoringSheet } from "#surveys/scoring-sheet.ts";
import type { Database } from "../client.ts";
import { questionnaires, questionnaireVersions, scoringSheets } from "../schema/index.ts";

export interface QuestionnaireToAdd {
  code: string;
  nameZh: string;
  nameEn: string;
  definition: Record<string, unknown>;
  sheet: ScoringSheet;
}

export interface QuestionnaireAdded {
  questionnaireVersionId: string;
  scoringSheetId: string;
}

/** The version of a questionnaire with exactly this definition and its latest sheet; made where it is not there yet. */
export async function addQuestionnaire(
  db: Database,
  { code, nameZh, nameEn, definition, sheet }: QuestionnaireToAdd,
): Promise<QuestionnaireAdded> {
  const sha256 = createHash("sha256").update(JSON.stringify(definition)).digest("hex");
  return db.transaction(async (tx) => {
    await tx.insert(questionnaires).values({ id: uuidv7(), code, nameZh, nameEn }).onConflictDoNothing();
    // Also waits for whoever is adding the same one.
    const [questionnaire] = await tx
      .select({ id: questionnaires.id })
      .from(questionnaires)
      .where(eq(questionnaires.code, code))
      .for("update");
    const questionnaireId = questionnaire!.id;
    const versions = await tx
      .select({
        id: questionnaireVersions.id,
        sha256: questionnaireVersions.sha256,
        version: questionnaireVersions.version,
      })
      .from(questionnaireVersions)
      .where(eq(questionnaireVersions.questionnaireId, questionnaireId))
      .orderBy(desc(questionnaireVersions.version));
    const same = versions.find((each) => each.sha256 === sha256);
    const questionnaireVersionId = same?.id ?? uuidv7();
    if (!same) {
      const version = (versions[0]?.version ?? 0) + 1;
      await tx
        .insert(questionnaireVersions)
        .values({ id: questionnaireVersionId, questionnaireId, version, definition, sha256 });
    }
    const [known] = await tx
      .select({ id: scoringSheets.id })
      .from(scoringSheets)
      .where(eq(scoringSheets.questionnaireVersionId, questionnaireVersionId))
      .orderBy(desc(scoringSheets.version))
      .limit(1);
    if (known) return { questionnaireVersionId, scoringSheetId: known.id };
    const scoringSheetId = uuidv7();
    await tx.insert(scoringSheets).values({ id: scoringSheetId, questionnaireVersionId, version: 1, sheet });
    return { questionnaireVersionId, scoringSheetId };
  });
}
