import type { RecordOf } from "#surveys/fieldwork/parse-record.ts";
import { recordProblem, type RecordProblem } from "#surveys/fieldwork/record-problems.ts";
import { parseResponse, type ParsedResponse } from "#surveys/parse-response.ts";
import type { Database } from "../client.ts";
import { compiledQuestionnaire } from "./compiled-questionnaire.ts";

/** Judges a response's answers by the version that it was begun with and scores them by the wave's sheet. */
export async function parseAnswers(
  db: Database,
  record: RecordOf<"responses">,
  wave: { waveScoringSheetId: string | null; streets: readonly string[] },
): Promise<{ ok: true; response: ParsedResponse } | { ok: false; errors: RecordProblem[] }> {
  const { questionnaireVersionId, mode, language, outcome, answers } = record;
  const compiled = wave.waveScoringSheetId
    ? await compiledQuestionnaire(db, questionnaireVersionId, wave.waveScoringSheetId)
    : null;
  if (!compiled) {
    return { ok: false, errors: [recordProblem(language, "unknown-version", "questionnaireVersionId")] };
  }
  return parseResponse(compiled, { mode, language, outcome, answers, streets: new Set(wave.streets) });
}
