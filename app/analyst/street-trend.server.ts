import type { Interval } from "#analysis/estimation/intervals.ts";
import { isWithheld } from "#analysis/score/withheld.ts";
import type { DontKnowRule } from "#analysis/tally.ts";
import { figureIn } from "#analysis/trends/part-of-wave.ts";
import { shown, wavesUpTo } from "#app/analyst/read-trend.server.ts";
import type { Database } from "#db/client.ts";
import type { WaveSummary } from "#db/queries/list-waves.ts";
import { listWavesOfSeries } from "#db/queries/list-waves-of-series.ts";
import { readSheets } from "#db/queries/read-sheets.ts";
import { readWaveSeries } from "#db/queries/read-wave-series.ts";
import { scoresAlike } from "#surveys/scores-alike.ts";

/** A street's share in one wave. */
export interface TrendPoint {
  wave: { id: string; code: string; nameZh: string; nameEn: string };
  share: number;
  ci: Interval;
}

const PART = "share";
/** As many as a small chart bears; the page of trends has them all. */
const MOST = 12;

/** A street's shares in the latest waves up to this one that were scored alike, the earliest first. */
export async function readStreetTrend(
  db: Database,
  cityId: string,
  wave: WaveSummary,
  { streetId, dontKnow }: { streetId: string; dontKnow: DontKnowRule },
): Promise<TrendPoint[]> {
  const all = await listWavesOfSeries(db, cityId, wave.district.id);
  const own = all.find(({ id }) => id === wave.id);
  if (!own) return [];
  const upTo = wavesUpTo(all, own);
  const sheets = await readSheets(
    db,
    cityId,
    upTo.map(({ id }) => id),
  );
  const waves = upTo.filter(({ id }) => scoresAlike(sheets.get(id)!, sheets.get(own.id)!)).slice(-MOST);
  const series = await readWaveSeries(db, cityId, { waves, dontKnow, parts: [PART], totalsOf: null });
  return waves.flatMap(({ id, code, nameZh, nameEn }): TrendPoint[] => {
    const part = series.get(id)?.get(PART);
    const figure = part ? shown(PART, figureIn(part, streetId)) : null;
    if (!figure || isWithheld(figure)) return [];
    return [{ wave: { id, code, nameZh, nameEn }, share: figure.estimate, ci: figure.ci }];
  });
}
