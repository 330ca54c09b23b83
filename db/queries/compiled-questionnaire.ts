import { and, eq } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { compileQuestionnaire, type CompiledQuestionnaire } from "#surveys/compile-questionnaire.ts";
import type { Database } from "../client.ts";
import { questionnaireVersions, scoringSheets } from "../schema/index.ts";

/** Both are never changed once stored, so a compiled pair stays true; each takes about a megabyte. */
const MOST_KEPT = 50;
const kept = new Map<string, CompiledQuestionnaire>();

/**
 * The questionnaire version that a respondent began with, compiled with the wave's scoring sheet.
 *
 * A draft may have begun with another version of the wave's questionnaire than the wave has now: it counts if the
 * sheet fits it.
 *
 * @returns null when there is no such version of the sheet's questionnaire, or the sheet does not fit it
 */
export async function compiledQuestionnaire(
  db: Database,
  versionId: string,
  sheetId: string,
): Promise<CompiledQuestionnaire | null> {
  const key = `${versionId} ${sheetId}`;
  const found = kept.get(key) ?? (await compile(db, versionId, sheetId));
  if (!found) return null;
  // Taken out and put in again: the first key is always the one that was not needed for longest.
  kept.delete(key);
  kept.set(key, found);
  for (const oldest of kept.keys()) {
    if (kept.size <= MOST_KEPT) break;
    kept.delete(oldest);
  }
  return found;
}

async function compile(db: Database, versionId: string, sheetId: string) {
  const own = alias(questionnaireVersions, "own");
  const [row] = await db
    .select({ definition: questionnaireVersions.definition, sheet: scoringSheets.sheet, ownId: own.id })
    .from(scoringSheets)
    .innerJoin(own, eq(own.id, scoringSheets.questionnaireVersionId))
    .innerJoin(questionnaireVersions, eq(questionnaireVersions.questionnaireId, own.questionnaireId))
    .where(and(eq(scoringSheets.id, sheetId), eq(questionnaireVersions.id, versionId)));
  if (!row) return null;
  try {
    return compileQuestionnaire(row.definition, row.sheet);
  } catch (error) {
    if (row.ownId === versionId) throw error;
    return null;
  }
}
