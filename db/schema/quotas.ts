import { foreignKey, index, integer, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { AGE_BANDS, SEXES } from "#surveys/vocabulary.ts";
import { streets } from "./areas.ts";
import { cityId, id, moment } from "./columns.ts";
import { devices } from "./people.ts";
import { waves } from "./waves.ts";

const cell = () => ({
  waveId: uuid("wave_id").notNull(),
  streetId: uuid("street_id").notNull(),
  ageBand: text("age_band", { enum: AGE_BANDS }).notNull(),
  sex: text("sex", { enum: SEXES }).notNull(),
});

/** Intercept interviews wanted of an age band and sex in a street: watched under the k-th rule, binding under quotas. */
export const quotaCells = pgTable(
  "quota_cells",
  { cityId: cityId(), ...cell(), wanted: integer("wanted").notNull() },
  (t) => [
    primaryKey({ columns: [t.cityId, t.waveId, t.streetId, t.ageBand, t.sex] }),
    foreignKey({ columns: [t.cityId, t.waveId], foreignColumns: [waves.cityId, waves.id] }),
    foreignKey({ columns: [t.cityId, t.streetId], foreignColumns: [streets.cityId, streets.id] }),
  ],
);

/** The part of a cell that a tablet may fill while it cannot ask; given back when it has synced. */
export const quotaReservations = pgTable(
  "quota_reservations",
  {
    cityId: cityId(),
    id: id(),
    ...cell(),
    deviceId: uuid("device_id").notNull(),
    userId: uuid("user_id").notNull(),
    reserved: integer("reserved").notNull(),
    updatedAt: moment("updated_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.cityId, t.id] }),
    unique("quota_reservations_cell_key").on(t.cityId, t.waveId, t.streetId, t.deviceId, t.ageBand, t.sex),
    index().on(t.cityId, t.waveId, t.streetId),
    foreignKey({ columns: [t.cityId, t.waveId], foreignColumns: [waves.cityId, waves.id] }),
    foreignKey({ columns: [t.cityId, t.streetId], foreignColumns: [streets.cityId, streets.id] }),
    foreignKey({ columns: [t.cityId, t.deviceId], foreignColumns: [devices.cityId, devices.id] }),
  ],
);
