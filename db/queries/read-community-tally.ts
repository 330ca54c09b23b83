import { sql } from "drizzle-orm";
import { buildTally, type Tally, type TallyRecord } from "#analysis/tally.ts";
import type { ScoringSheet } from "#surveys/scoring-sheet.ts";
import type { Database } from "../client.ts";
import { groupedUnits, unitColumns } from "./read-tally.ts";

/**
 * A street's household responses with its communities as strata and their dwellings as PSUs: what figures of single
 * communities need, which the wave's own design cannot give, for a community is one PSU there.
 *
 * @returns null where no household of the street is in the weighting run
 */
export async function readCommunityTally(
  db: Database,
  cityId: string,
  { runId, streetId, sheet }: { runId: string; streetId: string; sheet: ScoringSheet },
): Promise<Tally | null> {
  const units = sql`
    select u.community_id::text as stratum, u.dwelling_id::text as psu, rw.street_id, ${unitColumns(sheet)}
    from response_weights rw
    join responses r on r.city_id = rw.city_id and r.id = rw.response_id
    join cases k on k.city_id = r.city_id and k.id = r.case_id
    join drawn_units u on u.city_id = k.city_id and u.id = k.drawn_unit_id
    where rw.city_id = ${cityId} and rw.run_id = ${runId} and rw.mode = 'household' and rw.street_id = ${streetId}`;
  const rows = (await db.execute(groupedUnits(sheet, units))) as unknown as TallyRecord[];
  const items = sheet.items.map(({ id }) => id);
  return rows.length > 0 ? buildTally("household", items, [...rows]) : null;
}
