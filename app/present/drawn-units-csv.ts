import Papa from "papaparse";
import type { DrawnUnitRow } from "#db/queries/read-drawn-units.ts";

/** So that spreadsheets read it as UTF-8. */
const BYTE_ORDER_MARK = "\uFEFF";

/**
 * Every drawn unit with its probabilities as CSV; the draw's seed and frame hash stand in every line. Without
 * addresses. Text that a spreadsheet would run as a formula is made harmless.
 */
export function drawnUnitsCsv(
  units: readonly DrawnUnitRow[],
  draw: { seed: string; algorithm: string; frameHash: string },
): string {
  const rows = units.map((unit) => ({
    mode: unit.mode,
    stage: unit.stage,
    street: unit.streetCode,
    community: unit.communityCode ?? "",
    place_in_listing: unit.position ?? "",
    site: unit.siteCode ?? "",
    slot: unit.slotCode ?? "",
    stratum: unit.stratum,
    psu: unit.psu,
    order: unit.drawOrder,
    size: unit.size,
    conditional_pi: unit.conditionalPi,
    overall_pi: unit.overallPi,
    replicate: unit.replicate,
    released_at: unit.releasedAt?.toISOString() ?? "",
    released_pi: unit.pi ?? "",
    every_kth: unit.interval ?? "",
    seed: draw.seed,
    algorithm: draw.algorithm,
    frame_hash: draw.frameHash,
  }));
  return BYTE_ORDER_MARK + Papa.unparse(rows, { escapeFormulae: true });
}
