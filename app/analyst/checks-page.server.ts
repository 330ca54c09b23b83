import { rankStreets } from "#analysis/ranking/rank-streets.ts";
import { estimateWave, type WaveEstimates, type WaveInput } from "#analysis/score/estimate-wave.ts";
import { independentDifference } from "#analysis/score/mode-differences.ts";
import { LAMBDA_RULES, lambdaBy, shareAtLambda } from "#analysis/score/other-lambdas.ts";
import { isWithheld, orWithheld } from "#analysis/score/withheld.ts";
import type { Database } from "#db/client.ts";
import { computeWaveEstimates } from "#db/queries/compute-wave-estimates.ts";
import { readEstimationFrame } from "#db/queries/read-estimation-frame.ts";
import { remember, rememberSoon } from "#db/remember.ts";
import { type Check, checkAgainst, combinedOf, type Headline, type Shares } from "./check-results.ts";
import { checkUnits } from "./check-units.server.ts";

/** Everything that the page of checks shows, or null for an unknown wave; what needs single answers may be a promise. */
export async function readChecksPage(db: Database, cityId: string, waveId: string) {
  const frame = await readEstimationFrame(db, cityId, waveId);
  const computed = frame && (await computeWaveEstimates(db, cityId, frame, "sheet"));
  if (!computed) return null;
  const { input, estimates } = computed;
  const headline = remember(input, "headline of checks", () => headlineOf(estimates, input));
  const late: Check[] | Promise<Check[]> = rememberSoon(input, "checks from single answers", () =>
    checkUnits(db, cityId, frame, computed, headline),
  );
  const difference = ({ byMode }: Pick<WaveEstimates["overall"], "byMode">) =>
    independentDifference(byMode.household, byMode.intercept, estimates.level);
  return {
    streets: frame.streets,
    interceptRule: frame.wave.interceptRule,
    lambda: input.lambda,
    level: estimates.level,
    headline: { district: headline.district, apart: countApart(headline) },
    checks: remember(input, "checks from tallies", () => checkTallies(input, estimates, headline)),
    late,
    modes: {
      district: difference(estimates.overall),
      streets: estimates.streets.map(difference),
      online: isWithheld(estimates.online) ? estimates.online : estimates.online.difference,
    },
  };
}

const SEED = 1;

/** The headline's shares, and which streets its ranking tells apart. */
function headlineOf({ overall, streets, covariance }: WaveEstimates, input: WaveInput): Headline {
  const places = streets.flatMap(({ combined }, s) => (isWithheld(combined) ? [] : [s]));
  const given = places.map((s) => streets[s]!.combined).filter((share) => !isWithheld(share)) as { share: number; df: number }[]; // prettier-ignore
  const matrix = places.flatMap((_, a) => places.map((__, b) => covariance.matrix[a]![b]!));
  const options = { seed: SEED, best: 1, level: input.level ?? 0.95 };
  const ranked = given.length < 2 ? null : orWithheld(() => rankStreets(given, matrix, options));
  const apart = new Set<string>();
  if (ranked && !isWithheld(ranked))
    ranked.streets.forEach(({ tiedWith }, a) =>
      places.forEach((s, b) => {
        if (a !== b && !tiedWith.includes(b)) apart.add(`${places[a]} ${s}`);
      }),
    );
  return {
    district: overall.combined,
    streets: streets.map(({ combined }) => combined),
    apart: (a, b) => apart.has(`${a} ${b}`) || apart.has(`${b} ${a}`),
  };
}

function countApart({ streets, apart }: Headline): number {
  let count = 0;
  for (let a = 0; a < streets.length; a++) for (let b = 0; b < a; b++) if (apart(a, b)) count++;
  return count;
}

/** Choices that the wave's tallies know the answer to. */
function checkTallies(input: WaveInput, estimates: WaveEstimates, headline: Headline): Check[] {
  const { overall, streets, online, level } = estimates;
  const ofMode = (mode: "household" | "intercept"): Shares => ({
    district: overall.byMode[mode],
    streets: streets.map(({ byMode }) => byMode[mode]),
  });
  const other = estimateWave({ ...input, dontKnow: input.dontKnow === "sheet" ? "other" : "sheet" });
  const { household, intercept } = overall.byMode;
  return [
    checkAgainst(headline, "household", ofMode("household")),
    checkAgainst(headline, "intercept", ofMode("intercept")),
    checkAgainst(headline, "online", { district: online, streets: [] }),
    checkAgainst(headline, "dont-know", combinedOf(other)),
    ...LAMBDA_RULES.map((rule) => {
      const found = lambdaBy(rule, household, intercept);
      if (isWithheld(found)) return checkAgainst(headline, rule, { district: found, streets: [] });
      const mixed = ({ byMode }: Pick<WaveEstimates["overall"], "byMode">) =>
        shareAtLambda(found.lambda, byMode.household, byMode.intercept, level);
      return checkAgainst(headline, rule, { district: mixed(overall), streets: streets.map(mixed) }, found);
    }),
  ];
}
