import { sql } from "drizzle-orm";
import type { Mode } from "#surveys/vocabulary.ts";
import type { Database } from "../client.ts";
import type { PublishedInputs } from "../schema/index.ts";

/** Complete and partial interviews that stand, weighted or not. */
export interface Received {
  overall: Record<Mode, number>;
  /** By id; online answers by residence. */
  streets: Map<string, Record<Mode, number>>;
}

const nobody = (): Record<Mode, number> => ({ household: 0, intercept: 0, online: 0 });

export async function countReceived(db: Database, cityId: string, waveId: string): Promise<Received> {
  const rows = (await db.execute(sql`
    select r.mode, coalesce(k.street_id, s.id) as "streetId", count(*)::int as count
    from responses r
    left join cases k on k.city_id = r.city_id and k.id = r.case_id
    left join streets s on s.city_id = r.city_id and s.code = r.residence and r.mode = 'online'
    where r.city_id = ${cityId} and r.wave_id = ${waveId} and r.live and r.standing = 'counts'
      and r.outcome <> 'ineligible'
    group by 1, 2`)) as unknown as { mode: Mode; streetId: string | null; count: number }[];
  const received: Received = { overall: nobody(), streets: new Map() };
  for (const { mode, streetId, count } of rows) {
    received.overall[mode] += count;
    if (streetId === null) continue;
    const street = received.streets.get(streetId) ?? nobody();
    street[mode] += count;
    received.streets.set(streetId, street);
  }
  return received;
}

/** Of one street; zeros where nothing has come. */
export const receivedIn = ({ streets }: Received, streetId: string) => streets.get(streetId) ?? nobody();

/** What was received of a wave when it was published. */
export function receivedAt({ received }: PublishedInputs): Received {
  return { overall: received.overall, streets: new Map(Object.entries(received.streets)) };
}
