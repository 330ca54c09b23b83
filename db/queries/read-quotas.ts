import { and, asc, desc, eq, inArray, isNotNull, ne } from "drizzle-orm";
import {
  countsOf,
  QUOTA_KEYS,
  quotaKey,
  type QuotaCell,
  type QuotaCounts,
  type QuotaKey,
  wantedByDefault,
} from "#surveys/fieldwork/quota-cells.ts";
import type { QuotaInterview } from "#surveys/fieldwork/quota-overshoot.ts";
import type { Database } from "../client.ts";
import {
  cases,
  controlTotals,
  quotaCells,
  quotaReservations,
  records,
  responses,
  streets,
  waves,
} from "../schema/index.ts";

/** An interview in the street that counts, and has an age band and a sex. */
export interface CellInterview extends QuotaInterview {
  /** Milliseconds; when it came to the server. */
  arrivedAt: number;
  deviceId: string | null;
  userId: string | null;
}

export interface CellReservation extends QuotaCell {
  deviceId: string;
  userId: string;
  reserved: number;
  updatedAt: Date;
}

export interface StreetQuota {
  streetId: string;
  wanted: QuotaCounts;
  /** Somebody typed numbers; otherwise they follow the residents. */
  typed: boolean;
  /** Residents are known, so that the default follows them. */
  known: boolean;
  /** Interviews planned in the street. */
  planned: number;
  interviews: CellInterview[];
  reservations: CellReservation[];
}

/** The cells of every street of a wave's district, or of those named, in the order of their codes. */
export async function readQuotas(
  db: Database,
  cityId: string,
  waveId: string,
  onlyStreets?: readonly string[],
): Promise<StreetQuota[]> {
  const rows = await db
    .select({ id: streets.id, plan: waves.plan })
    .from(waves)
    .innerJoin(streets, and(eq(streets.cityId, waves.cityId), eq(streets.districtId, waves.districtId)))
    .where(and(eq(waves.cityId, cityId), eq(waves.id, waveId)))
    .orderBy(asc(streets.code));
  const found = rows.filter(({ id }) => !onlyStreets || onlyStreets.includes(id));
  const ids = found.map(({ id }) => id);
  if (ids.length === 0) return [];
  const [sessions, persons, cells, interviews, reservations] = await Promise.all([
    countSessions(db, cityId, waveId),
    readPersons(db, cityId, ids),
    db
      .select()
      .from(quotaCells)
      .where(and(eq(quotaCells.cityId, cityId), eq(quotaCells.waveId, waveId))),
    readInterviews(db, cityId, waveId, ids),
    db
      .select()
      .from(quotaReservations)
      .where(and(eq(quotaReservations.cityId, cityId), eq(quotaReservations.waveId, waveId)))
      .orderBy(asc(quotaReservations.deviceId)),
  ]);
  return found.map(({ id, plan }) => {
    const inPlan = plan.byStreet?.[id]?.sessions ?? plan.sessionsPerStreet;
    const planned = (sessions.size > 0 ? (sessions.get(id) ?? 0) : inPlan) * plan.interviewsPerSession;
    const typed = new Map(
      cells.filter(({ streetId }) => streetId === id).map((cell) => [quotaKey(cell), cell.wanted]),
    );
    const known = persons.get(id);
    const byDefault = wantedByDefault(planned, Object.fromEntries(known ?? []));
    const wanted = typed.size > 0 ? countsOf((key) => typed.get(key) ?? 0) : byDefault;
    return {
      streetId: id,
      typed: QUOTA_KEYS.some((key) => wanted[key] !== byDefault[key]),
      known: known !== undefined,
      ...{ planned, wanted },
      interviews: interviews.filter(({ streetId }) => streetId === id),
      reservations: reservations.filter(({ streetId }) => streetId === id),
    };
  });
}

async function countSessions(db: Database, cityId: string, waveId: string): Promise<Map<string, number>> {
  const rows = await db
    .select({ streetId: cases.streetId })
    .from(cases)
    .where(and(eq(cases.cityId, cityId), eq(cases.waveId, waveId), eq(cases.mode, "intercept")));
  const counts = new Map<string, number>();
  for (const { streetId } of rows) counts.set(streetId, (counts.get(streetId) ?? 0) + 1);
  return counts;
}

/** The latest figures of each street, by cell. */
async function readPersons(db: Database, cityId: string, streetIds: string[]) {
  const rows = await db
    .select()
    .from(controlTotals)
    .where(and(eq(controlTotals.cityId, cityId), inArray(controlTotals.streetId, streetIds)))
    .orderBy(desc(controlTotals.asOf));
  const latest = new Map<string, string>();
  const persons = new Map<string, Map<QuotaKey, number>>();
  for (const { streetId, asOf, ageBand, sex, persons: count } of rows) {
    if (!latest.has(streetId)) latest.set(streetId, asOf);
    if (latest.get(streetId) !== asOf) continue;
    const cells = persons.get(streetId) ?? new Map<QuotaKey, number>();
    persons.set(streetId, cells.set(`${ageBand}|${sex}` as QuotaKey, count));
  }
  return persons;
}

async function readInterviews(db: Database, cityId: string, waveId: string, streetIds: string[]) {
  const rows = await db
    .select({
      id: responses.id,
      streetId: cases.streetId,
      ageBand: responses.ageBand,
      sex: responses.sex,
      completedAt: responses.completedAt,
      arrivedAt: records.receivedAt,
      deviceId: responses.deviceId,
      userId: responses.userId,
    })
    .from(responses)
    .innerJoin(cases, and(eq(cases.cityId, responses.cityId), eq(cases.id, responses.caseId)))
    .innerJoin(records, and(eq(records.cityId, responses.cityId), eq(records.id, responses.id)))
    .where(
      and(
        eq(responses.cityId, cityId),
        eq(responses.waveId, waveId),
        eq(responses.mode, "intercept"),
        responses.live,
        eq(responses.standing, "counts"),
        ne(responses.outcome, "ineligible"),
        isNotNull(responses.ageBand),
        isNotNull(responses.sex),
        inArray(cases.streetId, streetIds),
      ),
    );
  return rows.map(({ ageBand, sex, completedAt, arrivedAt, ...row }) => ({
    ...row,
    ageBand: ageBand!,
    sex: sex!,
    at: completedAt.getTime(),
    arrivedAt: arrivedAt.getTime(),
  }));
}
