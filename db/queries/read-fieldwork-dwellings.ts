import { sql } from "drizzle-orm";
import { type CaseVisit, caseStatus } from "#surveys/fieldwork/case-status.ts";
import { responseAsVisit, type Standing } from "#surveys/fieldwork/response-as-visit.ts";
import type { Disposition, Outcome } from "#surveys/vocabulary.ts";
import type { Database } from "../client.ts";
import { isAttempt } from "./attempted-visits.ts";

/** A released dwelling as it stands, with whoever has it now. */
export interface FieldworkDwelling {
  caseId: string;
  streetId: string;
  userId: string | null;
  disposition: Disposition;
  /** No further visit is due. */
  final: boolean;
}

type Dwelling = Pick<FieldworkDwelling, "caseId" | "streetId" | "userId"> & {
  outcome: Outcome | null;
  standing: Standing | null;
  localTime: string | null;
  eligible: number | null;
};
type Visit = CaseVisit & { caseId: string };

const localTime = (moment: string) =>
  sql`to_char(${sql.raw(moment)} at time zone city.time_zone, 'YYYY-MM-DD"T"HH24:MI')`;

/**
 * Every released dwelling with the status that `readHouseholdCases` gives it. That one reads all that weights need and
 * takes five times as long, too much for a page that asks every few seconds.
 */
export async function readFieldworkDwellings(
  db: Database,
  cityId: string,
  waveId: string,
): Promise<FieldworkDwelling[]> {
  const [dwellings, visits] = (await Promise.all([
    db.execute(sql`
      with rostered as (
        select distinct on (case_id) city_id, case_id, eligible from rosters
        where city_id = ${cityId} and wave_id = ${waveId}
        order by case_id, happened_at desc, id desc
      )
      select c.id as "caseId", c.street_id as "streetId", a.user_id as "userId", r.outcome, r.standing,
        ${localTime("r.completed_at")} as "localTime", o.eligible
      from cases c
      join cities city on city.id = c.city_id
      join drawn_units u on u.city_id = c.city_id and u.id = c.drawn_unit_id
      left join assignments a on a.city_id = c.city_id and a.case_id = c.id and a.ended_at is null
      left join responses r on r.city_id = c.city_id and r.case_id = c.id and r.mode = 'household' and r.live
      left join rostered o on o.city_id = c.city_id and o.case_id = c.id
      where c.city_id = ${cityId} and c.wave_id = ${waveId} and c.mode = 'household' and u.released_at is not null`),
    db.execute(sql`
      select visits.case_id as "caseId", visits.disposition, visits.reason,
        ${localTime("visits.happened_at")} as "localTime"
      from visits join cities city on city.id = visits.city_id
      where visits.city_id = ${cityId} and visits.wave_id = ${waveId} and ${isAttempt}
      order by visits.happened_at, visits.id`),
  ])) as unknown as [Dwelling[], Visit[]];
  const made = new Map<string, CaseVisit[]>(dwellings.map(({ caseId }) => [caseId, []]));
  for (const visit of visits) made.get(visit.caseId)?.push(visit);
  return dwellings.map(({ caseId, streetId, userId, outcome, standing, localTime, eligible }) => {
    const attempts = made.get(caseId)!;
    if (outcome && standing && localTime) attempts.push(responseAsVisit({ localTime, outcome }, standing));
    const { disposition, final } = caseStatus(attempts, eligible);
    return { caseId, streetId, userId, disposition, final };
  });
}
