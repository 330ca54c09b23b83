import { sql } from "drizzle-orm";
import {
  date,
  doublePrecision,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { DISPOSITIONS } from "#surveys/vocabulary.ts";
import { streets } from "./areas.ts";
import { cityId, id, moment } from "./columns.ts";
import { drawnUnits } from "./draws.ts";
import { dwellings, siteSlots } from "./frames.ts";
import { users } from "./people.ts";
import { records } from "./records.ts";
import { waves } from "./waves.ts";

/** One selected dwelling, or one interviewing session at a site. */
export const cases = pgTable(
  "cases",
  {
    cityId: cityId(),
    id: id(),
    waveId: uuid("wave_id").notNull(),
    drawnUnitId: uuid("drawn_unit_id").notNull(),
    mode: text("mode", { enum: ["household", "intercept"] }).notNull(),
    streetId: uuid("street_id").notNull(),
    dwellingId: uuid("dwelling_id"),
    siteSlotId: uuid("site_slot_id"),
    /** Place in the volunteer's round: community by community, in listing order. */
    walkOrder: integer("walk_order").notNull(),
    /** Sessions: the day planned for it. */
    plannedOn: date("planned_on"),
  },
  (t) => [
    primaryKey({ columns: [t.cityId, t.id] }),
    unique().on(t.cityId, t.waveId, t.drawnUnitId),
    index().on(t.cityId, t.waveId, t.streetId),
    index().on(t.cityId, t.dwellingId),
    foreignKey({ columns: [t.cityId, t.waveId], foreignColumns: [waves.cityId, waves.id] }),
    foreignKey({ columns: [t.cityId, t.drawnUnitId], foreignColumns: [drawnUnits.cityId, drawnUnits.id] }),
    foreignKey({ columns: [t.cityId, t.streetId], foreignColumns: [streets.cityId, streets.id] }),
    foreignKey({ columns: [t.cityId, t.dwellingId], foreignColumns: [dwellings.cityId, dwellings.id] }),
    foreignKey({ columns: [t.cityId, t.siteSlotId], foreignColumns: [siteSlots.cityId, siteSlots.id] }),
  ],
);

/** Who has, or had, a case. The one without an end is the present one. */
export const assignments = pgTable(
  "assignments",
  {
    cityId: cityId(),
    id: id(),
    caseId: uuid("case_id").notNull(),
    userId: uuid("user_id").notNull(),
    assignedBy: uuid("assigned_by"),
    assignedAt: moment("assigned_at").notNull().defaultNow(),
    endedAt: moment("ended_at"),
  },
  (t) => [
    primaryKey({ columns: [t.cityId, t.id] }),
    uniqueIndex("assignments_present_key")
      .on(t.cityId, t.caseId)
      .where(sql`ended_at is null`),
    index().on(t.cityId, t.userId),
    foreignKey({ columns: [t.cityId, t.caseId], foreignColumns: [cases.cityId, cases.id] }),
    foreignKey({ columns: [t.cityId, t.userId], foreignColumns: [users.cityId, users.id] }),
  ],
);

/** One attempt at a case, under the id of its record. */
export const visits = pgTable(
  "visits",
  {
    cityId: cityId(),
    id: id(),
    waveId: uuid("wave_id").notNull(),
    caseId: uuid("case_id").notNull(),
    userId: uuid("user_id").notNull(),
    disposition: text("disposition", { enum: DISPOSITIONS }).notNull(),
    /** The finer reason within the disposition, from the list in surveys/fieldwork. */
    reason: text("reason"),
    happenedAt: moment("happened_at").notNull(),
    appointmentAt: moment("appointment_at"),
    note: text("note"),
  },
  (t) => [
    primaryKey({ columns: [t.cityId, t.id] }),
    index().on(t.cityId, t.caseId, t.happenedAt),
    index().on(t.cityId, t.waveId),
    foreignKey({ columns: [t.cityId, t.id], foreignColumns: [records.cityId, records.id] }),
    foreignKey({ columns: [t.cityId, t.caseId], foreignColumns: [cases.cityId, cases.id] }),
  ],
);

/** What a visit showed to be wrong with the listing: a wrong address, or a dwelling that it lacks. */
export const fieldFindings = pgTable(
  "field_findings",
  {
    cityId: cityId(),
    visitId: uuid("visit_id").notNull(),
    kind: text("kind", { enum: ["wrong-address", "new-dwelling"] }).notNull(),
    note: text("note").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.cityId, t.visitId, t.kind] }),
    foreignKey({ columns: [t.cityId, t.visitId], foreignColumns: [visits.cityId, visits.id] }),
  ],
);

