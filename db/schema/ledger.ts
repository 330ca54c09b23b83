import { date, foreignKey, index, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { communities, districts, streets } from "./areas.ts";
import { cityId, id, moment } from "./columns.ts";
import { users } from "./people.ts";
import { responses } from "./responses.ts";
import { waves } from "./waves.ts";

/**
 * A problem that a citizen named or a volunteer photographed, or that the office noted by itself, followed until it is put right
 * or found to be none. All words are the office's: what a citizen wrote stays with the response.
 */
export const ledgerEntries = pgTable(
  "ledger_entries",
  {
    cityId: cityId(),
    id: id(),
    districtId: uuid("district_id").notNull(),
    streetId: uuid("street_id").notNull(),
    communityId: uuid("community_id"),
    waveId: uuid("wave_id"),
    /** The scored item that it lowers, or the item's dimension. */
    item: text("item"),
    /** Where it comes from; a response is entered once. */
    responseId: uuid("response_id"),
    text: text("text").notNull(),
    openedAt: moment("opened_at").notNull(),
    openedBy: uuid("opened_by").notNull(),
    dueOn: date("due_on"),
    fixedAt: moment("fixed_at"),
    fixedBy: uuid("fixed_by"),
    /** What was done, as the public reads it. */
    fixedNote: text("fixed_note"),
    cancelledAt: moment("cancelled_at"),
    cancelledBy: uuid("cancelled_by"),
    cancelledReason: text("cancelled_reason"),
  },
  (t) => [
    primaryKey({ columns: [t.cityId, t.id] }),
    unique().on(t.cityId, t.responseId),
    index().on(t.cityId, t.streetId, t.openedAt),
    index().on(t.cityId, t.districtId, t.fixedAt),
    foreignKey({ columns: [t.cityId, t.districtId], foreignColumns: [districts.cityId, districts.id] }),
    foreignKey({ columns: [t.cityId, t.streetId], foreignColumns: [streets.cityId, streets.id] }),
    foreignKey({ columns: [t.cityId, t.communityId], foreignColumns: [communities.cityId, communities.id] }),
    foreignKey({ columns: [t.cityId, t.waveId], foreignColumns: [waves.cityId, waves.id] }),
    foreignKey({ columns: [t.cityId, t.responseId], foreignColumns: [responses.cityId, responses.id] }),
    foreignKey({ columns: [t.cityId, t.openedBy], foreignColumns: [users.cityId, users.id] }),
    foreignKey({ columns: [t.cityId, t.fixedBy], foreignColumns: [users.cityId, users.id] }),
    foreignKey({ columns: [t.cityId, t.cancelledBy], foreignColumns: [users.cityId, users.id] }),
  ],
);
