import { sql } from "drizzle-orm";
import type { Position, QualityItem, QualityUnit } from "#surveys/quality/quality-unit.ts";
import type { ScoringSheet } from "#surveys/scoring-sheet.ts";
import type { Outcome } from "#surveys/vocabulary.ts";
import type { Database } from "../client.ts";

/** An interview as its quality is judged, and what a list shows of it. */
export interface Interview extends QualityUnit {
  outcome: Exclude<Outcome, "ineligible">;
}

interface Row extends Omit<Interview, "screenMs" | "clockOffsetMs" | "position" | "place"> {
  paradata: Record<string, unknown> | null;
  longitude: number | null;
  latitude: number | null;
}

const millis = (moment: string) => sql`floor(extract(epoch from ${sql.raw(moment)}) * 1000)::float8`;

/** Every live complete or partial interview of a wave, whatever was decided on it, in the order in which they were begun. */
export async function readQualityUnits(db: Database, cityId: string, waveId: string): Promise<Interview[]> {
  const rows = (await db.execute(sql`
    select r.id, r.mode, r.outcome, coalesce(c.street_id, s.id) as "streetId", r.user_id as "volunteerId",
      r.case_id as "caseId", ${millis("r.started_at")} as "startedAt", ${millis("r.completed_at")} as "completedAt",
      ${millis("k.received_at")} as "receivedAt", to_json(r.answer_codes) as codes, r.own_share_sheet as "ownShare",
      r.paradata, coalesce(m.longitude, p.longitude) as longitude, coalesce(m.latitude, p.latitude) as latitude
    from responses r
    join records k on k.city_id = r.city_id and k.id = r.id
    left join cases c on c.city_id = r.city_id and c.id = r.case_id
    left join dwellings d on d.city_id = c.city_id and d.id = c.dwelling_id
    left join communities m on m.city_id = d.city_id and m.id = d.community_id
    left join site_slots t on t.city_id = c.city_id and t.id = c.site_slot_id
    left join sites p on p.city_id = t.city_id and p.id = t.site_id
    left join streets s on s.city_id = r.city_id and s.code = r.residence and r.mode = 'online'
    where r.city_id = ${cityId} and r.wave_id = ${waveId} and r.live and r.outcome <> 'ineligible'
    order by r.started_at, r.id`)) as unknown as Row[];
  return rows.map(({ paradata, longitude, latitude, ...row }) => ({
    ...row,
    screenMs: readScreenMs(paradata),
    clockOffsetMs: finite(paradata?.clockOffset),
    position: readPosition(paradata?.position),
    place: longitude === null || latitude === null ? null : { longitude, latitude },
  }));
}

/** The items that the codes of a wave's interviews stand for. */
export async function readQualityItems(db: Database, cityId: string, waveId: string): Promise<QualityItem[]> {
  const [row] = (await db.execute(sql`
    select t.sheet from waves w join scoring_sheets t on t.id = w.scoring_sheet_id
    where w.city_id = ${cityId} and w.id = ${waveId}`)) as unknown as { sheet: ScoringSheet }[];
  return row?.sheet.items.map(({ id, weight, options }) => ({ id, weight, options })) ?? [];
}

const finite = (value: unknown) => (typeof value === "number" && Number.isFinite(value) ? value : null);

/** Milliseconds that the pages were shown, all together. What a device says of itself may be anything. */
function readScreenMs(paradata: Row["paradata"]): number | null {
  const times = paradata?.screenTimes;
  if (typeof times !== "object" || times === null) return null;
  const sum = Object.values(times).reduce<number>((total, ms) => total + Math.max(0, finite(ms) ?? 0), 0);
  return sum > 0 ? sum : null;
}

function readPosition(value: unknown): Position | null {
  if (typeof value !== "object" || value === null) return null;
  const { latitude, longitude, accuracyMetres } = value as Record<string, unknown>;
  const [lat, lon, radius] = [finite(latitude), finite(longitude), finite(accuracyMetres)];
  if (lat === null || lon === null || Math.abs(lat) > 90 || Math.abs(lon) > 180) return null;
  return { latitude: lat, longitude: lon, ...(radius !== null && radius >= 0 ? { accuracy: radius } : {}) };
}
