import type { Outcome } from "#analysis/score/withheld.ts";
import { SHARE_POINTS } from "#analysis/score/share.ts";
import type { DontKnowRule } from "#analysis/tally.ts";
import { combineParts } from "#analysis/trends/combine-parts.ts";
import type { PartOfWave } from "#analysis/trends/part-of-wave.ts";
import { DISTRICT } from "#analysis/trends/wave-series.ts";
import { commonItems, type CommonItems } from "#app/analyst/common-items.ts";
import { judgeChanges, type JudgedChange } from "#app/analyst/judge-changes.ts";
import type { Database } from "#db/client.ts";
import type { WaveOfSeries } from "#db/queries/list-waves-of-series.ts";
import { readQuestionTitles } from "#db/queries/read-question-titles.ts";
import { readSheets } from "#db/queries/read-sheets.ts";
import { readWaveSeries } from "#db/queries/read-wave-series.ts";

/** A change with what it is of. */
export interface ChangeOf {
  id: string;
  change: Outcome<JudgedChange>;
}

export interface WaveComparison {
  common: CommonItems;
  district: Outcome<JudgedChange>;
  streets: ChangeOf[];
  dimensions: ChangeOf[];
  /** The overall item among them. */
  items: (ChangeOf & { dimension: string })[];
}

type Parts = Map<string, PartOfWave>;

/**
 * What changed from one wave to another: of what both asked. Each family (streets, dimensions, items) is judged
 * together; the district's share stands alone.
 */
export async function compareWaves(
  db: Database,
  cityId: string,
  [before, after]: readonly [WaveOfSeries, WaveOfSeries],
  streets: readonly { id: string }[],
  dontKnow: DontKnowRule,
): Promise<WaveComparison> {
  const [sheets, ...titles] = await Promise.all([
    readSheets(db, cityId, [before.id, after.id]),
    readQuestionTitles(db, cityId, before.id),
    readQuestionTitles(db, cityId, after.id),
  ]);
  const sheet = sheets.get(after.id)!;
  const common = commonItems(
    { ...before, sheet: sheets.get(before.id)!, titles: titles[0] },
    { ...after, sheet, titles: titles[1] },
  );
  const weightOf = new Map(sheet.items.map(({ id, weight }) => [id, weight]));
  const items = sheet.items.filter(({ id }) => common.items.includes(id));
  const scored = items.filter(({ weight }) => weight > 0);
  const read = (parts: string[] | null, totalsOf: "all" | { domain: string }) =>
    readWaveSeries(db, cityId, { waves: [before, after], dontKnow, parts, totalsOf });

  const inDistrict = await read(null, { domain: DISTRICT });
  const byStreet = await read(common.whole ? ["share"] : scored.map(({ id }) => `item/${id}`), "all");
  const share = (wave: WaveOfSeries): PartOfWave | null => {
    const parts = byStreet.get(wave.id);
    return common.whole ? (parts?.get("share") ?? null) : together(parts, scored, ({ id }) => SHARE_POINTS * weightOf.get(id)!); // prettier-ignore
  };
  const dimensions = [...new Set(scored.map(({ dimension }) => dimension))];
  const score = (wave: WaveOfSeries, dimension: string) => {
    const inside = scored.filter((item) => item.dimension === dimension);
    const total = inside.reduce((sum, { weight }) => sum + weight, 0);
    return together(inDistrict.get(wave.id), inside, ({ weight }) => weight / total, [DISTRICT]);
  };
  const pair = (of: (wave: WaveOfSeries) => PartOfWave | null, domain: string) => ({ before: of(before), after: of(after), domain }); // prettier-ignore

  const [first, second] = [share(before), share(after)];
  const shares = (domain: string) => ({ before: first, after: second, domain });
  const of = (ids: readonly string[], changes: Outcome<JudgedChange>[]): ChangeOf[] =>
    ids.map((id, k) => ({ id, change: changes[k]! }));
  const itemChanges = judgeChanges(items.map(({ id }) => pair((wave) => inDistrict.get(wave.id)?.get(`item/${id}`) ?? null, DISTRICT))); // prettier-ignore
  return {
    common,
    district: judgeChanges([shares(DISTRICT)])[0]!,
    streets: of(streets.map(({ id }) => id), judgeChanges(streets.map(({ id }) => shares(id)))), // prettier-ignore
    dimensions: of(dimensions, judgeChanges(dimensions.map((id) => pair((wave) => score(wave, id), DISTRICT)))), // prettier-ignore
    items: items.map(({ id, dimension }, k) => ({ id, dimension, change: itemChanges[k]! })),
  };
}

/** Items of one wave put together; null where the wave lacks one of them. */
function together<Item extends { id: string }>(
  parts: Parts | undefined,
  items: readonly Item[],
  coefficient: (item: Item) => number,
  domains?: readonly string[],
): PartOfWave | null {
  const found = items.map(({ id }) => parts?.get(`item/${id}`));
  if (found.length === 0 || found.some((part) => part === undefined)) return null;
  return combineParts(found as PartOfWave[], items.map(coefficient), domains);
}
