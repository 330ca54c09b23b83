import { sql } from "drizzle-orm";
import type { Mode } from "#surveys/vocabulary.ts";
import { hashOf } from "../canonical-json.ts";
import type { Database } from "../client.ts";
import type { HashedInput, PublishedInputs } from "../schema/index.ts";
import type { StoredTally } from "../stored-tally.ts";

/** The hashes of what a published estimate holds itself. */
export function hashInputs(
  inputs: Omit<PublishedInputs, "hashes">,
  tallies: Record<Mode, StoredTally | null>,
): Record<Exclude<HashedInput, "records" | "weights">, string> {
  const { sheet, streets, totals, received, method, wave, lambda, targetShare, questionnaire } = inputs;
  return {
    household: hashOf(tallies.household),
    intercept: hashOf(tallies.intercept),
    online: hashOf(tallies.online),
    sheet: hashOf(sheet),
    streets: hashOf(streets),
    totals: hashOf(totals),
    settings: hashOf({ method, wave, lambda, targetShare, questionnaire }),
    received: hashOf(received),
  };
}

/** Of all records of a wave: their ids and the hashes of their bytes, in the order of the ids. */
export async function hashRecords(db: Database, cityId: string, waveId: string): Promise<string> {
  return hexOf(
    db,
    sql`select string_agg(uuid_send(id) || sha256, ''::bytea order by id) as bytes
      from records where city_id = ${cityId} and wave_id = ${waveId}`,
  );
}

/** Of all weights of a run, to the last bit, in the order of the responses' ids. */
export async function hashWeights(db: Database, cityId: string, runId: string): Promise<string> {
  return hexOf(
    db,
    sql`select string_agg(uuid_send(response_id) || float8send(weight), ''::bytea order by response_id) as bytes
      from response_weights where city_id = ${cityId} and run_id = ${runId}`,
  );
}

async function hexOf(db: Database, bytes: ReturnType<typeof sql>): Promise<string> {
  const [row] = (await db.execute(sql`
    select encode(sha256(coalesce(bytes, ''::bytea)), 'hex') as hash from (${bytes}) b`)) as unknown as {
    hash: string;
  }[];
  return row!.hash;
}
