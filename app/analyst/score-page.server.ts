import type { Estimate } from "#analysis/score/estimate.ts";
import { cycleTotal, exactly, wholeScoreReaches, type WholeScore, type YearKnown, yearTotal } from "#analysis/score/whole-score.ts"; // prettier-ignore
import { isWithheld, type Outcome } from "#analysis/score/withheld.ts";
import type { Database } from "#db/client.ts";
import { computeWaveEstimates } from "#db/queries/compute-wave-estimates.ts";
import type { WaveSummary } from "#db/queries/list-waves.ts";
import { readEstimationFrame } from "#db/queries/read-estimation-frame.ts";
import { readWavesOfYears } from "#db/queries/read-waves-of-years.ts";
import { readYearScores, type YearScore } from "#db/queries/year-scores.ts";

/** A year of the cycle: what was typed, what our own survey says, and what both make. */
export interface CycleYear {
  year: number;
  typed: YearScore | null;
  /** Our wave of that year; null where there is none. */
  wave: { id: string; nameZh: string; nameEn: string } | null;
  survey: Outcome<Pick<Estimate, "share" | "se" | "df" | "ci">> | null;
  /** Whose survey counts: the official figure where it was typed. */
  surveyFrom: "typed" | "wave" | null;
  total: WholeScore;
}

/** The three years whose last is `last`, and the cycle that they make. */
export async function readScorePage(
  db: Database,
  cityId: string,
  wave: WaveSummary,
  { last, target }: { last: number; target: number | null },
) {
  const own = Number(wave.startsOn.slice(0, 4));
  const years = [last - 2, last - 1, last];
  const [typed, waves] = await Promise.all([
    readYearScores(db, cityId, wave.district.id),
    readWavesOfYears(db, cityId, wave.district.id, [last - 2, last]),
  ]);
  const cycle: CycleYear[] = [];
  for (const year of years) {
    const { id, nameZh, nameEn } = wave;
    const surveyed = year === own ? { id, nameZh, nameEn } : (waves.get(year) ?? null);
    const survey = surveyed && (await readShare(db, cityId, surveyed.id));
    cycle.push(yearOf(year, typed.find((each) => each.year === year) ?? null, surveyed, survey));
  }
  const [first, second, third] = cycle.map(knownOf) as [YearKnown, YearKnown, YearKnown];
  const whole = cycleTotal([first, second, third]);
  const present = cycle.find(({ year }) => year === own)!;
  return {
    own,
    last,
    target,
    cycle,
    whole,
    reaches: target === null ? null : { year: wholeScoreReaches(present.total, target), cycle: wholeScoreReaches(whole, target) }, // prettier-ignore
  };
}

async function readShare(db: Database, cityId: string, waveId: string): Promise<CycleYear["survey"]> {
  const frame = await readEstimationFrame(db, cityId, waveId);
  const computed = frame && (await computeWaveEstimates(db, cityId, frame, "sheet"));
  if (!computed) return null;
  const { combined } = computed.estimates.overall;
  if (isWithheld(combined)) return combined;
  const { share, se, df, ci } = combined;
  return { share, se, df, ci };
}

function yearOf(
  year: number,
  typed: YearScore | null,
  wave: CycleYear["wave"],
  survey: CycleYear["survey"],
): CycleYear {
  const isTyped = typed?.surveyPoints !== null && typed?.surveyPoints !== undefined;
  const surveyFrom = isTyped ? "typed" : survey && !isWithheld(survey) ? "wave" : null;
  const known = { year, typed, wave, survey, surveyFrom } as const;
  return { ...known, total: yearTotal(knownOf(known)) };
}

function knownOf({
  typed,
  survey,
  surveyFrom,
}: Pick<CycleYear, "typed" | "survey" | "surveyFrom">): YearKnown {
  const told = (points: number | null | undefined) => (points === null || points === undefined ? null : exactly(points)); // prettier-ignore
  const estimated =
    surveyFrom === "wave" && survey && !isWithheld(survey)
      ? { points: survey.share, se: survey.se, df: survey.df }
      : null;
  return {
    parts: {
      documents: told(typed?.documentPoints),
      onSite: told(typed?.onSitePoints),
      survey: surveyFrom === "typed" ? told(typed?.surveyPoints) : estimated,
    },
    total: told(typed?.totalPoints),
  };
}
