import {
  boolean,
  date,
  doublePrecision,
  foreignKey,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import type { SamplePlan } from "#surveys/sampling/draw-wave-sample.ts";
import { cities, districts } from "./areas.ts";
import { cityId, createdAt, id, moment, names } from "./columns.ts";
import { questionnaireVersions, scoringSheets } from "./questionnaires.ts";

export const WAVE_STATUSES = ["draft", "drawn", "open", "closed", "published"] as const;
export type WaveStatus = (typeof WAVE_STATUSES)[number];

export const waves = pgTable(
  "waves",
  {
    cityId: cityId(),
    id: id(),
    districtId: uuid("district_id").notNull(),
    code: text("code").notNull(),
    ...names(),
    status: text("status", { enum: WAVE_STATUSES }).notNull().default("draft"),
    startsOn: date("starts_on").notNull(),
    endsOn: date("ends_on").notNull(),
    questionnaireVersionId: uuid("questionnaire_version_id").notNull(),
    scoringSheetId: uuid("scoring_sheet_id").notNull(),
    plan: jsonb("plan").$type<SamplePlan>().notNull(),
    /** Weight of the household estimate in the combined share; fixed before fieldwork. */
    lambda: doublePrecision("lambda").notNull(),
    /** The share out of 20 that the district wants to reach. */
    targetShare: doublePrecision("target_share"),
    /** The day on which the assessment that the wave rehearses is expected; null: the next 31 July (`assessmentDay`). */
    assessmentOn: date("assessment_on"),
    createdAt: createdAt(),
    openedAt: moment("opened_at"),
    closedAt: moment("closed_at"),
  },
  (t) => [
    primaryKey({ columns: [t.cityId, t.id] }),
    unique().on(t.cityId, t.code),
    foreignKey({ columns: [t.cityId, t.districtId], foreignColumns: [districts.cityId, districts.id] }),
    foreignKey({ columns: [t.questionnaireVersionId], foreignColumns: [questionnaireVersions.id] }),
    foreignKey({ columns: [t.scoringSheetId], foreignColumns: [scoringSheets.id] }),
  ],
);

/** The public address of a wave's online questionnaire: finds the city and wave before either is known. */
export const publicLinks = pgTable(
  "public_links",
  {
    slug: text("slug").primaryKey(),
    cityId: cityId(),
    waveId: uuid("wave_id").notNull(),
    active: boolean("active").notNull().default(true),
    createdAt: createdAt(),
  },
  (t) => [foreignKey({ columns: [t.cityId], foreignColumns: [cities.id] })],
);