export interface RosterMember {
  age: number;
  sex: "female" | "male";
  residentHalfYear: boolean;
}

/** Who lives in a dwelling (ages and sexes, no names) and who of them was selected. The latest of a case counts. */
export const rosters = pgTable(
  "rosters",
  {
    cityId: cityId(),
    id: id(),
    waveId: uuid("wave_id").notNull(),
    caseId: uuid("case_id").notNull(),
    happenedAt: moment("happened_at").notNull(),
    members: jsonb("members").$type<RosterMember[]>().notNull(),
    eligible: integer("eligible").notNull(),
    /** Index into `members`; null when nobody is eligible. */
    selected: integer("selected"),
    selectionPi: doublePrecision("selection_pi"),
    method: text("method").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.cityId, t.id] }),
    index().on(t.cityId, t.caseId, t.happenedAt),
    foreignKey({ columns: [t.cityId, t.id], foreignColumns: [records.cityId, records.id] }),
    foreignKey({ columns: [t.cityId, t.caseId], foreignColumns: [cases.cityId, cases.id] }),
  ],
);

/** One interviewing session at a site, under the id that the tablet gave it when it was opened. */
export const interceptSessions = pgTable(
  "intercept_sessions",
  {
    cityId: cityId(),
    id: id(),
    waveId: uuid("wave_id").notNull(),
    caseId: uuid("case_id").notNull(),
    userId: uuid("user_id").notNull(),
    startedAt: moment("started_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.cityId, t.id] }),
    index().on(t.cityId, t.caseId),
    foreignKey({ columns: [t.cityId, t.caseId], foreignColumns: [cases.cityId, cases.id] }),
  ],
);

export const SESSION_EVENTS = ["start", "pause", "resume", "end"] as const;

export const sessionEvents = pgTable(
  "session_events",
  {
    cityId: cityId(),
    id: id(),
    sessionId: uuid("session_id").notNull(),
    event: text("event", { enum: SESSION_EVENTS }).notNull(),
    happenedAt: moment("happened_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.cityId, t.id] }),
    index().on(t.cityId, t.sessionId, t.happenedAt),
    foreignKey({ columns: [t.cityId, t.id], foreignColumns: [records.cityId, records.id] }),
    foreignKey({
      columns: [t.cityId, t.sessionId],
      foreignColumns: [interceptSessions.cityId, interceptSessions.id],
    }),
  ],
);

export interface ObservedRefusal {
  ageBand: string | null;
  sex: string | null;
}

/** Totals of a session on one device so far; the highest sequence of each device counts. Never increments. */
export const interceptCounts = pgTable(
  "intercept_counts",
  {
    cityId: cityId(),
    id: id(),
    waveId: uuid("wave_id").notNull(),
    sessionId: uuid("session_id").notNull(),
    deviceId: uuid("device_id").notNull(),
    sequence: integer("sequence").notNull(),
    happenedAt: moment("happened_at").notNull(),
    passed: integer("passed").notNull(),
    approached: integer("approached").notNull(),
    refusals: jsonb("refusals").$type<ObservedRefusal[]>().notNull(),
    /** Whose turn it was and who could not be asked; not among the approached. */
    missed: integer("missed").notNull().default(0),
    /** Under quotas: asked when their cell was full, and thanked; among the approached. */
    screened: integer("screened").notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.cityId, t.id] }),
    index().on(t.cityId, t.sessionId, t.deviceId, t.sequence),
    foreignKey({ columns: [t.cityId, t.id], foreignColumns: [records.cityId, records.id] }),
    foreignKey({
      columns: [t.cityId, t.sessionId],
      foreignColumns: [interceptSessions.cityId, interceptSessions.id],
    }),
  ],
);
