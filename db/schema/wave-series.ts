import { doublePrecision, foreignKey, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { Withheld } from "#analysis/score/withheld.ts";
import type { ModePsus } from "#analysis/trends/wave-series.ts";
import { bytes, cityId, createdAt } from "./columns.ts";
import { waves } from "./waves.ts";

/**
 * A wave's figures as a time series needs them, kept so that no page reads the tallies of former waves. It can be made
 * again at any time; `inputs` says of what state of the wave it holds.
 */
export const waveSeries = pgTable(
  "wave_series",
  {
    cityId: cityId(),
    waveId: uuid("wave_id").notNull(),
    dontKnow: text("dont_know", { enum: ["sheet", "other"] }).notNull(),
    inputs: text("inputs").notNull(),
    codeVersion: text("code_version").notNull(),
    lambda: doublePrecision("lambda").notNull(),
    /** Street ids and, last, "district". */
    domains: jsonb("domains").$type<string[]>().notNull(),
    /** The PSUs behind the parts' totals, in their order. */
    household: jsonb("household").$type<ModePsus>(),
    intercept: jsonb("intercept").$type<ModePsus>(),
    madeAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.cityId, t.waveId, t.dontKnow] }),
    foreignKey({ columns: [t.cityId, t.waveId], foreignColumns: [waves.cityId, waves.id] }),
  ],
);

/** One part of a wave (the share, a dimension, an item), one entry a domain in every column. */
export const waveSeriesParts = pgTable(
  "wave_series_parts",
  {
    cityId: cityId(),
    waveId: uuid("wave_id").notNull(),
    dontKnow: text("dont_know", { enum: ["sheet", "other"] }).notNull(),
    part: text("part").notNull(),
    /** Null where a figure is withheld; `withheld` then says why. */
    estimates: doublePrecision("estimates").array().$type<(number | null)[]>().notNull(),
    variances: doublePrecision("variances").array().$type<(number | null)[]>().notNull(),
    degrees: doublePrecision("degrees").array().$type<(number | null)[]>().notNull(),
    counts: doublePrecision("counts").array().$type<(number | null)[]>().notNull(),
    withheld: jsonb("withheld").$type<(Withheld["withheld"] | null)[]>().notNull(),
    /**
     * Linearised PSU totals, domain by domain, eight bytes each (little-endian doubles): a domain's are cut out of them.
     * Stored outside the row and uncompressed, so that cutting reads no more than it needs.
     */
    household: bytes("household"),
    intercept: bytes("intercept"),
  },
  (t) => [
    primaryKey({ columns: [t.cityId, t.waveId, t.dontKnow, t.part] }),
    foreignKey({
      name: "wave_series_parts_series_fk",
      columns: [t.cityId, t.waveId, t.dontKnow],
      foreignColumns: [waveSeries.cityId, waveSeries.waveId, waveSeries.dontKnow],
    }),
  ],
);
