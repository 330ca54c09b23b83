import { sql, type SQL } from "drizzle-orm";
import { selectFromRoster } from "#surveys/fieldwork/judge-record.ts";
import type { RecordOf } from "#surveys/fieldwork/parse-record.ts";
import { jsonOf, momentOf } from "./store-record-gate.ts";

/** Writes who lives in a dwelling and who of them was selected, with the probability of it. */
export function rosterRows(roster: RecordOf<"rosters">, selectionSeed: string): SQL[] {
  const { members, method, waveId, caseId, happenedAt } = roster;
  const { eligible, selected } = selectFromRoster(members, selectionSeed);
  return [
    sql`roster as (
      insert into rosters
        (city_id, id, wave_id, case_id, happened_at, members, eligible, selected, selection_pi, method)
      select city_id, id, ${waveId}::uuid, ${caseId}::uuid, ${momentOf(happenedAt)}, ${jsonOf(members)},
        ${eligible}::int, ${selected}::int, ${eligible > 0 ? 1 / eligible : null}::float8, ${method}::text
      from stored
    )`,
  ];
}
