import type { Database } from "#db/client.ts";
import { readQuestionTitles } from "#db/queries/read-question-titles.ts";
import { readSheets } from "#db/queries/read-sheets.ts";
import type { Titles } from "#surveys/read-titles.ts";
import { DIMENSIONS } from "#surveys/scoring-sheet.ts";

/** What a problem can lower: a whole dimension, or one question of it. */
export interface LedgerItem {
  id: string;
  /** Null for a dimension. */
  title: { zh: string; en: string } | null;
}

/** The dimensions, each followed by its questions where it is known in which wave the problem was named. */
export async function readLedgerItems(
  db: Database,
  cityId: string,
  waveId: string | null,
): Promise<LedgerItem[]> {
  const [sheets, titles] = waveId
    ? await Promise.all([readSheets(db, cityId, [waveId]), readQuestionTitles(db, cityId, waveId)])
    : [null, {} as Titles];
  const questions = sheets?.get(waveId ?? "")?.items ?? [];
  return DIMENSIONS.flatMap((dimension) => [
    { id: dimension, title: null },
    ...questions
      .filter((question) => question.dimension === dimension && titles[question.id])
      .map(({ id }) => ({ id, title: titles[id]! })),
  ]);
}
