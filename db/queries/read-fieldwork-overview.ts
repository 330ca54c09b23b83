import { and, asc, eq } from "drizzle-orm";
import type { Database } from "../client.ts";
import { streets } from "../schema/index.ts";
import { type Appointment, readFieldworkAppointments } from "./read-fieldwork-appointments.ts";
import { type FieldworkArrivals, readFieldworkArrivals } from "./read-fieldwork-arrivals.ts";
import { type FieldworkDwelling, readFieldworkDwellings } from "./read-fieldwork-dwellings.ts";
import { type FieldworkSession, readFieldworkSessions } from "./read-fieldwork-sessions.ts";
import {
  type FieldPerson,
  readFieldPeople,
  readFieldworkByPerson,
  type WorkInStreet,
} from "./read-fieldwork-volunteers.ts";

export type FieldworkStreet = Pick<
  typeof streets.$inferSelect,
  "id" | "code" | "nameZh" | "nameEn" | "boundary"
>;

/** Everything that the supervisor's room is made of, of a whole wave. */
export interface FieldworkRecords {
  streets: FieldworkStreet[];
  dwellings: FieldworkDwelling[];
  sessions: FieldworkSession[];
  work: WorkInStreet[];
  people: FieldPerson[];
  appointments: Appointment[];
  arrivals: FieldworkArrivals;
}

/** @param day  today in the city, and its time zone */
export async function readFieldworkOverview(
  db: Database,
  cityId: string,
  wave: { id: string; districtId: string },
  day: { today: string; timeZone: string },
): Promise<FieldworkRecords> {
  const { id, code, nameZh, nameEn, boundary } = streets;
  const [places, dwellings, sessions, work, people, appointments, arrivals] = await Promise.all([
    db
      .select({ id, code, nameZh, nameEn, boundary })
      .from(streets)
      .where(and(eq(streets.cityId, cityId), eq(streets.districtId, wave.districtId)))
      .orderBy(asc(code)),
    readFieldworkDwellings(db, cityId, wave.id),
    readFieldworkSessions(db, cityId, wave.id),
    readFieldworkByPerson(db, cityId, wave.id),
    readFieldPeople(db, cityId, wave.id),
    readFieldworkAppointments(db, cityId, wave.id, day),
    readFieldworkArrivals(db, cityId, wave.id),
  ]);
  return { streets: places, dwellings, sessions, work, people, appointments, arrivals };
}
