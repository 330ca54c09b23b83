import {
  date,
  doublePrecision,
  foreignKey,
  integer,
  pgTable,
  primaryKey,
  text,
  time,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { cities, communities, streets } from "./areas.ts";
import { cityId, id, names } from "./columns.ts";

export const dwellings = pgTable(
  "dwellings",
  {
    cityId: cityId(),
    id: id(),
    communityId: uuid("community_id").notNull(),
    /** 1-based place in the community's listing, which is also the walking order. */
    position: integer("position").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.cityId, t.id] }),
    unique().on(t.cityId, t.communityId, t.position),
    foreignKey({ columns: [t.cityId, t.communityId], foreignColumns: [communities.cityId, communities.id] }),
  ],
);

/** Apart from the dwelling, so that an address can be withheld or erased while the sample stays. */
export const dwellingAddresses = pgTable(
  "dwelling_addresses",
  { cityId: cityId(), dwellingId: uuid("dwelling_id").notNull(), address: text("address").notNull() },
  (t) => [
    primaryKey({ columns: [t.cityId, t.dwellingId] }),
    foreignKey({ columns: [t.cityId, t.dwellingId], foreignColumns: [dwellings.cityId, dwellings.id] }),
  ],
);

export const SITE_KINDS = ["shopping", "park", "market", "bus", "hospital", "school"] as const;

export const sites = pgTable(
  "sites",
  {
    cityId: cityId(),
    id: id(),
    streetId: uuid("street_id").notNull(),
    code: text("code").notNull(),
    kind: text("kind", { enum: SITE_KINDS }).notNull(),
    ...names(),
    longitude: doublePrecision("longitude"),
    latitude: doublePrecision("latitude"),
  },
  (t) => [
    primaryKey({ columns: [t.cityId, t.id] }),
    unique().on(t.cityId, t.code),
    foreignKey({ columns: [t.cityId, t.streetId], foreignColumns: [streets.cityId, streets.id] }),
  ],
);

export const slots = pgTable(
  "slots",
  {
    cityId: cityId(),
    id: id(),
    code: text("code").notNull(),
    ...names(),
    dayType: text("day_type", { enum: ["weekday", "weekend"] }).notNull(),
    startsAt: time("starts_at").notNull(),
    endsAt: time("ends_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.cityId, t.id] }),
    unique().on(t.cityId, t.code),
    foreignKey({ columns: [t.cityId], foreignColumns: [cities.id] }),
  ],
);

export const siteSlots = pgTable(
  "site_slots",
  {
    cityId: cityId(),
    id: id(),
    siteId: uuid("site_id").notNull(),
    slotId: uuid("slot_id").notNull(),
    /** Persons passing in one such slot: the measure of size when sessions are drawn. */
    footfall: integer("footfall").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.cityId, t.id] }),
    unique().on(t.cityId, t.siteId, t.slotId),
    foreignKey({ columns: [t.cityId, t.siteId], foreignColumns: [sites.cityId, sites.id] }),
    foreignKey({ columns: [t.cityId, t.slotId], foreignColumns: [slots.cityId, slots.id] }),
  ],
);

/** Known numbers of eligible residents by street, age band and sex, as of a day. */
export const controlTotals = pgTable(
  "control_totals",
  {
    cityId: cityId(),
    streetId: uuid("street_id").notNull(),
    ageBand: text("age_band").notNull(),
    sex: text("sex").notNull(),
    asOf: date("as_of").notNull(),
    persons: integer("persons").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.cityId, t.streetId, t.ageBand, t.sex, t.asOf] }),
    foreignKey({ columns: [t.cityId, t.streetId], foreignColumns: [streets.cityId, streets.id] }),
  ],
);

export const areaCovariates = pgTable(
  "area_covariates",
  {
    cityId: cityId(),
    streetId: uuid("street_id").notNull(),
    name: text("name").notNull(),
    asOf: date("as_of").notNull(),
    value: doublePrecision("value").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.cityId, t.streetId, t.name, t.asOf] }),
    foreignKey({ columns: [t.cityId, t.streetId], foreignColumns: [streets.cityId, streets.id] }),
  ],
);
