import { criticalValues, logitInterval, tInterval } from "#analysis/estimation/intervals.ts";
import { isWithheld, orWithheld, type Outcome } from "#analysis/score/withheld.ts";
import type { DontKnowRule } from "#analysis/tally.ts";
import { comparable, figureIn, type PartOfWave } from "#analysis/trends/part-of-wave.ts";
import type { ModeFigure } from "#analysis/trends/wave-series.ts";
import {
  seriesOfWaves,
  trendForecast,
  trendLevel,
  type TrendForecast,
  type TrendLevel,
} from "#analysis/trends/trend-of-waves.ts";
import { monthsAt, waveTimes } from "#app/analyst/wave-time.ts";
import type { Database } from "#db/client.ts";
import type { EstimationFrame } from "#db/queries/read-estimation-frame.ts";
import { listWavesOfSeries, type WaveOfSeries } from "#db/queries/list-waves-of-series.ts";
import { readWaveSeries } from "#db/queries/read-wave-series.ts";
import { assessmentDay } from "#surveys/fieldwork/assessment-day.ts";

/** The wave whose page asks: trends run up to it. */
export interface AskingWave {
  id: string;
  code: string;
  startsOn: string;
  endsOn: string;
  assessmentOn: string | null;
  targetShare: number | null;
  district: { id: string };
}

/** What is followed where: "share", "dimension/bright" or "item/q01"; "district" or a street's id. */
export interface TrendChoice {
  part: string;
  domain: string;
  dontKnow: DontKnowRule;
}

/** A figure with its interval: t for the share, on the logit scale for scores. */
export interface TrendFigure {
  estimate: number;
  se: number;
  ci: [number, number];
  df: number;
  n: number;
}

export interface TrendPoint {
  wave: Pick<WaveOfSeries, "id" | "code" | "nameZh" | "nameEn" | "status" | "startsOn" | "endsOn">;
  /** The middle of the wave, in months since 1970. */
  time: number;
  /** Null where the wave did not have this street or item. */
  figure: Outcome<TrendFigure> | null;
}

export interface Trend {
  points: TrendPoint[];
  level: Outcome<TrendLevel>;
  /** The day, and what is expected then; null where the last wave ended after it. */
  assessmentOn: string;
  forecast: Outcome<TrendForecast> | null;
}

/** The waves of the district up to and with one, and the chosen part of each. */
export interface TrendWaves {
  waves: WaveOfSeries[];
  parts: (PartOfWave | null)[];
  /** How many waves there are after it, and the last of all. */
  later: number;
  latestId: string | null;
}

const LEVEL = 0.95;

/** Of all waves of a district those up to one, with the chosen part of each and its totals in the chosen domain. */
export async function readTrendWaves(
  db: Database,
  cityId: string,
  wave: AskingWave,
  all: readonly WaveOfSeries[],
  { part, dontKnow, domain }: TrendChoice,
  frame?: EstimationFrame,
): Promise<TrendWaves> {
  const waves = wavesUpTo(all, wave);
  const asked = { dontKnow, parts: [part], totalsOf: { domain } };
  const found = await readWaveSeries(db, cityId, { waves, ...asked, ...(frame ? { frame } : {}) });
  const parts = waves.map(({ id }) => found.get(id)?.get(part) ?? null);
  return { waves, parts, later: all.length - waves.length, latestId: all.at(-1)?.id ?? null };
}

/** A chosen figure over time: each wave's own, the smoothed level, and what is expected on the day of the assessment. */
export async function readTrend(
  db: Database,
  cityId: string,
  wave: AskingWave,
  choice: TrendChoice,
): Promise<Trend> {
  const all = await listWavesOfSeries(db, cityId, wave.district.id);
  return trendOf(wave, await readTrendWaves(db, cityId, wave, all, choice), choice);
}

/** The same from waves already read. */
export function trendOf(
  wave: AskingWave,
  { waves, parts }: TrendWaves,
  { part, domain }: TrendChoice,
): Trend {
  const times = waveTimes(waves);
  const series = seriesOfWaves(
    parts.map((each, k) => ({ time: times[k]!, figure: each && comparable(each, domain) })),
  );
  const assessmentOn = assessmentDay(wave);
  const day = monthsAt(assessmentOn);
  const target = part === "share" ? wave.targetShare : null;
  return {
    points: waves.map(({ id, code, nameZh, nameEn, status, startsOn, endsOn }, k) => ({
      wave: { id, code, nameZh, nameEn, status, startsOn, endsOn },
      time: times[k]!,
      figure: shown(part, parts[k] ? figureIn(parts[k], domain) : null),
    })),
    level: orWithheld(() => trendLevel(series, LEVEL)),
    assessmentOn,
    forecast:
      day < (times.at(-1) ?? day) ? null : orWithheld(() => trendForecast(series, day, target, LEVEL)),
  };
}

/** What is expected on the day of the assessment, as a wave sees it; null where the day was before the wave. */
export async function forecastForWave(
  db: Database,
  cityId: string,
  wave: AskingWave,
  choice: Partial<TrendChoice> = {},
): Promise<Pick<Trend, "assessmentOn" | "forecast"> & { waves: number }> {
  const whole = { part: "share", domain: "district", dontKnow: "sheet", ...choice } as const;
  const { assessmentOn, forecast, points } = await readTrend(db, cityId, wave, whole);
  const waves = points.filter(({ figure }) => figure && !isWithheld(figure)).length;
  return { assessmentOn, forecast, waves };
}

const critical = criticalValues(LEVEL);

/** A kept figure with its interval. */
export function shown(part: string, figure: Outcome<ModeFigure> | null): Outcome<TrendFigure> | null {
  if (!figure || isWithheld(figure)) return figure;
  const { estimate, variance, df, n } = figure;
  const se = Math.sqrt(variance);
  return orWithheld(() => {
    const interval = part === "share" ? tInterval : logitInterval;
    return { estimate, se, ci: interval(estimate, se, df, critical), df, n };
  });
}

/** A wave and those before it, the earliest first. */
export const wavesUpTo = (
  all: readonly WaveOfSeries[],
  wave: Pick<WaveOfSeries, "id" | "code" | "startsOn">,
): WaveOfSeries[] => all.filter((each) => each.id === wave.id || isBefore(each, wave));

function isBefore(a: { startsOn: string; code: string }, b: { startsOn: string; code: string }): boolean {
  return a.startsOn < b.startsOn || (a.startsOn === b.startsOn && a.code < b.code);
}
