import { and, eq, inArray } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import type { FrameRow } from "#surveys/frames/frame-kinds.ts";
import type { Database } from "../client.ts";
import { insertRows } from "../insert-rows.ts";
import { type SITE_KINDS, siteSlots, sites, slots } from "../schema/index.ts";
import { updateRows } from "../update-rows.ts";
import { readStreetIds } from "./read-frame-known.ts";
import type { FrameWriting } from "./write-frame-rows.ts";

const distinct = (rows: readonly FrameRow[], key: string) => [
  ...new Map(rows.map((row) => [String(row[key]), row])).entries(),
];

/** Adds and changes sites, the slots that they name, and how many pass. Rows of one site agree in what they say of it. */
export async function writeSites(
  tx: Database,
  { cityId, districtId, added, changed }: FrameWriting,
): Promise<void> {
  const rows = [...added, ...changed];
  const streetIds = await readStreetIds(tx, cityId, districtId);
  const slotIds = await writeSlots(tx, cityId, rows, changed);
  const siteIds = await writePlaces(tx, cityId, rows, streetIds);
  const size = (row: FrameRow) => ({
    siteId: siteIds.get(String(row.code))!,
    slotId: slotIds.get(String(row.slot))!,
    footfall: Number(row.footfall),
  });
  await insertRows(
    tx,
    siteSlots,
    added.map((row) => ({ cityId, id: uuidv7(), ...size(row) })),
  );
  await updateRows(tx, siteSlots, cityId, ["siteId", "slotId"], changed.map(size));
}

/** A slot that is there keeps its name unless a row of it changes. */
async function writeSlots(
  tx: Database,
  cityId: string,
  rows: readonly FrameRow[],
  changed: readonly FrameRow[],
) {
  const wanted = distinct(rows, "slot");
  if (wanted.length === 0) return new Map<string, string>();
  const there = await tx
    .select({ code: slots.code, id: slots.id })
    .from(slots)
    .where(
      and(
        eq(slots.cityId, cityId),
        inArray(
          slots.code,
          wanted.map(([code]) => code),
        ),
      ),
    );
  const ids = new Map(there.map(({ code, id }) => [code, id]));
  const names = ([code, row]: (typeof wanted)[number]) => ({
    code,
    nameZh: String(row.slotNameZh),
    nameEn: String(row.slotNameEn),
  });
  const fresh = wanted.filter(([code]) => !ids.has(code));
  for (const [code] of fresh) ids.set(code, uuidv7());
  await insertRows(
    tx,
    slots,
    fresh.map((slot) => ({
      cityId,
      id: ids.get(slot[0])!,
      ...names(slot),
      dayType: slot[1].dayType as "weekday" | "weekend",
      startsAt: String(slot[1].startsAt),
      endsAt: String(slot[1].endsAt),
    })),
  );
  await updateRows(tx, slots, cityId, ["code"], distinct(changed, "slot").map(names));
  return ids;
}

async function writePlaces(
  tx: Database,
  cityId: string,
  rows: readonly FrameRow[],
  streetIds: ReadonlyMap<string, string>,
) {
  const wanted = distinct(rows, "code");
  if (wanted.length === 0) return new Map<string, string>();
  const there = await tx
    .select({ code: sites.code, id: sites.id })
    .from(sites)
    .where(
      and(
        eq(sites.cityId, cityId),
        inArray(
          sites.code,
          wanted.map(([code]) => code),
        ),
      ),
    );
  const ids = new Map(there.map(({ code, id }) => [code, id]));
  const place = ([code, row]: (typeof wanted)[number]) => ({
    code,
    nameZh: String(row.nameZh),
    nameEn: String(row.nameEn),
    kind: row.kind as (typeof SITE_KINDS)[number],
    longitude: (row.longitude ?? null) as number | null,
    latitude: (row.latitude ?? null) as number | null,
  });
  const fresh = wanted.filter(([code]) => !ids.has(code));
  await updateRows(tx, sites, cityId, ["code"], wanted.filter(([code]) => ids.has(code)).map(place));
  for (const [code] of fresh) ids.set(code, uuidv7());
  await insertRows(
    tx,
    sites,
    fresh.map((site) => ({
      cityId,
      id: ids.get(site[0])!,
      streetId: streetIds.get(String(site[1].street))!,
      ...place(site),
    })),
  );
  return ids;
}
