import {
  doublePrecision,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import type { Rotation, SamplePlan } from "#surveys/sampling/draw-wave-sample.ts";
import { communities, streets } from "./areas.ts";
import { cityId, createdAt, id, moment } from "./columns.ts";
import { dwellings, siteSlots } from "./frames.ts";
import { waves } from "./waves.ts";

/** One drawing of a wave's sample: enough to draw it again and get the same. */
export const draws = pgTable(
  "draws",
  {
    cityId: cityId(),
    id: id(),
    waveId: uuid("wave_id").notNull(),
    seed: text("seed").notNull(),
    algorithm: text("algorithm").notNull(),
    frameHash: text("frame_hash").notNull(),
    plan: jsonb("plan").$type<SamplePlan>().notNull(),
    /** What the next wave needs to keep a part of these communities. */
    rotation: jsonb("rotation").$type<Rotation>(),
    drawnBy: uuid("drawn_by"),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.cityId, t.id] }),
    unique().on(t.cityId, t.waveId),
    foreignKey({ columns: [t.cityId, t.waveId], foreignColumns: [waves.cityId, waves.id] }),
  ],
);

/**
 * Every selected unit with its probability. Household: stage 1 communities, stage 2 dwellings. Intercept: stage 1
 * sessions (a site in a slot). `size` is the measure of size as it was when drawn.
 */
export const drawnUnits = pgTable(
  "drawn_units",
  {
    cityId: cityId(),
    id: id(),
    drawId: uuid("draw_id").notNull(),
    mode: text("mode", { enum: ["household", "intercept"] }).notNull(),
    stage: integer("stage").notNull(),
    streetId: uuid("street_id").notNull(),
    communityId: uuid("community_id"),
    dwellingId: uuid("dwelling_id"),
    siteSlotId: uuid("site_slot_id"),
    stratum: text("stratum").notNull(),
    psu: text("psu").notNull(),
    drawOrder: integer("draw_order").notNull(),
    size: doublePrecision("size").notNull(),
    conditionalPi: doublePrecision("conditional_pi").notNull(),
    overallPi: doublePrecision("overall_pi").notNull(),
    /** Random subsample that is released whole; 0 is released with the draw. */
    replicate: integer("replicate").notNull().default(0),
    releasedAt: moment("released_at"),
    /** Sessions: every k-th passer-by is asked. */
    interval: integer("interval"),
    /** Dwellings: decides which of the eligible residents is asked. */
    selectionSeed: text("selection_seed"),
  },
  (t) => [
    primaryKey({ columns: [t.cityId, t.id] }),
    index().on(t.cityId, t.drawId, t.mode, t.stage),
    index().on(t.cityId, t.dwellingId),
    foreignKey({ columns: [t.cityId, t.drawId], foreignColumns: [draws.cityId, draws.id] }),
    foreignKey({ columns: [t.cityId, t.streetId], foreignColumns: [streets.cityId, streets.id] }),
    foreignKey({ columns: [t.cityId, t.communityId], foreignColumns: [communities.cityId, communities.id] }),
    foreignKey({ columns: [t.cityId, t.dwellingId], foreignColumns: [dwellings.cityId, dwellings.id] }),
    foreignKey({ columns: [t.cityId, t.siteSlotId], foreignColumns: [siteSlots.cityId, siteSlots.id] }),
  ],
);
