import { isWithheld, withheld, type Outcome } from "#analysis/score/withheld.ts";
import { figureIn, type PartOfWave } from "#analysis/trends/part-of-wave.ts";
import { judgeChanges, type JudgedChange } from "#app/analyst/judge-changes.ts";
import {
  shown,
  type TrendChoice,
  type TrendFigure,
  type TrendWaves,
} from "#app/analyst/read-trend.server.ts";
import type { Database } from "#db/client.ts";
import type { WaveOfSeries } from "#db/queries/list-waves-of-series.ts";
import { readWaveSeries } from "#db/queries/read-wave-series.ts";

/** A street over the waves, small. */
export interface StreetTrend {
  id: string;
  /** One a wave, as finely as it can be drawn; null where there is none. */
  figures: Record<"estimates" | "lows" | "highs", (number | null)[]>;
  latest: Outcome<TrendFigure>;
  /** Since the wave before. */
  change: Outcome<JudgedChange>;
}

/** The last two of some waves, those that are settled; an open one is computed with all of its totals anyway. */
export async function readLastTwo(
  db: Database,
  cityId: string,
  waves: readonly WaveOfSeries[],
  { part, dontKnow }: TrendChoice,
): Promise<Map<string, PartOfWave>> {
  const settled = waves.slice(-2).filter(({ status }) => status !== "open");
  const asked = { waves: settled, dontKnow, parts: [part], totalsOf: "all" } as const;
  const found = await readWaveSeries(db, cityId, asked);
  return new Map([...found].flatMap(([id, parts]) => (parts.has(part) ? [[id, parts.get(part)!]] : [])));
}

/** Every street's figures over the waves, and its change from the last wave but one to the last. */
export function streetTrends(
  streets: readonly { id: string }[],
  { waves, parts }: TrendWaves,
  lastTwo: ReadonlyMap<string, PartOfWave>,
  part: string,
): StreetTrend[] {
  const [after = null, before = null] = [1, 2].map((back) => {
    const wave = waves.at(-back);
    return wave ? (lastTwo.get(wave.id) ?? parts.at(-back) ?? null) : null;
  });
  const changes = judgeChanges(streets.map(({ id }) => ({ before, after, domain: id }))); // prettier-ignore
  return streets.map(({ id }, k) => ({
    id,
    figures: columnsOf(parts.map((each) => shown(part, each && figureIn(each, id)))),
    latest: shown(part, parts.at(-1) ? figureIn(parts.at(-1)!, id) : null) ?? withheld("not-in-both-waves"),
    change: changes[k]!,
  }));
}

/** For drawings only: columns of numbers of four decimals take a page a fifth of what as many small objects do. */
function columnsOf(figures: readonly (Outcome<TrendFigure> | null)[]): StreetTrend["figures"] {
  const of = (value: (figure: TrendFigure) => number) =>
    figures.map((figure) => (figure && !isWithheld(figure) ? Math.round(1e4 * value(figure)) / 1e4 : null));
  return {
    estimates: of(({ estimate }) => estimate),
    lows: of(({ ci }) => ci[0]),
    highs: of(({ ci }) => ci[1]),
  };
}
