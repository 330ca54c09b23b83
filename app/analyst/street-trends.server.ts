import { isWithheld, withheld, type Outcome } from "#analysis/score/withheld.ts";
import { figureIn } from "#analysis/trends/part-of-wave.ts";
import { judgeChanges, type JudgedChange } from "#app/analyst/judge-changes.ts";
import {
  shown,
  type TrendChoice,
  type TrendFigure,
  type TrendWaves,
} from "#app/analyst/read-trend.server.ts";
import type { Database } from "#db/client.ts";
import { readWaveSeries } from "#db/queries/read-wave-series.ts";

/** A street over the waves, small. */
export interface StreetTrend {
  id: string;
  /** One a wave; null where there is none. */
  figures: Record<"estimates" | "lows" | "highs", (number | null)[]>;
  latest: Outcome<TrendFigure>;
  /** Since the wave before. */
  change: Outcome<JudgedChange>;
}

/** Every street's figures over the waves, and its change from the last wave but one to the last. */
export async function readStreetTrends(
  db: Database,
  cityId: string,
  streets: readonly { id: string }[],
  { waves, parts }: TrendWaves,
  { part, dontKnow }: TrendChoice,
): Promise<StreetTrend[]> {
  const lastTwo = waves.slice(-2);
  const asked = { waves: lastTwo, dontKnow, parts: [part], totalsOf: "all" } as const;
  const found = lastTwo.length === 2 ? await readWaveSeries(db, cityId, asked) : new Map();
  const [before, after] = lastTwo.map(({ id }) => found.get(id)?.get(part) ?? null);
  const changes = judgeChanges(streets.map(({ id }) => ({ before: before ?? null, after: after ?? null, domain: id }))); // prettier-ignore
  return streets.map(({ id }, k) => ({
    id,
    figures: columnsOf(parts.map((each) => shown(part, each && figureIn(each, id)))),
    latest: shown(part, parts.at(-1) ? figureIn(parts.at(-1)!, id) : null) ?? withheld("not-in-both-waves"),
    change: changes[k]!,
  }));
}

/** Columns of numbers take a page a third of what as many small objects do. */
function columnsOf(figures: readonly (Outcome<TrendFigure> | null)[]): StreetTrend["figures"] {
  const of = (value: (figure: TrendFigure) => number) =>
    figures.map((figure) => (figure && !isWithheld(figure) ? value(figure) : null));
  return {
    estimates: of(({ estimate }) => estimate),
    lows: of(({ ci }) => ci[0]),
    highs: of(({ ci }) => ci[1]),
  };
}
