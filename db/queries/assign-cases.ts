import { and, asc, eq, isNull } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import type { Database } from "../client.ts";
import { insertRows } from "../insert-rows.ts";
import { assignments, cases, drawnUnits, streets, userRoles, users } from "../schema/index.ts";
import { writeAudit } from "./write-audit.ts";

interface Volunteer {
  id: string;
  scope: "city" | "district" | "street";
  areaId: string | null;
}

export interface CasesAssigned {
  assigned: number;
  /** Cases in streets where nobody may work. */
  left: number;
}

/**
 * Gives every case that nobody has to a volunteer.
 *
 * A street's cases go to its own volunteers, else to those of its district or the whole city. A community stays with
 * one volunteer; whoever has the fewest cases of that mode gets the next.
 */
export async function assignCases(
  db: Database,
  cityId: string,
  waveId: string,
  assignedBy: string | null,
): Promise<CasesAssigned> {
  return db.transaction(async (tx) => {
    const volunteers = await readVolunteers(tx, cityId);
    const open = await readUnassigned(tx, cityId, waveId);
    const load = new Map<string, number>();
    const rows: (typeof assignments.$inferInsert)[] = [];
    const rounds = new Map<string, Open[]>();
    for (const each of open) rounds.set(roundOf(each), [...(rounds.get(roundOf(each)) ?? []), each]);
    for (const round of rounds.values()) {
      const { mode, streetId, districtId } = round[0]!;
      const candidates = nearest(volunteers, streetId, districtId);
      const loadOf = ({ id }: Volunteer) => load.get(`${id} ${mode}`) ?? 0;
      const [chosen] = candidates.sort((a, b) => loadOf(a) - loadOf(b));
      if (!chosen) continue;
      load.set(`${chosen.id} ${mode}`, loadOf(chosen) + round.length);
      const assignedAt = new Date();
      for (const { id } of round) {
        rows.push({ cityId, id: uuidv7(), caseId: id, userId: chosen.id, assignedBy, assignedAt });
      }
    }
    await insertRows(tx, assignments, rows);
    const result = { assigned: rows.length, left: open.length - rows.length };
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
}

type Open = Awaited<ReturnType<typeof readUnassigned>>[number];

/** Cases that one person should have together: a community's dwellings, or one session. */
const roundOf = ({ communityId, id }: Open) => communityId ?? id;

function readUnassigned(db: Database, cityId: string, waveId: string) {
  return db
    .select({
      id: cases.id,
      mode: cases.mode,
      streetId: cases.streetId,
      districtId: streets.districtId,
      communityId: drawnUnits.communityId,
    })
    .from(cases)
    .innerJoin(streets, and(eq(streets.cityId, cases.cityId), eq(streets.id, cases.streetId)))
    .innerJoin(drawnUnits, and(eq(drawnUnits.cityId, cases.cityId), eq(drawnUnits.id, cases.drawnUnitId)))
    .leftJoin(
      assignments,
      and(
        eq(assignments.cityId, cases.cityId),
        eq(assignments.caseId, cases.id),
        isNull(assignments.endedAt),
      ),
    )
    .where(and(eq(cases.cityId, cityId), eq(cases.waveId, waveId), isNull(assignments.id)))
    .orderBy(asc(cases.mode), asc(cases.walkOrder));
}

async function readVolunteers(db: Database, cityId: string): Promise<Volunteer[]> {
  return db
    .select({ id: users.id, scope: userRoles.scope, areaId: userRoles.areaId })
    .from(users)
    .innerJoin(userRoles, and(eq(userRoles.cityId, users.cityId), eq(userRoles.userId, users.id)))
    .where(and(eq(users.cityId, cityId), eq(userRoles.role, "volunteer"), isNull(users.disabledAt)))
    .orderBy(asc(users.login));
}

function nearest(volunteers: readonly Volunteer[], streetId: string, districtId: string): Volunteer[] {
  const places: [Volunteer["scope"], string | null][] = [
    ["street", streetId],
    ["district", districtId],
    ["city", null],
  ];
  for (const [scope, areaId] of places) {
    const found = volunteers.filter(
      (each) => each.scope === scope && (areaId === null || each.areaId === areaId),
    );
    if (found.length > 0) return found;
  }
  return [];
}
