import { sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import type { Database } from "../client.ts";
import { insertRows } from "../insert-rows.ts";
import { dwellingAddresses, dwellings } from "../schema/index.ts";
import { readCommunityIds } from "./read-frame-known.ts";
import type { FrameWriting } from "./write-frame-rows.ts";

const CHUNK = 5000;

/**
 * Adds dwellings and changes addresses; takes none away. A community whose households are not known yet gets the number
 * of its listing as its measure of size.
 */
export async function writeDwellings(
  tx: Database,
  { cityId, added, changed, onWritten }: FrameWriting,
): Promise<void> {
  const codes = new Set([...added, ...changed].map(({ community }) => String(community)));
  const communityIds = await readCommunityIds(tx, cityId, [...codes]);
  for (let start = 0; start < added.length; start += CHUNK) {
    const homes = added.slice(start, start + CHUNK).map((row) => ({
      id: uuidv7(),
      communityId: communityIds.get(String(row.community))!,
      position: Number(row.position),
      address: String(row.address),
    }));
    await insertRows(
      tx,
      dwellings,
      homes.map(({ id, communityId, position }) => ({ cityId, id, communityId, position })),
    );
    await insertRows(
      tx,
      dwellingAddresses,
      homes.map(({ id, address }) => ({ cityId, dwellingId: id, address })),
    );
    await onWritten(Math.min(start + CHUNK, added.length));
  }
  for (let start = 0; start < changed.length; start += CHUNK) {
    const json = JSON.stringify(
      changed.slice(start, start + CHUNK).map((row) => ({
        community_id: communityIds.get(String(row.community)),
        position: row.position,
        address: row.address,
      })),
    );
    await tx.execute(sql`
      insert into dwelling_addresses (city_id, dwelling_id, address)
      select d.city_id, d.id, r.address
      from json_to_recordset(${json}::text::json) as r(community_id uuid, position integer, address text)
      join dwellings d on d.community_id = r.community_id and d.position = r.position
      where d.city_id = ${cityId}
      on conflict (city_id, dwelling_id) do update set address = excluded.address`);
    await onWritten(added.length + Math.min(start + CHUNK, changed.length));
  }
  await tx.execute(sql`
    update communities c set dwelling_count = listed.dwellings
    from (
      select community_id, count(*)::int as dwellings from dwellings where city_id = ${cityId} group by community_id
    ) listed
    where c.city_id = ${cityId} and c.id = listed.community_id and c.dwelling_count = 0`);
}
