import { foreignKey, integer, jsonb, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import type { ScoringSheet } from "#surveys/scoring-sheet.ts";
import { createdAt, names } from "./columns.ts";

export const questionnaires = pgTable("questionnaires", {
  id: uuid("id").primaryKey(),
  code: text("code").notNull().unique(),
  ...names(),
  /** The city that wrote it; null for those that come with the program. A plain column: reference tables point at no city table. */
  ownerCityId: uuid("owner_city_id"),
});

/** A version is never changed: a correction is a new version. */
export const questionnaireVersions = pgTable(
  "questionnaire_versions",
  {
    id: uuid("id").primaryKey(),
    questionnaireId: uuid("questionnaire_id").notNull(),
    version: integer("version").notNull(),
    definition: jsonb("definition").$type<Record<string, unknown>>().notNull(),
    sha256: text("sha256").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    unique().on(t.questionnaireId, t.version),
    foreignKey({ columns: [t.questionnaireId], foreignColumns: [questionnaires.id] }),
  ],
);

/** How options become scores; a corrected sheet is a new row, and responses are rescored by a command. */
export const scoringSheets = pgTable(
  "scoring_sheets",
  {
    id: uuid("id").primaryKey(),
    questionnaireVersionId: uuid("questionnaire_version_id").notNull(),
    version: integer("version").notNull(),
    sheet: jsonb("sheet").$type<ScoringSheet>().notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    unique().on(t.questionnaireVersionId, t.version),
    foreignKey({ columns: [t.questionnaireVersionId], foreignColumns: [questionnaireVersions.id] }),
  ],
);
