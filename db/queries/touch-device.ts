import { sql } from "drizzle-orm";
import type { Database } from "../client.ts";

const MINUTE = 60_000;

/**
 * Notes that a device was here, at most once a minute: a row that every record writes to would make them wait for one
 * another.
 *
 * @param seenAt  when it was last noted; null for a new device
 */
export async function touchDevice(
  db: Database,
  device: { cityId: string; id: string; userId: string; now: Date },
  seenAt: Date | null,
): Promise<void> {
  const { cityId, id, userId } = device;
  if (seenAt && device.now.getTime() - seenAt.getTime() < MINUTE) return;
  const now = sql`${device.now.toISOString()}::timestamptz`;
  await db.execute(sql`
    insert into devices as d (city_id, id, first_seen_at, last_seen_at, last_user_id)
    values (${cityId}::uuid, ${id}::uuid, ${now}, ${now}, ${userId}::uuid)
    on conflict (city_id, id) do update
      set last_seen_at = excluded.last_seen_at, last_user_id = excluded.last_user_id
      where d.last_seen_at < excluded.last_seen_at - interval '1 minute'`);
}
