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
import type { WaveEstimates } from "#analysis/score/estimate-wave.ts";
import type { DontKnowRule } from "#analysis/tally.ts";
import type { ScoringSheet } from "#surveys/scoring-sheet.ts";
import { type Mode, MODES } from "#surveys/vocabulary.ts";
import type { StoredTally } from "../stored-tally.ts";
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

/** All that a published estimate was made from, besides its tallies. */
export interface PublishedInputs {
  /** What the same inputs always give the same digits by. */
  method: string;
  wave: {
    code: string;
    name: { zh: string; en: string };
    startsOn: string;
    endsOn: string;
    interceptRule: "every-kth" | "quota";
  };
  lambda: number;
  targetShare: number | null;
  sheet: ScoringSheet;
  streets: { id: string; code: string; name: { zh: string; en: string } }[];
  totals: { street: Record<string, number>; ageSex: Record<string, number> };
  questionnaire: { version: number; sha256: string };
  /** Interviews that stood, weighted or not; streets by id. */
  received: { overall: Record<Mode, number>; streets: Record<string, Record<Mode, number>> };
  /** SHA-256, hexadecimal: of data as canonical JSON, of records and weights as the database holds them. */
  hashes: Record<HashedInput, string>;
}

export const HASHED_INPUTS = [
  ...(["household", "intercept", "online"] as const),
  ...(["sheet", "streets", "totals", "settings", "received", "records", "weights"] as const),
] as const;
export type HashedInput = (typeof HASHED_INPUTS)[number];

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
    tally: jsonb("tally").$type<Record<Mode, StoredTally | null>>().notNull(),
    inputs: jsonb("inputs").$type<PublishedInputs>().notNull(),
    estimates: jsonb("estimates").$type<Record<DontKnowRule, WaveEstimates>>().notNull(),
    publishedAt: moment("published_at").notNull().defaultNow(),
    publishedBy: uuid("published_by"),
    /** The published estimate that this one corrects; both are kept. */
    corrects: uuid("corrects"),
    correctionReason: text("correction_reason"),
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
