import { and, asc, eq, gt } from "drizzle-orm";
import type { Mode } from "#surveys/vocabulary.ts";
import type { Database } from "../client.ts";
import { responses, responseWeights, streets, weightingRuns } from "../schema/index.ts";

/** An interview that counts, with its weight before raking and its design cell: no name, no address, no comment. */
export interface StoredUnit {
  id: string;
  mode: Mode;
  stratum: string;
  psu: string;
  streetId: string | null;
  streetCode: string | null;
  ageBand: string | null;
  sex: string | null;
  weight: number;
  codes: (number | null)[];
  scores: (number | null)[];
}

/** A few thousand rows take as many megabytes. */
const BATCH = 2000;

/** Whether a weighting run is still there: a provisional one is replaced when something arrives. */
export async function isPresentRun(db: Database, cityId: string, runId: string): Promise<boolean> {
  const found = await db
    .select({ id: weightingRuns.id })
    .from(weightingRuns)
    .where(and(eq(weightingRuns.cityId, cityId), eq(weightingRuns.id, runId)));
  return found.length > 0;
}

/** The interviews of a weighting run in the order of their ids, some thousands at a time. */
export async function* readUnits(
  db: Database,
  cityId: string,
  runId: string,
): AsyncGenerator<StoredUnit[], void, void> {
  let last: string | null = null;
  for (;;) {
    const batch: StoredUnit[] = await selectAfter(db, cityId, runId, last);
    if (batch.length > 0) yield batch;
    if (batch.length < BATCH) return;
    last = batch.at(-1)!.id;
  }
}

function selectAfter(
  db: Database,
  cityId: string,
  runId: string,
  last: string | null,
): Promise<StoredUnit[]> {
  return db
    .select({
      id: responseWeights.responseId,
      mode: responseWeights.mode,
      stratum: responseWeights.stratum,
      psu: responseWeights.psu,
      streetId: responseWeights.streetId,
      streetCode: streets.code,
      ageBand: responses.ageBand,
      sex: responses.sex,
      weight: responseWeights.weight,
      codes: responses.answerCodes,
      scores: responses.scores,
    })
    .from(responseWeights)
    .innerJoin(
      responses,
      and(eq(responses.cityId, responseWeights.cityId), eq(responses.id, responseWeights.responseId)),
    )
    .leftJoin(
      streets,
      and(eq(streets.cityId, responseWeights.cityId), eq(streets.id, responseWeights.streetId)),
    )
    .where(
      and(
        eq(responseWeights.cityId, cityId),
        eq(responseWeights.runId, runId),
        last === null ? undefined : gt(responseWeights.responseId, last),
      ),
    )
    .orderBy(asc(responseWeights.responseId))
    .limit(BATCH);
}
