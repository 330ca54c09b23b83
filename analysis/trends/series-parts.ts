import { SHARE_POINTS } from "#analysis/score/share.ts";
import type { SheetItem } from "#analysis/tally.ts";

/** What of a wave is followed over time: the share in points, a dimension's or an item's mean score in [0, 1]. */
export interface SeriesPart {
  /** "share", "dimension/bright", "item/q01". */
  id: string;
  kind: "share" | "dimension" | "item";
  /** Factor of each item's mean score, in the sheet's order. */
  coefficients: Float64Array;
}

/**
 * The parts of a sheet: the share, then its dimensions, then its items, the overall one (of weight 0) among them.
 *
 * A dimension's score is Σ ω R / Σ ω over its items, so that it can be followed when weights of other dimensions change.
 */
export function seriesParts(sheet: readonly SheetItem[]): SeriesPart[] {
  const of = (id: string, kind: SeriesPart["kind"], factor: (item: SheetItem) => number): SeriesPart => ({
    id,
    kind,
    coefficients: Float64Array.from(sheet, factor),
  });
  const weighted = sheet.filter(({ weight }) => weight > 0);
  const dimensions = [...new Set(weighted.map(({ dimension }) => dimension))].map((name) => {
    const inside = weighted.filter(({ dimension }) => dimension === name);
    const total = inside.reduce((sum, { weight }) => sum + weight, 0);
    return of(`dimension/${name}`, "dimension", (item) => (inside.includes(item) ? item.weight / total : 0));
  });
  const items = sheet.map(({ id }) => of(`item/${id}`, "item", (item) => (item.id === id ? 1 : 0)));
  return [of("share", "share", ({ weight }) => SHARE_POINTS * weight), ...dimensions, ...items];
}
