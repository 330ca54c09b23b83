import { date, foreignKey, index, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { districts, streets } from "./areas.ts";
import { cityId, createdAt, id, names } from "./columns.ts";

/** Something that happened in a district or street and may explain a trend: a road reopened, a market moved. */
export const events = pgTable(
  "events",
  {
    cityId: cityId(),
    id: id(),
    districtId: uuid("district_id").notNull(),
    /** Null: the whole district. */
    streetId: uuid("street_id"),
    happenedOn: date("happened_on").notNull(),
    ...names(),
    /** What it should show in; null: in anything. */
    dimension: text("dimension"),
    createdBy: uuid("created_by"),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.cityId, t.id] }),
    index().on(t.cityId, t.districtId, t.happenedOn),
    foreignKey({ columns: [t.cityId, t.districtId], foreignColumns: [districts.cityId, districts.id] }),
    foreignKey({ columns: [t.cityId, t.streetId], foreignColumns: [streets.cityId, streets.id] }),
  ],
);
