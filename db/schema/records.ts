import { foreignKey, index, integer, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { bytes, cityId, id, moment } from "./columns.ts";
import { waves } from "./waves.ts";

export const RECORD_KINDS = ["visits", "rosters", "sessions", "counts", "responses"] as const;
export type RecordKind = (typeof RECORD_KINDS)[number];

/**
 * Everything a device or a citizen sent that counts: the exact bytes under the id that the sender made. The same id with
 * the same bytes is the same record; what a record means stands in the table of its kind, under the same id.
 */
export const records = pgTable(
  "records",
  {
    cityId: cityId(),
    id: id(),
    waveId: uuid("wave_id").notNull(),
    kind: text("kind", { enum: RECORD_KINDS }).notNull(),
    sha256: bytes("sha256").notNull(),
    body: bytes("body").notNull(),
    userId: uuid("user_id"),
    deviceId: uuid("device_id"),
    receivedAt: moment("received_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.cityId, t.id] }),
    index().on(t.cityId, t.waveId, t.receivedAt),
    foreignKey({ columns: [t.cityId, t.waveId], foreignColumns: [waves.cityId, waves.id] }),
  ],
);

export const QUARANTINE_REASONS = [
  "other-body",
  "wave-closed",
  "superseded",
  "not-your-case",
  "second-for-case",
  "invalid-answers",
] as const;
export type QuarantineReason = (typeof QUARANTINE_REASONS)[number];

/** What a signed-in device sent that cannot count: kept byte for byte until a supervisor decides. */
export const quarantine = pgTable(
  "quarantine",
  {
    cityId: cityId(),
    id: id(),
    recordId: uuid("record_id").notNull(),
    kind: text("kind", { enum: RECORD_KINDS }).notNull(),
    /** As the body named it; it may not exist. */
    waveId: uuid("wave_id"),
    reason: text("reason", { enum: QUARANTINE_REASONS }).notNull(),
    /** What exactly was wrong: names of fields or of a record, for the supervisor. */
    detail: text("detail"),
    sha256: bytes("sha256").notNull(),
    body: bytes("body").notNull(),
    bodyBytes: integer("body_bytes").notNull(),
    userId: uuid("user_id"),
    deviceId: uuid("device_id"),
    receivedAt: moment("received_at").notNull().defaultNow(),
    decidedAt: moment("decided_at"),
    decidedBy: uuid("decided_by"),
    decision: text("decision", { enum: ["accepted", "rejected"] }),
    decisionReason: text("decision_reason"),
  },
  (t) => [
    primaryKey({ columns: [t.cityId, t.id] }),
    unique().on(t.cityId, t.recordId, t.sha256),
    index().on(t.cityId, t.waveId, t.receivedAt),
  ],
);
