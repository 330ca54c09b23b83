import { doublePrecision, foreignKey, pgTable, primaryKey, smallint, text, uuid } from "drizzle-orm/pg-core";
import { districts } from "./areas.ts";
import { cityId, moment } from "./columns.ts";
import { users } from "./people.ts";

/**
 * What was told of a district's score in a year, typed in: the parts, or only the total. Null where it is not known. The
 * audit log keeps what stood before.
 */
export const yearScores = pgTable(
  "year_scores",
  {
    cityId: cityId(),
    districtId: uuid("district_id").notNull(),
    year: smallint("year").notNull(),
    /** Documents filed online, of 40. */
    documentPoints: doublePrecision("document_points"),
    /** On-site inspection, of 40. */
    onSitePoints: doublePrecision("on_site_points"),
    /** The official survey, of 20; takes the place of our estimate. */
    surveyPoints: doublePrecision("survey_points"),
    /** Of 100, where the parts were not told. */
    totalPoints: doublePrecision("total_points"),
    /** Where the figures come from. */
    source: text("source").notNull(),
    enteredBy: uuid("entered_by").notNull(),
    enteredAt: moment("entered_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.cityId, t.districtId, t.year] }),
    foreignKey({ columns: [t.cityId, t.districtId], foreignColumns: [districts.cityId, districts.id] }),
    foreignKey({ columns: [t.cityId, t.enteredBy], foreignColumns: [users.cityId, users.id] }),
  ],
);
