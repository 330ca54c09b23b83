import {
  doublePrecision,
  foreignKey,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { cityId, createdAt, id, names } from "./columns.ts";

/** The tenant. Times of a wave are shown in its time zone. */
export const cities = pgTable("cities", {
  id: uuid("id").primaryKey(),
  code: text("code").notNull().unique(),
  ...names(),
  timeZone: text("time_zone").notNull().default("Asia/Shanghai"),
  createdAt: createdAt(),
});

export const districts = pgTable(
  "districts",
  { cityId: cityId(), id: id(), code: text("code").notNull(), ...names() },
  (t) => [
    primaryKey({ columns: [t.cityId, t.id] }),
    unique().on(t.cityId, t.code),
    foreignKey({ columns: [t.cityId], foreignColumns: [cities.id] }),
  ],
);

export interface Boundary {
  type: "Polygon" | "MultiPolygon";
  coordinates: number[][][] | number[][][][];
}

export const streets = pgTable(
  "streets",
  {
    cityId: cityId(),
    id: id(),
    districtId: uuid("district_id").notNull(),
    code: text("code").notNull(),
    ...names(),
    boundary: jsonb("boundary").$type<Boundary>(),
  },
  (t) => [
    primaryKey({ columns: [t.cityId, t.id] }),
    unique().on(t.cityId, t.code),
    foreignKey({ columns: [t.cityId, t.districtId], foreignColumns: [districts.cityId, districts.id] }),
  ],
);

export const communities = pgTable(
  "communities",
  {
    cityId: cityId(),
    id: id(),
    streetId: uuid("street_id").notNull(),
    code: text("code").notNull(),
    ...names(),
    /** Households as known when communities are drawn: their measure of size. The listing may hold more or fewer. */
    dwellingCount: integer("dwelling_count").notNull(),
    longitude: doublePrecision("longitude"),
    latitude: doublePrecision("latitude"),
  },
  (t) => [
    primaryKey({ columns: [t.cityId, t.id] }),
    unique().on(t.cityId, t.code),
    foreignKey({ columns: [t.cityId, t.streetId], foreignColumns: [streets.cityId, streets.id] }),
  ],
);
