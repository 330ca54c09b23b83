import { targetProbabilities } from "#analysis/ranking/target-probabilities.ts";
import { contrastShares, type ShareContrast } from "#analysis/score/contrast-shares.ts";
import type { DomainEstimates } from "#analysis/score/estimate-wave.ts";
import { largestLosses } from "#analysis/score/largest-losses.ts";
import { isWithheld, orWithheld } from "#analysis/score/withheld.ts";
import type { DontKnowRule } from "#analysis/tally.ts";
import type { Database } from "#db/client.ts";
import { countProgress } from "#db/queries/count-progress.ts";
import type { WaveSummary } from "#db/queries/list-waves.ts";
import { remember } from "#db/remember.ts";
import { readAnalysedWave } from "./analysed-wave.server.ts";
import { forecastForWave } from "./read-trend.server.ts";
import { readWaveChange } from "./wave-change.server.ts";
import { readFieldworkSummary } from "./wave-progress.server.ts";

const LOSSES = 3;

/** Everything that the overview of a wave says. */
export async function readOverview(db: Database, cityId: string, wave: WaveSummary, dontKnow: DontKnowRule) {
  const { view, input, estimates } = await readAnalysedWave(db, cityId, wave.id, dontKnow);
  const [change, fieldwork, progress, forecast] = await Promise.all([
    readWaveChange(db, cityId, wave, dontKnow),
    readFieldworkSummary(db, cityId, wave, null),
    countProgress(db, cityId, [wave.id]),
    forecastForWave(db, cityId, wave, { dontKnow }),
  ]);
  const { combined } = estimates.overall;
  const target = wave.targetShare;
  return {
    ...{ view, fieldwork },
    quarantined: progress.get(wave.id)?.quarantined ?? 0,
    modeDifference: modeDifferenceOf(estimates.overall),
    change: change && { overall: change.overall, previous: change.previous, otherLambda: change.otherLambda },
    losses: remember(input, "largest losses", () => largestLosses(input, LOSSES)),
    assessmentOn: forecast.assessmentOn,
    /** Of reaching the target on that day, from the waves so far; null where nothing can be said. */
    forecastProbability:
      forecast.forecast && !isWithheld(forecast.forecast) ? forecast.forecast.probability : null,
    forecastWaves: forecast.waves,
    /** That the share as it is now has reached the target: flat prior, Student's t. */
    targetProbability:
      target === null || isWithheld(combined)
        ? null
        : targetProbabilities([combined.share], [combined.se], target, [combined.df])[0]!,
  };
}

/** Households less intercepts, where they differ by more than noise: two independent samples. */
function modeDifferenceOf({ byMode: { household, intercept } }: DomainEstimates): ShareContrast | null {
  if (isWithheld(household) || isWithheld(intercept)) return null;
  const variances = [household.se ** 2, 0, 0, intercept.se ** 2];
  const difference = orWithheld(() => contrastShares([household, intercept], variances, [1, -1]));
  return isWithheld(difference) || (difference.ci[0] <= 0 && difference.ci[1] >= 0) ? null : difference;
}

export type Overview = Awaited<ReturnType<typeof readOverview>>;
