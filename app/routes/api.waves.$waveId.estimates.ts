import type { LoaderFunctionArgs } from "@remix-run/node";
import { answerForWave } from "#app/server/answer-for-wave.ts";
import { readWaveEstimates } from "#db/queries/read-wave-estimates.ts";

/** A wave's shares as JSON, with `?dontKnow=other` under the turned-round rule. */
export const loader = (args: LoaderFunctionArgs): Promise<Response> =>
  answerForWave(
    args,
    async ({ db, cityId, wave, dontKnow }) =>
      (await readWaveEstimates(db, cityId, wave.id, { dontKnow })) ?? "unknown-wave",
  );
