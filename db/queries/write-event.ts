import { and, eq } from "drizzle-orm";
import { v7 as uuidv7, validate as isUuid } from "uuid";
import type { Database } from "../client.ts";
import { events, streets } from "../schema/index.ts";
import { writeAudit } from "./write-audit.ts";

export interface EventFields {
  /** Null: the whole district. */
  streetId: string | null;
  happenedOn: string;
  nameZh: string;
  nameEn: string;
  dimension: string | null;
}

interface EventWrite {
  districtId: string;
  userId: string;
  /** Null: a new one. */
  eventId: string | null;
}

/** Adds an event to a district or changes it. False where the district has no such event or street. */
export function writeEvent(
  db: Database,
  cityId: string,
  { districtId, userId, eventId }: EventWrite,
  fields: EventFields,
): Promise<boolean> {
  return db.transaction(async (tx) => {
    if (fields.streetId && !(await isStreetOf(tx, cityId, districtId, fields.streetId))) return false;
    const id = eventId ?? uuidv7();
    if (eventId === null) {
      await tx.insert(events).values({ cityId, id, districtId, createdBy: userId, ...fields });
    } else {
      if (!isUuid(eventId)) return false;
      const changed = await tx
        .update(events)
        .set(fields)
        .where(thisEvent(cityId, districtId, eventId))
        .returning({ id: events.id });
      if (changed.length === 0) return false;
    }
    const action = eventId === null ? "add-event" : "change-event";
    await writeAudit(tx, {
      cityId,
      userId,
      action,
      subjectKind: "event",
      subjectId: id,
      details: { ...fields },
    });
    return true;
  });
}

/** Takes an event away; the audit keeps what it was. False where there is none. */
export function removeEvent(
  db: Database,
  cityId: string,
  { districtId, userId, eventId }: EventWrite & { eventId: string },
): Promise<boolean> {
  if (!isUuid(eventId)) return Promise.resolve(false);
  return db.transaction(async (tx) => {
    const [removed] = await tx
      .delete(events)
      .where(thisEvent(cityId, districtId, eventId))
      .returning();
    if (!removed) return false;
    const { streetId, happenedOn, nameZh, nameEn, dimension } = removed;
    const details = { streetId, happenedOn, nameZh, nameEn, dimension };
    await writeAudit(tx, {
      ...{ cityId, userId, action: "remove-event", subjectKind: "event", subjectId: eventId, details },
    });
    return true;
  });
}

const thisEvent = (cityId: string, districtId: string, eventId: string) =>
  and(eq(events.cityId, cityId), eq(events.districtId, districtId), eq(events.id, eventId));

async function isStreetOf(db: Database, cityId: string, districtId: string, streetId: string) {
  if (!isUuid(streetId)) return false;
  const found = await db
    .select({ id: streets.id })
    .from(streets)
    .where(and(eq(streets.cityId, cityId), eq(streets.districtId, districtId), eq(streets.id, streetId)));
  return found.length > 0;
}
