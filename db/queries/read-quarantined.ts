import { and, eq, isNull, ne } from "drizzle-orm";
import { validate as isUuid } from "uuid";
import { readRecordBody } from "#surveys/fieldwork/read-record-body.ts";
import { type Choices, readChoices } from "#surveys/read-choices.ts";
import { readTitles, type Titles } from "#surveys/read-titles.ts";
import type { Language } from "#surveys/vocabulary.ts";
import type { Database } from "../client.ts";
import {
  assignments,
  cities,
  quarantine,
  questionnaireVersions,
  records,
  streets,
  users,
  waves,
} from "../schema/index.ts";
import { type Examination, examineQuarantined } from "./examine-quarantined.ts";
import { readCaseDetails } from "./read-case-details.ts";
import { readNames } from "./read-helpers.ts";

/** A record as a page shows it beside another. */
export interface ShownRecord {
  what: "same-id" | "live-response" | "later-roster" | "also-quarantined";
  fields: Record<string, unknown>;
  sentBy: string | null;
  receivedAt: Date;
}

/** A quarantined record with all that a decision on it needs; null when there is none of that id in the city. */
export async function readQuarantined(db: Database, cityId: string, id: string, language: Language) {
  if (!isUuid(id)) return null;
  const [row] = await db
    .select()
    .from(quarantine)
    .where(and(eq(quarantine.cityId, cityId), eq(quarantine.id, id)));
  if (!row) return null;
  const examined = await examineQuarantined(db, row, language);
  const { fields } = examined;
  const caseId = typeof fields?.caseId === "string" && isUuid(fields.caseId) ? fields.caseId : null;
  const [names, beside, places, assignee, wave, wording, streetNames] = await Promise.all([
    readNames(
      db,
      cityId,
      [row.userId, row.decidedBy].flatMap((each) => (each ? [each] : [])),
    ),
    readBeside(db, examined),
    caseId ? readCaseDetails(db, cityId, [caseId.toLowerCase()]) : [],
    caseId ? readAssignee(db, cityId, caseId) : null,
    readWave(db, cityId, row.waveId),
    readWording(db, fields?.questionnaireVersionId),
    readStreetNames(db, cityId),
  ]);
  return {
    examined,
    sentBy: row.userId ? (names.get(row.userId) ?? null) : null,
    decidedBy: row.decidedBy ? (names.get(row.decidedBy) ?? null) : null,
    beside,
    place: places[0] ?? null,
    assignee,
    wave,
    wording,
    streetNames,
  };
}

/** The record that most needs to be seen beside this one. */
async function readBeside(db: Database, { row, replaces }: Examination): Promise<ShownRecord | null> {
  const { cityId } = row;
  const [what, id] =
    replaces.sameId.length > 0
      ? (["same-id", replaces.sameId.at(-1)!] as const)
      : replaces.liveResponse
        ? (["live-response", replaces.liveResponse] as const)
        : replaces.laterRoster
          ? (["later-roster", replaces.laterRoster] as const)
          : (["also-quarantined", null] as const);
  const [found] = id
    ? await db
        .select({ body: records.body, sentBy: users.name, receivedAt: records.receivedAt })
        .from(records)
        .leftJoin(users, and(eq(users.cityId, records.cityId), eq(users.id, records.userId)))
        .where(and(eq(records.cityId, cityId), eq(records.id, id)))
    : await db
        .select({ body: quarantine.body, sentBy: users.name, receivedAt: quarantine.receivedAt })
        .from(quarantine)
        .leftJoin(users, and(eq(users.cityId, quarantine.cityId), eq(users.id, quarantine.userId)))
        .where(
          and(
            eq(quarantine.cityId, cityId),
            eq(quarantine.recordId, row.recordId),
            ne(quarantine.id, row.id),
            eq(quarantine.kind, row.kind),
          ),
        )
        .limit(1);
  const read = found ? readRecordBody(found.body, "en") : null;
  if (!found || !read?.ok) return null;
  return { what, fields: read.body.fields, sentBy: found.sentBy, receivedAt: found.receivedAt };
}

async function readAssignee(db: Database, cityId: string, caseId: string) {
  const [row] = await db
    .select({ name: users.name, since: assignments.assignedAt })
    .from(assignments)
    .innerJoin(users, and(eq(users.cityId, assignments.cityId), eq(users.id, assignments.userId)))
    .where(and(eq(assignments.cityId, cityId), eq(assignments.caseId, caseId), isNull(assignments.endedAt)));
  return row ?? null;
}

async function readWave(db: Database, cityId: string, waveId: string | null) {
  if (!waveId) return null;
  const [row] = await db
    .select({ status: waves.status, closedAt: waves.closedAt, timeZone: cities.timeZone })
    .from(waves)
    .innerJoin(cities, eq(cities.id, waves.cityId))
    .where(and(eq(waves.cityId, cityId), eq(waves.id, waveId)));
  return row ?? null;
}

async function readWording(db: Database, versionId: unknown): Promise<{ titles: Titles; choices: Choices }> {
  const [row] =
    typeof versionId === "string" && isUuid(versionId)
      ? await db
          .select({ definition: questionnaireVersions.definition })
          .from(questionnaireVersions)
          .where(eq(questionnaireVersions.id, versionId))
      : [];
  return row
    ? { titles: readTitles(row.definition), choices: readChoices(row.definition) }
    : { titles: {}, choices: {} };
}

async function readStreetNames(db: Database, cityId: string) {
  const rows = await db
    .select({ code: streets.code, nameZh: streets.nameZh, nameEn: streets.nameEn })
    .from(streets)
    .where(eq(streets.cityId, cityId));
  return Object.fromEntries(rows.map(({ code, ...names }) => [code, names]));
}
