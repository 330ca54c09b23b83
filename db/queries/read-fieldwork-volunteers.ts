import { sql } from "drizzle-orm";
import type { Database } from "../client.ts";
import { isoMoment } from "../iso-moment.ts";
import { isAttempt } from "./attempted-visits.ts";

/** What one person did in one street. */
export interface WorkInStreet {
  userId: string;
  streetId: string;
  /** Attempts at dwellings: visits, and interviews, which bring no visit of their own. */
  visits: number;
  /** Complete and partial interviews that stand. */
  household: number;
  intercept: number;
  /** How long each complete interview took. */
  householdSeconds: number[];
  interceptSeconds: number[];
}

export interface FieldPerson {
  userId: string;
  name: string;
  /** When the server last received anything of this wave from them; null: nothing yet. */
  lastRecordAt: string | null;
}

/** Who did how much where; street supervisors are shown their street's part. */
export async function readFieldworkByPerson(
  db: Database,
  cityId: string,
  waveId: string,
): Promise<WorkInStreet[]> {
  const [visited, interviewed] = (await Promise.all([
    db.execute(sql`
      select visits.user_id as "userId", c.street_id as "streetId", count(*)::int as visits
      from visits
      join cases c on c.city_id = visits.city_id and c.id = visits.case_id
      where visits.city_id = ${cityId} and visits.wave_id = ${waveId} and ${isAttempt}
      group by 1, 2`),
    db.execute(sql`
      select r.user_id as "userId", c.street_id as "streetId", r.mode,
        count(*)::int as attempts,
        count(*) filter (where r.outcome <> 'ineligible' and r.standing = 'counts')::int as interviews,
        coalesce(json_agg(round(extract(epoch from r.completed_at - r.started_at))::int)
          filter (where r.outcome = 'complete'), '[]') as seconds
      from responses r
      join cases c on c.city_id = r.city_id and c.id = r.case_id
      where r.city_id = ${cityId} and r.wave_id = ${waveId} and r.live and r.user_id is not null
      group by 1, 2, 3`),
  ])) as unknown as [
    { userId: string; streetId: string; visits: number }[],
    {
      userId: string;
      streetId: string;
      mode: "household" | "intercept";
      attempts: number;
      interviews: number;
      seconds: number[] | string;
    }[],
  ];
  const work = new Map<string, WorkInStreet>();
  const of = ({ userId, streetId }: { userId: string; streetId: string }) => {
    const key = `${userId} ${streetId}`;
    const nothing = { visits: 0, household: 0, intercept: 0, householdSeconds: [], interceptSeconds: [] };
    const found = work.get(key) ?? { userId, streetId, ...nothing };
    work.set(key, found);
    return found;
  };
  for (const row of visited) of(row).visits += row.visits;
  for (const row of interviewed) {
    const seconds = typeof row.seconds === "string" ? (JSON.parse(row.seconds) as number[]) : row.seconds;
    const sum = of(row);
    sum[row.mode] = row.interviews;
    sum[`${row.mode}Seconds`] = seconds;
    if (row.mode === "household") sum.visits += row.attempts;
  }
  return [...work.values()];
}

/** Everybody who has a case of the wave or sent something for it. */
export async function readFieldPeople(db: Database, cityId: string, waveId: string): Promise<FieldPerson[]> {
  return (await db.execute(sql`
    with sent as (
      select city_id, user_id, max(received_at) as last_at from records
      where city_id = ${cityId} and wave_id = ${waveId} and user_id is not null
      group by 1, 2
    ), holding as (
      select distinct a.city_id, a.user_id from assignments a
      join cases c on c.city_id = a.city_id and c.id = a.case_id
      where a.city_id = ${cityId} and c.wave_id = ${waveId} and a.ended_at is null
    )
    select u.id as "userId", u.name, ${isoMoment(sql`s.last_at`)} as "lastRecordAt"
    from users u
    left join sent s on s.city_id = u.city_id and s.user_id = u.id
    left join holding h on h.city_id = u.city_id and h.user_id = u.id
    where u.city_id = ${cityId} and (s.user_id is not null or h.user_id is not null)
    order by u.login`)) as unknown as FieldPerson[];
}
