import { foreignKey, pgTable, primaryKey, smallint, uuid } from "drizzle-orm/pg-core";
import { bytes, cityId, id, moment } from "./columns.ts";
import { responses } from "./responses.ts";

/** Photos of what should be fixed, JPEGs as they stand in the response's record; seen by supervisors. */
export const responsePhotos = pgTable(
  "response_photos",
  {
    cityId: cityId(),
    responseId: uuid("response_id").notNull(),
    /** As the device gave it: unique within its response. */
    id: id(),
    /** From 1, in the order in which they were taken or chosen. */
    place: smallint("place").notNull(),
    takenAt: moment("taken_at").notNull(),
    jpeg: bytes("jpeg").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.cityId, t.responseId, t.id] }),
    foreignKey({ columns: [t.cityId, t.responseId], foreignColumns: [responses.cityId, responses.id] }),
  ],
);
