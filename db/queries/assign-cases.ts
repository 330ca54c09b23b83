import { createHash } from "node:crypto";
import { v7 as uuidv7 } from "uuid";
import {
  type DayLoad,
  type OpenCase,
  suggestAssignments,
  type Suggestion,
} from "#surveys/fieldwork/suggest-assignments.ts";
import type { Database } from "../client.ts";
import { isUniqueViolation } from "../database-errors.ts";
import { insertRows } from "../insert-rows.ts";
import { assignments } from "../schema/index.ts";
import { lockWorkingWave } from "./lock-working-wave.ts";
import { readCaseStandings, type StandingCase } from "./read-case-standings.ts";
import { readDistrictsOfStreets, readHelpers } from "./read-helpers.ts";
import { writeAudit } from "./write-audit.ts";

export interface CasesAssigned {
  assigned: number;
  /** Cases in streets where nobody may work, or where everybody has a day's work. */
  left: number;
}

export interface SuggestionWish {
  waveId: string;
  /** Whose cases are handed out. */
  streets: "all" | readonly string[];
  most: DayLoad;
}

export interface AssignmentSuggestion extends Suggestion {
  /** The cases that the suggestion is about, by id. */
  cases: ReadonlyMap<string, StandingCase>;
  /** Changes with anything that the suggestion would change with. */
  fingerprint: string;
}

/** Who could take the open cases that nobody has; changes nothing. */
export async function readSuggestion(
  db: Database,
  cityId: string,
  { waveId, streets, most }: SuggestionWish,
): Promise<AssignmentSuggestion> {
  const all = (await readCaseStandings(db, cityId, waveId)).filter(({ state }) => state !== "final");
  const open = all.filter(
    ({ userId, streetId }) => userId === null && (streets === "all" || streets.includes(streetId)),
  );
  const helpers = await readHelpers(db, cityId);
  const districts = await readDistrictsOfStreets(db, cityId);
  const held = all.flatMap(({ userId, ...each }) => (userId === null ? [] : [{ ...each, userId }]));
  const suggestion = suggestAssignments(open.map(asOpen), helpers, districts, held, most);
  const fingerprint = createHash("sha256").update(JSON.stringify(suggestion)).digest("hex");
  return { ...suggestion, cases: new Map(open.map((each) => [each.id, each])), fingerprint };
}

export const asOpen = ({ communityId, ...each }: StandingCase): OpenCase => ({
  ...each,
  round: communityId ?? each.id,
});

/**
 * Gives out the cases that nobody has as suggested.
 *
 * @param fingerprint  of the suggestion that was shown; null: whatever is suggested now
 * @returns            "changed", with nothing done, when something else would be suggested now, somebody was quicker or
 *                     the wave is closed
 */
export async function assignAsSuggested(
  db: Database,
  cityId: string,
  wish: SuggestionWish & { fingerprint: string | null; assignedBy: string | null; now: Date },
): Promise<CasesAssigned | "changed"> {
  const { waveId, assignedBy, now } = wish;
  try {
    return await db.transaction(async (tx) => {
      if (!(await lockWorkingWave(tx, cityId, waveId))) return "changed";
      const suggestion = await readSuggestion(tx, cityId, wish);
      if (wish.fingerprint !== null && wish.fingerprint !== suggestion.fingerprint) return "changed";
      const rows = suggestion.given.map((given) => ({
        ...{ cityId, id: uuidv7(), ...given, assignedBy, assignedAt: now },
      }));
      const result = { assigned: rows.length, left: suggestion.left.length };
      if (rows.length === 0) return result;
      await insertRows(tx, assignments, rows);
      await writeAudit(tx, {
        cityId,
        userId: assignedBy,
        action: "assign-cases",
        subjectKind: "wave",
        subjectId: waveId,
        details: { ...result },
      });
      return result;
    });
  } catch (error) {
    if (isUniqueViolation(error)) return "changed";
    throw error;
  }
}

/** Gives every case that nobody has to a volunteer, however many that makes. */
export async function assignCases(
  db: Database,
  cityId: string,
  waveId: string,
  assignedBy: string | null,
): Promise<CasesAssigned> {
  const most = { dwellings: Infinity, sessions: Infinity };
  const wish = { waveId, streets: "all", most, fingerprint: null, assignedBy, now: new Date() } as const;
  const result = await assignAsSuggested(db, cityId, wish);
  if (result === "changed") throw new Error(`somebody else gave out cases of wave ${waveId} meanwhile`);
  return result;
}
