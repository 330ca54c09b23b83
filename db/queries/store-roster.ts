import { sql } from "drizzle-orm";
import { selectFromRoster } from "#surveys/fieldwork/judge-record.ts";
import type { RecordOf } from "#surveys/fieldwork/parse-record.ts";
import type { Database } from "../client.ts";
import { given } from "../prepared.ts";
import { throughGate, type Envelope } from "./store-record-gate.ts";

const store = throughGate("staff", [
  sql`roster as (
    insert into rosters
      (city_id, id, wave_id, case_id, happened_at, members, eligible, selected, selection_pi, method)
    select city_id, id, ${given("waveId")}::uuid, ${given("caseId")}::uuid, ${given("happenedAt")}::timestamptz,
      ${given("members")}::jsonb, ${given("eligible")}::int, ${given("selected")}::int,
      ${given("selectionPi")}::float8, ${given("method")}::text
    from stored
  )`,
]);

/** Stores who lives in a dwelling and who of them was selected, with the probability of it. */
export function storeRoster(
  db: Database,
  roster: RecordOf<"rosters">,
  envelope: Envelope,
  selectionSeed: string,
): Promise<boolean> {
  const { members, method, happenedAt } = roster;
  const { eligible, selected } = selectFromRoster(members, selectionSeed);
  return store(db, roster, envelope, {
    ...{ eligible, selected, method },
    happenedAt: happenedAt.toISOString(),
    members: JSON.stringify(members),
    selectionPi: eligible > 0 ? 1 / eligible : null,
  });
}
