import { sql } from "drizzle-orm";
import type { Database } from "../client.ts";
import { isoMoment } from "../iso-moment.ts";
import { readSessionsHeld } from "./read-sessions-held.ts";

interface Named {
  nameZh: string;
  nameEn: string;
}

/** A planned session with how far it has come. */
export interface FieldworkSession {
  caseId: string;
  streetId: string;
  site: Named;
  slot: Named & { startsAt: string; endsAt: string };
  plannedOn: string | null;
  interval: number;
  /** Who held it, else who has it to do. */
  userId: string | null;
  state: "not-begun" | "running" | "paused" | "ended";
  startedAt: string | null;
  /** Day of the start in the city. */
  startedOn: string | null;
  /** Null where no count has come. */
  counted: { passed: number; approached: number; refused: number; screened?: number } | null;
  complete: number;
  partial: number;
  ineligible: number;
}

interface Row {
  caseId: string;
  streetId: string;
  siteZh: string;
  siteEn: string;
  slotZh: string;
  slotEn: string;
  startsAt: string;
  endsAt: string;
  plannedOn: string | null;
  interval: number | null;
  assignedTo: string | null;
  heldBy: string | null;
  event: string | null;
  startedAt: string | null;
  startedOn: string | null;
}

/** Every planned session of a wave, in the order of the plan. */
export async function readFieldworkSessions(
  db: Database,
  cityId: string,
  waveId: string,
): Promise<FieldworkSession[]> {
  const [rows, held] = await Promise.all([
    readPlanned(db, cityId, waveId),
    readSessionsHeld(db, cityId, waveId),
  ]);
  const heldAt = new Map(held.map((session) => [session.caseId, session]));
  return rows.map((row) => {
    const { counted = null, responses = [] } = heldAt.get(row.caseId) ?? {};
    const count = (outcome: string) => responses.filter((response) => response.outcome === outcome).length;
    return {
      ...{ caseId: row.caseId, streetId: row.streetId, plannedOn: row.plannedOn },
      site: { nameZh: row.siteZh, nameEn: row.siteEn },
      slot: { nameZh: row.slotZh, nameEn: row.slotEn, startsAt: row.startsAt, endsAt: row.endsAt },
      interval: row.interval ?? 1,
      userId: row.heldBy ?? row.assignedTo,
      state: stateOf(row),
      ...{ startedAt: row.startedAt, startedOn: row.startedOn, counted },
      ...{ complete: count("complete"), partial: count("partial"), ineligible: count("ineligible") },
    };
  });
}

function stateOf({ startedAt, event }: Row): FieldworkSession["state"] {
  if (startedAt === null) return "not-begun";
  if (event === "end") return "ended";
  return event === "pause" ? "paused" : "running";
}

/** A case may have been begun on two tablets: the last thing that happened on either says how it stands. */
async function readPlanned(db: Database, cityId: string, waveId: string): Promise<Row[]> {
  const rows = await db.execute(sql`
    with lately as (
      select distinct on (s.case_id) s.city_id, s.case_id, s.user_id, s.started_at, e.event
      from intercept_sessions s
      left join session_events e on e.city_id = s.city_id and e.session_id = s.id
      where s.city_id = ${cityId} and s.wave_id = ${waveId}
      order by s.case_id, coalesce(e.happened_at, s.started_at) desc, e.id desc
    )
    select c.id as "caseId", c.street_id as "streetId", c.planned_on::text as "plannedOn", u.interval,
      si.name_zh as "siteZh", si.name_en as "siteEn", sl.name_zh as "slotZh", sl.name_en as "slotEn",
      to_char(sl.starts_at, 'HH24:MI') as "startsAt", to_char(sl.ends_at, 'HH24:MI') as "endsAt",
      a.user_id as "assignedTo", l.user_id as "heldBy", l.event,
      ${isoMoment(sql`l.started_at`)} as "startedAt",
      to_char(l.started_at at time zone (select time_zone from cities where id = ${cityId}), 'YYYY-MM-DD') as "startedOn"
    from cases c
    join drawn_units u on u.city_id = c.city_id and u.id = c.drawn_unit_id
    join site_slots ss on ss.city_id = c.city_id and ss.id = c.site_slot_id
    join sites si on si.city_id = ss.city_id and si.id = ss.site_id
    join slots sl on sl.city_id = ss.city_id and sl.id = ss.slot_id
    left join assignments a on a.city_id = c.city_id and a.case_id = c.id and a.ended_at is null
    left join lately l on l.city_id = c.city_id and l.case_id = c.id
    where c.city_id = ${cityId} and c.wave_id = ${waveId} and c.mode = 'intercept' and u.released_at is not null
    order by c.planned_on, sl.starts_at, c.walk_order`);
  return rows as unknown as Row[];
}
