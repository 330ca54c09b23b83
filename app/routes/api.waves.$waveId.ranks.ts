import type { LoaderFunctionArgs } from "@remix-run/node";
import { RANK_ASSUMPTION } from "#analysis/ranking/rank-probabilities.ts";
import { readAnalysedWave } from "#app/analyst/analysed-wave.server.ts";
import { readRankedStreets } from "#app/analyst/ranked-streets.server.ts";
import { usualBest } from "#app/analyst/street-ranks.ts";
import { answerForWave } from "#app/server/answer-for-wave.ts";

/**
 * The places of a wave's streets: rank sets, ties, the chance to be among the best (`?best=` how many), the difference from
 * the district and the small-area estimate; with `?dontKnow=other` under the turned-round rule.
 */
export const loader = (args: LoaderFunctionArgs): Promise<Response> =>
  answerForWave(args, async ({ db, cityId, wave, dontKnow, search }) => {
    const analysed = await readAnalysedWave(db, cityId, wave.id, dontKnow);
    const { view, frame } = analysed;
    const most = frame.streets.length;
    const best = Number(search.get("best") ?? usualBest(most));
    if (!Number.isInteger(best) || best < 1 || best > most) return "unknown-best";
    const { id, code, name, status } = frame.wave;
    return {
      wave: { id, code, name, status },
      weightingRun: view.weightingRun,
      ...{ lambda: view.lambda, dontKnow, level: view.level, target: wave.targetShare },
      assumption: RANK_ASSUMPTION,
      ...(await readRankedStreets(db, cityId, wave, analysed, best)),
    };
  });
