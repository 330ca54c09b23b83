import { and, asc, eq, inArray, isNull } from "drizzle-orm";
import { v7 as uuidv7, validate as isUuid } from "uuid";
import { distanceTo, suggestAssignments } from "#surveys/fieldwork/suggest-assignments.ts";
import type { Database } from "../client.ts";
import { isUniqueViolation } from "../database-errors.ts";
import { insertRows } from "../insert-rows.ts";
import { assignments, cases, users } from "../schema/index.ts";
import { asOpen } from "./assign-cases.ts";
import { lockWorkingWave } from "./lock-working-wave.ts";
import { readCaseStandings, type StandingCase } from "./read-case-standings.ts";
import { readDistrictsOfStreets, readHelpers } from "./read-helpers.ts";
import { writeAudit } from "./write-audit.ts";

/** Who had a case when the page was shown that asks for it to move. */
export interface CaseAsShown {
  caseId: string;
  userId: string | null;
}

export interface Reassignment {
  waveId: string;
  streets: "all" | readonly string[];
  /** Single cases, or every open case of one person. */
  which: { cases: readonly CaseAsShown[] } | { allOf: string };
  /** One person, or those who have the least; null: nobody. */
  to: { userId: string } | "spread" | null;
  by: string;
  now: Date;
}

export type ReassignmentResult =
  | {
      status: "done";
      moved: number;
      /** Not moved: finished already; changed hands since the page was shown; nobody else may work there. */
      finished: number;
      changed: number;
      nobody: number;
    }
  /** Whoever was chosen may not be given these cases; nothing was done. */
  | { status: "refused"; why: "disabled" | "no-rights"; name: string | null }
  | { status: "nothing-chosen" }
  /** The wave is closed: who has its cases is settled. */
  | { status: "over" };

/**
 * Gives open cases to somebody else, all or nothing. A finished case stays with whoever finished it.
 *
 * Cases are locked in one order, so two supervisors at once wait for each other; a case that meanwhile has another
 * assignee than was shown is left alone and counted. What the former assignee did before still counts (see `judgeRecord`).
 */
export async function reassignCases(
  db: Database,
  cityId: string,
  wish: Reassignment,
): Promise<ReassignmentResult> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await db.transaction((tx) => reassign(tx, cityId, wish));
    } catch (error) {
      // A case that nobody had was given out by a suggestion at the same moment: the second look sees it.
      if (attempt >= 3 || !isUniqueViolation(error)) throw error;
    }
  }
}

async function reassign(db: Database, cityId: string, wish: Reassignment): Promise<ReassignmentResult> {
  const { which, to, now, by, waveId } = wish;
  if (!(await lockWorkingWave(db, cityId, waveId))) return { status: "over" };
  await lockCases(db, cityId, wish);
  const all = await readCaseStandings(db, cityId, waveId);
  const shown = "cases" in which ? new Map(which.cases.map((each) => [each.caseId, each.userId])) : null;
  const isWanted = ({ id, userId }: StandingCase) =>
    "allOf" in which ? userId === which.allOf : shown!.has(id);
  const { streets } = wish;
  const chosen = all.filter(
    (each) => (streets === "all" || streets.includes(each.streetId)) && isWanted(each),
  );
  if (chosen.length === 0) return { status: "nothing-chosen" };
  const open = chosen.filter(({ state }) => state !== "final");
  const unchanged = shown ? open.filter(({ id, userId }) => shown.get(id) === userId) : open;
  const found = await newHands(db, cityId, { all, moving: unchanged, to });
  if ("refused" in found) return found.refused;
  const moves = unchanged.filter(({ id, userId }) => {
    if (to === null) return userId !== null;
    return found.hands.has(id) && found.hands.get(id) !== userId;
  });
  const ids = moves.map(({ id }) => id);
  if (ids.length > 0) {
    await db
      .update(assignments)
      .set({ endedAt: now })
      .where(
        and(eq(assignments.cityId, cityId), inArray(assignments.caseId, ids), isNull(assignments.endedAt)),
      );
  }
  const rows = ids.flatMap((caseId) => {
    const userId = found.hands.get(caseId);
    return userId ? [{ cityId, id: uuidv7(), caseId, userId, assignedBy: by, assignedAt: now }] : [];
  });
  await insertRows(db, assignments, rows);
  const result = {
    status: "done" as const,
    moved: ids.length,
    finished: chosen.length - open.length,
    changed: open.length - unchanged.length,
    nobody: to === null ? 0 : unchanged.filter(({ id }) => !found.hands.has(id)).length,
  };
  if (ids.length > 0) {
    await writeAudit(db, {
      cityId,
      userId: by,
      action: "reassign-cases",
      subjectKind: "wave",
      subjectId: waveId,
      details: {
        ...{ moved: ids.length, to: to === null || to === "spread" ? to : to.userId },
        moves: moves.map(({ id, userId }) => [id, userId, found.hands.get(id) ?? null]),
      },
    });
  }
  return result;
}

/** Every case of the wave, so that one reassignment follows another; records that arrive are not held up. */
async function lockCases(db: Database, cityId: string, { waveId }: Reassignment) {
  await db
    .select({ id: cases.id })
    .from(cases)
    .where(and(eq(cases.cityId, cityId), eq(cases.waveId, waveId)))
    .orderBy(asc(cases.id))
    .for("no key update");
}

interface Moving {
  all: readonly StandingCase[];
  moving: readonly StandingCase[];
  to: Reassignment["to"];
}

type Refusal = Extract<ReassignmentResult, { status: "refused" }>;

/** Who gets which case. */
async function newHands(
  db: Database,
  cityId: string,
  { all, moving, to }: Moving,
): Promise<{ hands: Map<string, string> } | { refused: Refusal }> {
  if (to === null) return { hands: new Map() };
  const helpers = await readHelpers(db, cityId);
  const districts = await readDistrictsOfStreets(db, cityId);
  if (to === "spread") {
    const ids = new Set(moving.map(({ id }) => id));
    const givers = new Set(moving.map(({ userId }) => userId));
    const held = all.flatMap(({ userId, state, ...each }) =>
      userId === null || state === "final" || ids.has(each.id) ? [] : [{ ...each, userId }],
    );
    const takers = helpers.filter(({ id }) => !givers.has(id));
    const most = { dwellings: Infinity, sessions: Infinity };
    const { given } = suggestAssignments(moving.map(asOpen), takers, districts, held, most);
    return { hands: new Map(given.map(({ caseId, userId }) => [caseId, userId])) };
  }
  const helper = helpers.find(({ id }) => id === to.userId);
  const why = await whyNot(db, cityId, to.userId, helper !== undefined);
  if (why) return { refused: why };
  const outside = moving.some(({ streetId }) => distanceTo(helper!, streetId, districts) === Infinity);
  if (outside) return { refused: { status: "refused", why: "no-rights", name: helper!.name } };
  return { hands: new Map(moving.map(({ id }) => [id, to.userId])) };
}

async function whyNot(
  db: Database,
  cityId: string,
  userId: string,
  mayHelp: boolean,
): Promise<Refusal | null> {
  if (mayHelp) return null;
  if (!isUuid(userId)) return { status: "refused", why: "no-rights", name: null };
  const [user] = await db
    .select({ name: users.name, disabledAt: users.disabledAt })
    .from(users)
    .where(and(eq(users.cityId, cityId), eq(users.id, userId)));
  return { status: "refused", why: user?.disabledAt ? "disabled" : "no-rights", name: user?.name ?? null };
}
