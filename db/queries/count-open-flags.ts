import type { Database } from "../client.ts";
import { readLatestReviews } from "./read-reviews.ts";
import { readWaveQuality } from "./read-wave-quality.ts";

/** A figure on a page that asks every few seconds may be as old as this. */
const TOLERATED_MS = 30_000;

/**
 * Interviews with flags on which nobody has decided yet, by street; under "" those of no street of the district.
 *
 * @param streets  only these; all where it is left out
 */
export async function countOpenFlags(
  db: Database,
  cityId: string,
  waveId: string,
  streets: "all" | readonly string[] = "all",
): Promise<Map<string, number>> {
  const [{ interviews, flags }, decided] = await Promise.all([
    readWaveQuality(db, cityId, waveId, TOLERATED_MS),
    readLatestReviews(db, cityId, waveId),
  ]);
  const open = new Map<string, number>();
  for (const { id, streetId } of interviews) {
    if (!flags.has(id) || decided.has(id)) continue;
    if (streets !== "all" && !(streetId && streets.includes(streetId))) continue;
    open.set(streetId ?? "", (open.get(streetId ?? "") ?? 0) + 1);
  }
  return open;
}
