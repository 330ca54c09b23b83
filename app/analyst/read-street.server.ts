import { estimateItemDifferences, type ItemDifference } from "#analysis/score/item-differences.ts";
import { criticalValues, tInterval, type Interval } from "#analysis/estimation/intervals.ts";
import { isWithheld, type Outcome } from "#analysis/score/withheld.ts";
import type { Database } from "#db/client.ts";
import { receivedIn } from "#db/queries/count-received.ts";
import type { WaveSummary } from "#db/queries/list-waves.ts";
import { readStreetComments } from "#db/queries/read-street-comments.ts";
import { remember } from "#db/remember.ts";
import type { AnalysedWave } from "./analysed-wave.server.ts";
import { readStreets } from "./read-streets.server.ts";
import { readStreetCommunities } from "./street-communities.server.ts";
import { readStreetTrend } from "./street-trend.server.ts";
import { readFieldworkSummary } from "./wave-progress.server.ts";

/** What of an item a street loses beyond the district. */
export interface StreetItem {
  id: string;
  dimension: string;
  points: number;
  figure: Outcome<ItemDifference & { ci: Interval }>;
}

export interface CommentsWanted {
  search: string;
  withPhotos: boolean;
  page: number;
}

export const COMMENTS_A_PAGE = 50;

export type AnalysedStreetPage = NonNullable<Awaited<ReturnType<typeof readStreet>>>;

/** One street with its communities, items, earlier waves and comments; null for a street of another district. */
export async function readStreet(
  db: Database,
  cityId: string,
  wave: WaveSummary,
  analysed: AnalysedWave,
  { streetId, comments }: { streetId: string; comments: CommentsWanted },
) {
  const { view, input, received } = analysed;
  if (!view.streets.some(({ id }) => id === streetId)) return null;
  const { search, withPhotos, page } = comments;
  const [streets, communities, trend, fieldwork, written] = await Promise.all([
    readStreets(db, cityId, wave, analysed, null),
    readStreetCommunities(db, cityId, analysed, streetId),
    readStreetTrend(db, cityId, wave, { streetId, dontKnow: view.dontKnow }),
    readFieldworkSummary(db, cityId, wave, streetId),
    readStreetComments(db, cityId, {
      ...{ waveId: wave.id, streetId, search, withPhotos },
      ...{ from: (page - 1) * COMMENTS_A_PAGE, count: COMMENTS_A_PAGE },
    }),
  ]);
  const { streets: all, ...list } = streets;
  const names = Object.fromEntries(all.map(({ id, name }) => [id, name]));
  return {
    ...list,
    street: all.find(({ id }) => id === streetId)!,
    /** Of the streets that it is not told apart from, and how many have a place. */
    names,
    placed: all.filter(({ rank }) => rank !== null).length,
    online: receivedIn(received, streetId).online,
    items: itemsOf(input, streetId, view.level),
    ...{ communities, trend, fieldwork },
    comments: { ...written, page, pages: Math.max(1, Math.ceil(written.total / COMMENTS_A_PAGE)) },
  };
}

function itemsOf(input: AnalysedWave["input"], streetId: string, level: number): StreetItem[] {
  const rows = remember(input, "item differences", () => estimateItemDifferences(input));
  const place = input.streets.indexOf(streetId);
  const critical = criticalValues(level);
  return rows.map(({ item, dimension, points, cells }) => {
    const cell = cells[place]!;
    if (isWithheld(cell)) return { id: item, dimension, points, figure: cell };
    const ci = tInterval(cell.difference, cell.se, cell.df, critical);
    return { id: item, dimension, points, figure: { ...cell, ci } };
  });
}
