import { and, asc, eq } from "drizzle-orm";
import type { Database } from "../client.ts";
import { events } from "../schema/index.ts";

export type ListedEvent = Awaited<ReturnType<typeof listEvents>>[number];

/** What happened in a district and its streets, the earliest first. */
export function listEvents(db: Database, cityId: string, districtId: string) {
  return db
    .select({
      id: events.id,
      streetId: events.streetId,
      happenedOn: events.happenedOn,
      nameZh: events.nameZh,
      nameEn: events.nameEn,
      dimension: events.dimension,
    })
    .from(events)
    .where(and(eq(events.cityId, cityId), eq(events.districtId, districtId)))
    .orderBy(asc(events.happenedOn), asc(events.id));
}
