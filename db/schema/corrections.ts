import { foreignKey, index, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { cityId, id } from "./columns.ts";
import { cases } from "./fieldwork.ts";
import { RECORD_KINDS, records } from "./records.ts";

/**
 * Records that put another of the same case right, under their own ids. What they name stays as it is, in `records` and in
 * the table of its kind, and counts no more; it may arrive later than its correction, so nothing points at it.
 */
export const corrections = pgTable(
  "corrections",
  {
    cityId: cityId(),
    id: id(),
    caseId: uuid("case_id").notNull(),
    kind: text("kind", { enum: RECORD_KINDS }).notNull(),
    corrects: uuid("corrects").notNull(),
    reason: text("reason").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.cityId, t.id] }),
    unique().on(t.cityId, t.corrects),
    index().on(t.cityId, t.caseId),
    foreignKey({ columns: [t.cityId, t.id], foreignColumns: [records.cityId, records.id] }),
    foreignKey({ columns: [t.cityId, t.caseId], foreignColumns: [cases.cityId, cases.id] }),
  ],
);
