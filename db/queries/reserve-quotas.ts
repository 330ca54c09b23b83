import { and, asc, eq, isNull, lt, sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { countsOf, QUOTA_CELLS, quotaKey, tallyCells } from "#surveys/fieldwork/quota-cells.ts";
import {
  type HeldReservation,
  RESERVATION_HOURS,
  shareOutQuota,
} from "#surveys/fieldwork/share-out-quota.ts";
import type { AgeBand, Sex } from "#surveys/vocabulary.ts";
import type { Database } from "../client.ts";
import { assignments, cases, devices, quotaCells, quotaReservations, waves } from "../schema/index.ts";
import { readQuotas, type StreetQuota } from "./read-quotas.ts";
import { writeQuotaCells } from "./set-quota-cells.ts";
import { touchDevice } from "./touch-device.ts";

/** The part of a street's cells that a tablet may fill while it cannot ask. */
export interface ReservedQuota {
  waveId: string;
  streetId: string;
  cells: { ageBand: AgeBand; sex: Sex; reserved: number }[];
}

interface Tablet {
  cityId: string;
  userId: string;
  deviceId: string;
  now: Date;
}

interface OpenStreet {
  waveId: string;
  streetId: string;
  claims: { userId: string; sessions: number }[];
}

/**
 * Reserves for a tablet its part of every cell of the streets where its volunteer has sessions to hold in open waves with
 * quota sampling. What it held before is given back first: it was heard of. Nobody else can be given the same meanwhile.
 *
 * @returns nothing for a blocked device, or where no wave samples by quota
 */
export async function reserveQuotas(db: Database, tablet: Tablet): Promise<ReservedQuota[]> {
  const { cityId, userId, deviceId } = tablet;
  const open = await readOpenStreets(db, cityId);
  const own = open.filter(({ claims }) => claims.some((claim) => claim.userId === userId));
  const [device] = await db
    .select()
    .from(devices)
    .where(and(eq(devices.cityId, cityId), eq(devices.id, deviceId)));
  if (open.length === 0 || device?.blockedAt) return [];
  await touchDevice(db, { ...tablet, id: deviceId }, device?.lastSeenAt ?? null);
  const isOwn = ({ waveId, streetId }: { waveId: string; streetId: string }) =>
    own.some((each) => each.waveId === waveId && each.streetId === streetId);
  await giveBack(db, tablet, isOwn);
  const reserved: ReservedQuota[] = [];
  for (const street of own) reserved.push(await reserveInStreet(db, tablet, street));
  return reserved;
}

/** Streets with sessions that have not ended, in open waves with quota sampling, and whose they are. */
async function readOpenStreets(db: Database, cityId: string): Promise<OpenStreet[]> {
  const rows = await db
    .select({
      waveId: cases.waveId,
      streetId: cases.streetId,
      userId: assignments.userId,
      sessions: sql<number>`count(*)::int`,
    })
    .from(assignments)
    .innerJoin(cases, and(eq(cases.cityId, assignments.cityId), eq(cases.id, assignments.caseId)))
    .innerJoin(waves, and(eq(waves.cityId, cases.cityId), eq(waves.id, cases.waveId)))
    .where(
      and(
        eq(assignments.cityId, cityId),
        isNull(assignments.endedAt),
        eq(cases.mode, "intercept"),
        eq(waves.status, "open"),
        sql`${waves.plan}->>'interceptRule' = 'quota'`,
        sql`not exists (
          select 1 from intercept_sessions s
          join session_events e on e.city_id = s.city_id and e.session_id = s.id and e.event = 'end'
          where s.city_id = ${cases.cityId} and s.case_id = ${cases.id})`,
      ),
    )
    .groupBy(cases.waveId, cases.streetId, assignments.userId)
    .orderBy(asc(cases.waveId), asc(cases.streetId), asc(assignments.userId));
  const streets: OpenStreet[] = [];
  for (const { waveId, streetId, ...claim } of rows) {
    const last = streets.at(-1);
    if (last?.waveId === waveId && last.streetId === streetId) last.claims.push(claim);
    else streets.push({ waveId, streetId, claims: [claim] });
  }
  return streets;
}

/** What this tablet held where its volunteer has nothing more to do, and what anybody held for 48 hours in silence. */
async function giveBack(
  db: Database,
  { cityId, deviceId, now }: Tablet,
  keeps: (place: { waveId: string; streetId: string }) => boolean,
): Promise<void> {
  const table = quotaReservations;
  const silentSince = new Date(now.getTime() - RESERVATION_HOURS * 3_600_000);
  await db.delete(table).where(and(eq(table.cityId, cityId), lt(table.updatedAt, silentSince)));
  const held = await db
    .select({ id: table.id, waveId: table.waveId, streetId: table.streetId })
    .from(table)
    .where(and(eq(table.cityId, cityId), eq(table.deviceId, deviceId)));
  for (const { id } of held.filter((each) => !keeps(each))) {
    await db.delete(table).where(and(eq(table.cityId, cityId), eq(table.id, id)));
  }
}

async function reserveInStreet(
  db: Database,
  { cityId, userId, deviceId, now }: Tablet,
  { waveId, streetId, claims }: OpenStreet,
): Promise<ReservedQuota> {
  const place = { cityId, waveId, streetId };
  return db.transaction(async (tx) => {
    const [planned] = await readQuotas(tx, cityId, waveId, [streetId]);
    if (planned) await writeQuotaCells(tx, place, planned.wanted, false);
    // Whoever asks for the same street waits here, and then sees what this one was given.
    await tx
      .select({ wanted: quotaCells.wanted })
      .from(quotaCells)
      .where(
        and(eq(quotaCells.cityId, cityId), eq(quotaCells.waveId, waveId), eq(quotaCells.streetId, streetId)),
      )
      .orderBy(asc(quotaCells.ageBand), asc(quotaCells.sex))
      .for("update");
    const [quota] = await readQuotas(tx, cityId, waveId, [streetId]);
    const reserved = shareOutQuota(
      {
        wanted: quota!.wanted,
        interviewed: tallyCells(quota!.interviews),
        held: heldBy(quota!),
        claims,
        now: now.getTime(),
      },
      { deviceId, userId },
    );
    const cells = QUOTA_CELLS.map((cell) => ({ ...cell, reserved: reserved[quotaKey(cell)] }));
    const { waveId: wave, streetId: street, deviceId: device, ageBand, sex } = quotaReservations;
    await tx
      .insert(quotaReservations)
      .values(cells.map((cell) => ({ ...place, ...cell, id: uuidv7(), deviceId, userId, updatedAt: now })))
      .onConflictDoUpdate({
        target: [quotaReservations.cityId, wave, street, device, ageBand, sex],
        set: {
          reserved: sql`excluded.reserved`,
          userId: sql`excluded.user_id`,
          updatedAt: sql`excluded.updated_at`,
        },
      });
    return { waveId, streetId, cells };
  });
}

/** Every tablet's part of a street, with what has arrived from it since. */
export function heldBy({ reservations, interviews }: StreetQuota): HeldReservation[] {
  return [...new Set(reservations.map(({ deviceId }) => deviceId))].map((deviceId) => {
    const own = reservations.filter((each) => each.deviceId === deviceId);
    const { userId, updatedAt } = own[0]!;
    const madeAt = updatedAt.getTime();
    return {
      deviceId,
      userId,
      reserved: countsOf((key) => own.find((cell) => quotaKey(cell) === key)?.reserved ?? 0),
      arrived: tallyCells(interviews.filter((each) => each.deviceId === deviceId && each.arrivedAt > madeAt)),
      madeAt,
    };
  });
}
