import { SHARE_POINTS } from "#analysis/score/share.ts";
import type { SheetItem } from "#analysis/tally.ts";

/** How finely lost points are told apart. */
export type LossDetail = "item" | "dimension" | "total";

/** A part of the 20 points: an item, a dimension or all. */
export interface LossPart {
  id: string;
  /** Points at stake, 20·Σω. */
  points: number;
  /** 20·ω per item of the sheet, 0 for items outside the part. */
  coefficients: Float64Array;
}

/** The parts of a sheet in its order; items of weight 0 (the overall item) have no points to lose. */
export function lossParts(sheet: readonly SheetItem[], detail: LossDetail): LossPart[] {
  const weighted = sheet.filter((item) => item.weight > 0);
  const idOf = (item: SheetItem) =>
    detail === "item" ? item.id : detail === "dimension" ? item.dimension : "total";
  return [...new Set(weighted.map(idOf))].map((id) => {
    const inside = (item: SheetItem) => item.weight > 0 && idOf(item) === id;
    const coefficients = Float64Array.from(sheet, (item) => (inside(item) ? SHARE_POINTS * item.weight : 0));
    return { id, points: coefficients.reduce((sum, c) => sum + c, 0), coefficients };
  });
}
