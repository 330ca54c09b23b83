import {
  doublePrecision,
  foreignKey,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { sql } from "drizzle-orm";
import { MODES } from "#surveys/vocabulary.ts";
import { streets } from "./areas.ts";
import { cityId, createdAt, id, moment } from "./columns.ts";
import { questionnaireVersions } from "./questionnaires.ts";
import { responses } from "./responses.ts";
import { waves } from "./waves.ts";

/**
 * One weighting of a wave's responses. The provisional one is made again when `inputs` (what it was made from) no longer
 * describes the wave; a final one stays.
 */
export const weightingRuns = pgTable(
  "weighting_runs",
  {
    cityId: cityId(),
    id: id(),
    waveId: uuid("wave_id").notNull(),
    kind: text("kind", { enum: ["provisional", "final"] }).notNull(),
    /** Count of records and released cases, and the latest arrival: changes when anything that counts has changed. */
    inputs: text("inputs").notNull(),
    codeVersion: text("code_version").notNull(),
    report: jsonb("report").$type<Record<string, unknown>>().notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.cityId, t.id] }),
    uniqueIndex("weighting_runs_provisional_key")
      .on(t.cityId, t.waveId)
      .where(sql`kind = 'provisional'`),
    foreignKey({ columns: [t.cityId, t.waveId], foreignColumns: [waves.cityId, waves.id] }),
  ],
);

/** The weight that enters calibration, with the design cell it belongs to: what the tally groups by. */
export const responseWeights = pgTable(
  "response_weights",
  {
    cityId: cityId(),
    runId: uuid("run_id").notNull(),
    responseId: uuid("response_id").notNull(),
    mode: text("mode", { enum: MODES }).notNull(),
    stratum: text("stratum").notNull(),
    psu: text("psu").notNull(),
    streetId: uuid("street_id"),
    weight: doublePrecision("weight").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.cityId, t.runId, t.responseId] }),
    foreignKey({ columns: [t.cityId, t.runId], foreignColumns: [weightingRuns.cityId, weightingRuns.id] }),
    foreignKey({ columns: [t.cityId, t.responseId], foreignColumns: [responses.cityId, responses.id] }),
    foreignKey({ columns: [t.cityId, t.streetId], foreignColumns: [streets.cityId, streets.id] }),
  ],
);

/** A frozen estimate with everything needed to compute it again, digit for digit. */
export const publishedEstimates = pgTable(
  "published_estimates",
  {
    cityId: cityId(),
    id: id(),
    waveId: uuid("wave_id").notNull(),
    weightingRunId: uuid("weighting_run_id").notNull(),
    questionnaireVersionId: uuid("questionnaire_version_id").notNull(),
    codeVersion: text("code_version").notNull(),
    tally: jsonb("tally").$type<unknown>().notNull(),
    inputs: jsonb("inputs").$type<Record<string, unknown>>().notNull(),
    estimates: jsonb("estimates").$type<unknown>().notNull(),
    publishedAt: moment("published_at").notNull().defaultNow(),
    publishedBy: uuid("published_by"),
  },
  (t) => [
    primaryKey({ columns: [t.cityId, t.id] }),
    index().on(t.cityId, t.waveId),
    foreignKey({ columns: [t.cityId, t.waveId], foreignColumns: [waves.cityId, waves.id] }),
    foreignKey({
      columns: [t.cityId, t.weightingRunId],
      foreignColumns: [weightingRuns.cityId, weightingRuns.id],
    }),
    foreignKey({ columns: [t.questionnaireVersionId], foreignColumns: [questionnaireVersions.id] }),
  ],
);
