import { and, asc, eq } from "drizzle-orm";
import { releasedProbabilities } from "#surveys/sampling/reserve-replicates.ts";
import type { Database } from "../client.ts";
import {
  communities,
  drawnUnits,
  draws,
  dwellings,
  siteSlots,
  sites,
  slots,
  streets,
} from "../schema/index.ts";

/** A drawn community, dwelling or session with its probabilities: a line of the list to download. */
export interface DrawnUnitRow {
  mode: "household" | "intercept";
  /** Household: 1 communities, 2 dwellings. */
  stage: number;
  streetCode: string;
  communityCode: string | null;
  /** Place in the community's listing as it is numbered there. */
  position: number | null;
  siteCode: string | null;
  slotCode: string | null;
  stratum: string;
  psu: string;
  drawOrder: number;
  size: number;
  conditionalPi: number;
  /** Of being drawn into its own replicate. */
  overallPi: number;
  replicate: number;
  releasedAt: Date | null;
  /** Of being drawn and released, with all that is released now; null for what is not. */
  pi: number | null;
  interval: number | null;
}

/** Every drawn unit of a wave, without addresses: streets by code, then mode, stage, community and place. */
export async function readDrawnUnits(db: Database, cityId: string, waveId: string): Promise<DrawnUnitRow[]> {
  const rows = await db
    .select({
      mode: drawnUnits.mode,
      stage: drawnUnits.stage,
      streetCode: streets.code,
      communityCode: communities.code,
      position: dwellings.position,
      siteCode: sites.code,
      slotCode: slots.code,
      stratum: drawnUnits.stratum,
      psu: drawnUnits.psu,
      drawOrder: drawnUnits.drawOrder,
      size: drawnUnits.size,
      conditionalPi: drawnUnits.conditionalPi,
      overallPi: drawnUnits.overallPi,
      replicate: drawnUnits.replicate,
      releasedAt: drawnUnits.releasedAt,
      interval: drawnUnits.interval,
    })
    .from(draws)
    .innerJoin(drawnUnits, and(eq(drawnUnits.cityId, draws.cityId), eq(drawnUnits.drawId, draws.id)))
    .innerJoin(streets, and(eq(streets.cityId, drawnUnits.cityId), eq(streets.id, drawnUnits.streetId)))
    .leftJoin(
      communities,
      and(eq(communities.cityId, drawnUnits.cityId), eq(communities.id, drawnUnits.communityId)),
    )
    .leftJoin(
      dwellings,
      and(eq(dwellings.cityId, drawnUnits.cityId), eq(dwellings.id, drawnUnits.dwellingId)),
    )
    .leftJoin(
      siteSlots,
      and(eq(siteSlots.cityId, drawnUnits.cityId), eq(siteSlots.id, drawnUnits.siteSlotId)),
    )
    .leftJoin(sites, and(eq(sites.cityId, siteSlots.cityId), eq(sites.id, siteSlots.siteId)))
    .leftJoin(slots, and(eq(slots.cityId, siteSlots.cityId), eq(slots.id, siteSlots.slotId)))
    .where(and(eq(draws.cityId, cityId), eq(draws.waveId, waveId)))
    .orderBy(
      asc(streets.code),
      asc(drawnUnits.mode),
      asc(drawnUnits.stage),
      asc(communities.code),
      asc(dwellings.position),
      asc(drawnUnits.drawOrder),
    );
  const dwellingsReleased = rows.filter(({ stage, releasedAt }) => stage === 2 && releasedAt);
  const pis = releasedProbabilities(
    dwellingsReleased.map(({ communityCode, replicate, overallPi }) => ({
      communityId: communityCode ?? "",
      replicate,
      overallPi,
    })),
  );
  const piOf = new Map(dwellingsReleased.map((row, i) => [row, pis[i] ?? null]));
  return rows.map((row) => ({ ...row, pi: row.stage === 2 ? (piOf.get(row) ?? null) : row.overallPi }));
}
