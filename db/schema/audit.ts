import { index, jsonb, pgTable, primaryKey, text, uuid, foreignKey } from "drizzle-orm/pg-core";
import { cities } from "./areas.ts";
import { cityId, id, moment } from "./columns.ts";

/** Who did what to what, and when. Rows are only ever added. */
export const auditLog = pgTable(
  "audit_log",
  {
    cityId: cityId(),
    id: id(),
    at: moment("at").notNull().defaultNow(),
    /** Null for the program itself. */
    userId: uuid("user_id"),
    action: text("action").notNull(),
    subjectKind: text("subject_kind").notNull(),
    subjectId: text("subject_id").notNull(),
    details: jsonb("details").$type<Record<string, unknown>>().notNull().default({}),
  },
  (t) => [
    primaryKey({ columns: [t.cityId, t.id] }),
    index().on(t.cityId, t.subjectKind, t.subjectId),
    foreignKey({ columns: [t.cityId], foreignColumns: [cities.id] }),
  ],
);
