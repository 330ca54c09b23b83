import type { CheckedRow } from "./check-list.ts";
import type { FrameKind, FrameRow } from "./frame-kinds.ts";
import { rowKey } from "./row-key.ts";

export interface FrameChanges {
  added: FrameRow[];
  changed: FrameRow[];
  unchanged: number;
  /** Rows that the city has and the list has not: they stay as they are. */
  left: number;
}

/**
 * What importing a checked list would do to what is there.
 *
 * A cell left empty, or a column left out, keeps what is known; a new place with a name in one language has it in the
 * other too. Nothing is ever taken away.
 *
 * @param existing  rows that are there, by `rowKey`, with the same columns
 */
export function planChanges(
  kind: FrameKind,
  rows: readonly CheckedRow[],
  existing: ReadonlyMap<string, FrameRow>,
): FrameChanges {
  const changes: FrameChanges = { added: [], changed: [], unchanged: 0, left: existing.size };
  const places = placesOf(kind, rows, existing);
  for (const { row } of rows) {
    const shared = places.get(row.code ?? null);
    const whole = shared ? { ...row, ...shared } : row;
    const known = existing.get(rowKey(kind, row));
    if (!known) {
      changes.added.push(withBothNames(whole));
      continue;
    }
    changes.left -= 1;
    const columns = Object.keys(known);
    const merged = withBothNames(
      Object.fromEntries(columns.map((key) => [key, whole[key] ?? known[key] ?? null])),
    );
    if (columns.every((key) => merged[key] === known[key])) changes.unchanged += 1;
    else changes.changed.push(merged);
  }
  return changes;
}

const SITE_COLUMNS = ["nameZh", "nameEn", "longitude", "latitude"];

/** A site may be described in one of its rows only, or be known from before. */
function placesOf(
  kind: FrameKind,
  rows: readonly CheckedRow[],
  existing: ReadonlyMap<string, FrameRow>,
): Map<unknown, FrameRow> {
  const places = new Map<unknown, FrameRow>();
  if (kind !== "sites") return places;
  for (const row of [...rows.map((each) => each.row), ...existing.values()]) {
    const before = places.get(row.code);
    places.set(
      row.code,
      Object.fromEntries(SITE_COLUMNS.map((key) => [key, before?.[key] ?? row[key] ?? null])),
    );
  }
  return places;
}

function withBothNames(row: FrameRow): FrameRow {
  const whole = { ...row };
  for (const [zh, en] of [
    ["nameZh", "nameEn"],
    ["slotNameZh", "slotNameEn"],
  ] as const) {
    if (!(zh in row) && !(en in row)) continue;
    const fallback = zh === "slotNameZh" ? `${row.startsAt}–${row.endsAt}` : null;
    const name = row[zh] ?? row[en] ?? fallback;
    whole[zh] = row[zh] ?? name;
    whole[en] = row[en] ?? name;
  }
  return whole;
}
