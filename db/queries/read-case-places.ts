import { and, asc, eq, isNull } from "drizzle-orm";
import type { Database } from "../client.ts";
import { assignments, cases, communities, drawnUnits, dwellings, siteSlots, slots } from "../schema/index.ts";

/** Where and when a case is, and who has it. */
export interface CasePlace {
  id: string;
  mode: "household" | "intercept";
  userId: string | null;
  psu: string;
  communityCode: string | null;
  /** 1-based place in the community's listing. */
  position: number | null;
  plannedOn: string | null;
  startsAt: string | null;
  endsAt: string | null;
}

/** All cases of a wave, in walking order. */
export function readCasePlaces(db: Database, cityId: string, waveId: string): Promise<CasePlace[]> {
  return db
    .select({
      id: cases.id,
      mode: cases.mode,
      userId: assignments.userId,
      psu: drawnUnits.psu,
      communityCode: communities.code,
      position: dwellings.position,
      plannedOn: cases.plannedOn,
      startsAt: slots.startsAt,
      endsAt: slots.endsAt,
    })
    .from(cases)
    .innerJoin(drawnUnits, and(eq(drawnUnits.cityId, cases.cityId), eq(drawnUnits.id, cases.drawnUnitId)))
    .leftJoin(
      assignments,
      and(
        eq(assignments.cityId, cases.cityId),
        eq(assignments.caseId, cases.id),
        isNull(assignments.endedAt),
      ),
    )
    .leftJoin(dwellings, and(eq(dwellings.cityId, cases.cityId), eq(dwellings.id, cases.dwellingId)))
    .leftJoin(
      communities,
      and(eq(communities.cityId, dwellings.cityId), eq(communities.id, dwellings.communityId)),
    )
    .leftJoin(siteSlots, and(eq(siteSlots.cityId, cases.cityId), eq(siteSlots.id, cases.siteSlotId)))
    .leftJoin(slots, and(eq(slots.cityId, siteSlots.cityId), eq(slots.id, siteSlots.slotId)))
    .where(and(eq(cases.cityId, cityId), eq(cases.waveId, waveId)))
    .orderBy(
      asc(cases.mode),
      asc(cases.walkOrder),
      asc(drawnUnits.psu),
      asc(dwellings.position),
      asc(cases.id),
    );
}
