import { and, asc, eq, gt, isNull, max } from "drizzle-orm";
import type { Database } from "../client.ts";
import { insertRows } from "../insert-rows.ts";
import { cases, communities, drawnUnits, draws, dwellings, waves } from "../schema/index.ts";
import { caseOfUnit } from "./store-drawn-cases.ts";
import { writeAudit } from "./write-audit.ts";

export interface ReserveRelease {
  waveId: string;
  streetId: string;
  /** The replicate that the page offered: two clicks release it once. */
  replicate: number;
  userId: string;
  now: Date;
}

export type ReleaseOutcome =
  | { status: "released"; replicate: number; cases: number }
  | { status: "already-released" }
  /** An earlier replicate comes first. */
  | { status: "not-next"; next: number }
  | { status: "none-left" }
  | { status: "not-open" }
  | { status: "unknown-wave" };

/**
 * Releases a street's next reserve replicate: the whole of it, in the order in which replicates were drawn, whatever
 * its dwellings are. Its cases come after all others on the walk, and wait to be assigned.
 */
export function releaseReserve(
  db: Database,
  cityId: string,
  { waveId, streetId, replicate, userId, now }: ReserveRelease,
): Promise<ReleaseOutcome> {
  return db.transaction(async (tx) => {
    // Locks the wave, so that a second release waits and then finds this one done.
    const [wave] = await tx
      .select({ status: waves.status })
      .from(waves)
      .where(and(eq(waves.cityId, cityId), eq(waves.id, waveId)))
      .for("update");
    if (!wave) return { status: "unknown-wave" };
    if (wave.status !== "open") return { status: "not-open" };
    const waiting = await readWaiting(tx, cityId, waveId, streetId);
    const next = waiting[0]?.replicate;
    if (next === undefined || next > replicate) {
      const wasReleased = next !== undefined || (await hasReplicate(tx, cityId, waveId, streetId, replicate));
      return { status: wasReleased ? "already-released" : "none-left" };
    }
    if (next < replicate) return { status: "not-next", next };
    const units = waiting.filter((unit) => unit.replicate === replicate);
    await tx
      .update(drawnUnits)
      .set({ releasedAt: now })
      .where(
        and(
          eq(drawnUnits.cityId, cityId),
          eq(drawnUnits.drawId, units[0]!.drawId),
          eq(drawnUnits.streetId, streetId),
          eq(drawnUnits.replicate, replicate),
          isNull(drawnUnits.releasedAt),
        ),
      );
    const last = await readLastOnWalk(tx, cityId, waveId);
    await insertRows(
      tx,
      cases,
      units.map((unit, i) => caseOfUnit({ cityId, waveId }, unit, last + i + 1, null)),
    );
    await writeAudit(tx, {
      cityId,
      userId,
      action: "release-reserve",
      subjectKind: "wave",
      subjectId: waveId,
      details: { streetId, replicate, dwellings: units.length },
    });
    return { status: "released", replicate, cases: units.length };
  });
}

/** A street's reserve dwellings that are not released, replicate by replicate in walking order. */
function readWaiting(db: Database, cityId: string, waveId: string, streetId: string) {
  return db
    .select({
      id: drawnUnits.id,
      drawId: drawnUnits.drawId,
      mode: drawnUnits.mode,
      streetId: drawnUnits.streetId,
      dwellingId: drawnUnits.dwellingId,
      siteSlotId: drawnUnits.siteSlotId,
      replicate: drawnUnits.replicate,
    })
    .from(draws)
    .innerJoin(drawnUnits, and(eq(drawnUnits.cityId, draws.cityId), eq(drawnUnits.drawId, draws.id)))
    .innerJoin(
      communities,
      and(eq(communities.cityId, drawnUnits.cityId), eq(communities.id, drawnUnits.communityId)),
    )
    .innerJoin(
      dwellings,
      and(eq(dwellings.cityId, drawnUnits.cityId), eq(dwellings.id, drawnUnits.dwellingId)),
    )
    .where(
      and(
        eq(draws.cityId, cityId),
        eq(draws.waveId, waveId),
        eq(drawnUnits.streetId, streetId),
        gt(drawnUnits.replicate, 0),
        isNull(drawnUnits.releasedAt),
      ),
    )
    .orderBy(asc(drawnUnits.replicate), asc(communities.code), asc(dwellings.position));
}

async function hasReplicate(
  db: Database,
  cityId: string,
  waveId: string,
  streetId: string,
  replicate: number,
): Promise<boolean> {
  const rows = await db
    .select({ id: drawnUnits.id })
    .from(draws)
    .innerJoin(drawnUnits, and(eq(drawnUnits.cityId, draws.cityId), eq(drawnUnits.drawId, draws.id)))
    .where(
      and(
        eq(draws.cityId, cityId),
        eq(draws.waveId, waveId),
        eq(drawnUnits.streetId, streetId),
        eq(drawnUnits.mode, "household"),
        eq(drawnUnits.replicate, replicate),
      ),
    )
    .limit(1);
  return rows.length > 0;
}

async function readLastOnWalk(db: Database, cityId: string, waveId: string): Promise<number> {
  const [row] = await db
    .select({ last: max(cases.walkOrder) })
    .from(cases)
    .where(and(eq(cases.cityId, cityId), eq(cases.waveId, waveId), eq(cases.mode, "household")));
  return row?.last ?? 0;
}
