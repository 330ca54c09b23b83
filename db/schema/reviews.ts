import { foreignKey, index, jsonb, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { cityId, createdAt, id, moment } from "./columns.ts";
import { users } from "./people.ts";
import { responses } from "./responses.ts";

export const REVIEW_DECISIONS = ["accept", "send-back", "set-aside"] as const;
export type ReviewDecision = (typeof REVIEW_DECISIONS)[number];

/** What a supervisor decided on an interview, with the reason. Rows are only ever added; the latest one stands. */
export const reviews = pgTable(
  "reviews",
  {
    cityId: cityId(),
    id: id(),
    waveId: uuid("wave_id").notNull(),
    responseId: uuid("response_id").notNull(),
    decision: text("decision", { enum: REVIEW_DECISIONS }).notNull(),
    reason: text("reason").notNull(),
    /** The flags that stood when it was decided, by their codes. */
    flags: jsonb("flags").$type<string[]>().notNull(),
    decidedBy: uuid("decided_by").notNull(),
    decidedAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.cityId, t.id] }),
    index().on(t.cityId, t.waveId),
    index().on(t.cityId, t.responseId, t.decidedAt),
    foreignKey({ columns: [t.cityId, t.responseId], foreignColumns: [responses.cityId, responses.id] }),
    foreignKey({ columns: [t.cityId, t.decidedBy], foreignColumns: [users.cityId, users.id] }),
  ],
);

export const BACK_CHECK_OUTCOMES = ["held", "not-held", "not-reached", "declined"] as const;

/** A household asked again whether and how it was interviewed; what was asked again, and what was answered. */
export const backChecks = pgTable(
  "back_checks",
  {
    cityId: cityId(),
    id: id(),
    waveId: uuid("wave_id").notNull(),
    responseId: uuid("response_id").notNull(),
    outcome: text("outcome", { enum: BACK_CHECK_OUTCOMES }).notNull(),
    /** Answers given again, by question name. */
    answers: jsonb("answers").$type<Record<string, string>>().notNull(),
    note: text("note"),
    checkedBy: uuid("checked_by").notNull(),
    checkedAt: moment("checked_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.cityId, t.id] }),
    unique().on(t.cityId, t.responseId),
    index().on(t.cityId, t.waveId),
    foreignKey({ columns: [t.cityId, t.responseId], foreignColumns: [responses.cityId, responses.id] }),
    foreignKey({ columns: [t.cityId, t.checkedBy], foreignColumns: [users.cityId, users.id] }),
  ],
);
