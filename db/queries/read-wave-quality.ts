import { sql } from "drizzle-orm";
import { type Flag, flagInterviews } from "#surveys/quality/flag-interviews.ts";
import type { QualityItem } from "#surveys/quality/quality-unit.ts";
import type { Database } from "../client.ts";
import { type Interview, readQualityItems, readQualityUnits } from "./read-quality-units.ts";

/** A wave's interviews and what is worth asking about them. */
export interface WaveQuality {
  interviews: readonly Interview[];
  items: readonly QualityItem[];
  flags: ReadonlyMap<string, readonly Flag[]>;
}

interface Kept {
  inputs: string;
  madeAt: number;
  quality: Promise<WaveQuality>;
}

/** Comparing 3,000 interviews with one another takes a moment, and pages ask again and again. */
const MOST_KEPT = 4;
const kept = new Map<string, Kept>();

/**
 * The quality of a wave's interviews, computed again when others have come. Decisions change nothing about it.
 *
 * @param tolerated  ms for which an older answer will do
 */
export async function readWaveQuality(
  db: Database,
  cityId: string,
  waveId: string,
  tolerated = 0,
): Promise<WaveQuality> {
  const key = `${cityId} ${waveId}`;
  const before = kept.get(key);
  if (before && Date.now() - before.madeAt < tolerated) return before.quality;
  const inputs = await describeInputs(db, cityId, waveId);
  const found = kept.get(key);
  const present = found?.inputs === inputs ? found : undefined;
  const entry = present ?? { inputs, madeAt: Date.now(), quality: compute(db, cityId, waveId) };
  entry.madeAt = Date.now();
  // Taken out and put in again: the first key is always the one that was not needed for longest.
  kept.delete(key);
  kept.set(key, entry);
  for (const oldest of kept.keys()) {
    if (kept.size <= MOST_KEPT) break;
    kept.delete(oldest);
  }
  entry.quality.catch(() => kept.get(key) === entry && kept.delete(key));
  return entry.quality;
}

async function compute(db: Database, cityId: string, waveId: string): Promise<WaveQuality> {
  const [interviews, items] = await Promise.all([
    readQualityUnits(db, cityId, waveId),
    readQualityItems(db, cityId, waveId),
  ]);
  return { interviews, items, flags: flagInterviews(interviews, items) };
}

async function describeInputs(db: Database, cityId: string, waveId: string): Promise<string> {
  const rows = await db.execute(sql`
    select w.scoring_sheet_id as sheet, count(r.id)::int as count, max(r.received_at)::text as latest
    from waves w
    left join records r on r.city_id = w.city_id and r.wave_id = w.id and r.kind = 'responses'
    where w.city_id = ${cityId} and w.id = ${waveId} group by w.scoring_sheet_id`);
  return JSON.stringify(rows[0] ?? null);
}
