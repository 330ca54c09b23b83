import { sql } from "drizzle-orm";
import {
  boolean,
  doublePrecision,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { AGE_BANDS, LANGUAGES, MODES, SEXES } from "#surveys/vocabulary.ts";
import { cityId, id, moment } from "./columns.ts";
import { cases, interceptSessions } from "./fieldwork.ts";
import { questionnaireVersions } from "./questionnaires.ts";
import { records } from "./records.ts";
import { waves } from "./waves.ts";

/**
 * One submitted questionnaire, under the id of its record. Codes and scores are in the sheet's item order, made once on
 * arrival: a code is the option's place, −1 don't know, −2 refused, null not asked.
 */
export const responses = pgTable(
  "responses",
  {
    cityId: cityId(),
    id: id(),
    waveId: uuid("wave_id").notNull(),
    mode: text("mode", { enum: MODES }).notNull(),
    caseId: uuid("case_id"),
    sessionId: uuid("session_id"),
    questionnaireVersionId: uuid("questionnaire_version_id").notNull(),
    outcome: text("outcome", { enum: ["complete", "partial", "ineligible"] }).notNull(),
    /** False once another response of the same case took its place. */
    live: boolean("live").notNull().default(true),
    /** A supervisor's latest decision: only what counts enters estimates; what was sent back may be replaced. */
    standing: text("standing", { enum: ["counts", "sent-back", "set-aside"] })
      .notNull()
      .default("counts"),
    language: text("language", { enum: LANGUAGES }).notNull(),
    startedAt: moment("started_at").notNull(),
    completedAt: moment("completed_at").notNull(),
    userId: uuid("user_id"),
    deviceId: uuid("device_id"),
    sequence: integer("sequence"),
    answers: jsonb("answers").$type<Record<string, string | number | boolean>>().notNull(),
    paradata: jsonb("paradata").$type<Record<string, unknown>>(),
    ageYears: smallint("age_years"),
    ageBand: text("age_band", { enum: AGE_BANDS }),
    sex: text("sex", { enum: SEXES }),
    /** Code of the street where the respondent lives, or "elsewhere". */
    residence: text("residence"),
    passesPerWeek: doublePrecision("passes_per_week"),
    comment: text("comment"),
    answerCodes: smallint("answer_codes").array().$type<(number | null)[]>().notNull(),
    scores: doublePrecision("scores").array().$type<(number | null)[]>().notNull(),
    /** The respondent's own share out of 20 under the sheet's don't-know rules, and under the opposite ones. */
    ownShareSheet: doublePrecision("own_share_sheet"),
    ownShareOther: doublePrecision("own_share_other"),
  },
  (t) => [
    primaryKey({ columns: [t.cityId, t.id] }),
    uniqueIndex("responses_live_household_key")
      .on(t.cityId, t.caseId)
      .where(sql`mode = 'household' and live`),
    index().on(t.cityId, t.waveId, t.mode),
    index().on(t.cityId, t.sessionId),
    foreignKey({ columns: [t.cityId, t.id], foreignColumns: [records.cityId, records.id] }),
    foreignKey({ columns: [t.cityId, t.waveId], foreignColumns: [waves.cityId, waves.id] }),
    foreignKey({ columns: [t.cityId, t.caseId], foreignColumns: [cases.cityId, cases.id] }),
    foreignKey({
      columns: [t.cityId, t.sessionId],
      foreignColumns: [interceptSessions.cityId, interceptSessions.id],
    }),
    foreignKey({ columns: [t.questionnaireVersionId], foreignColumns: [questionnaireVersions.id] }),
  ],
);
