import { and, asc, eq, isNotNull } from "drizzle-orm";
import { type CaseStatus, caseStatus } from "#surveys/fieldwork/case-status.ts";
import { responseAsVisit } from "#surveys/fieldwork/response-as-visit.ts";
import { releasedProbabilities } from "#surveys/sampling/reserve-replicates.ts";
import type { AgeBand, Outcome, Sex } from "#surveys/vocabulary.ts";
import type { Database } from "../client.ts";
import { cases, drawnUnits, type RosterMember, rosters, streets } from "../schema/index.ts";
import { readAttempts, readLiveInterviews } from "./read-dwelling-records.ts";

/** A released dwelling with everything that was found out about it. */
export interface HouseholdCase {
  caseId: string;
  streetId: string;
  streetCode: string;
  stratum: string;
  psu: string;
  /** Of having been drawn and released: grows with every replicate that is released there. */
  overallPi: number;
  status: CaseStatus;
  /** The latest roster; null while there is none. */
  roster: { eligible: number; selected: RosterMember | null } | null;
  /** The live response, if it counts: none where a supervisor sent it back or set it aside. */
  response: { id: string; outcome: Outcome; ageBand: AgeBand | null; sex: Sex | null } | null;
}

/**
 * Every released dwelling of a wave with its status: what household weights are made of.
 *
 * @param without  responses to be taken as set aside
 */
export async function readHouseholdCases(
  db: Database,
  cityId: string,
  waveId: string,
  without: ReadonlySet<string> = new Set(),
): Promise<HouseholdCase[]> {
  const drawn = await db
    .select({
      caseId: cases.id,
      streetId: cases.streetId,
      streetCode: streets.code,
      stratum: drawnUnits.stratum,
      psu: drawnUnits.psu,
      communityId: drawnUnits.communityId,
      replicate: drawnUnits.replicate,
      replicatePi: drawnUnits.overallPi,
    })
    .from(cases)
    .innerJoin(streets, and(eq(streets.cityId, cases.cityId), eq(streets.id, cases.streetId)))
    .innerJoin(drawnUnits, and(eq(drawnUnits.cityId, cases.cityId), eq(drawnUnits.id, cases.drawnUnitId)))
    .where(
      and(
        eq(cases.cityId, cityId),
        eq(cases.waveId, waveId),
        eq(cases.mode, "household"),
        isNotNull(drawnUnits.releasedAt),
      ),
    )
    .orderBy(asc(cases.walkOrder));
  const attempts = await readAttempts(db, cityId, waveId);
  const listed = await readRosters(db, cityId, waveId);
  const answered = await readLiveInterviews(db, cityId, waveId);
  const pis = releasedProbabilities(
    drawn.map(({ communityId, replicate, replicatePi }) => ({
      communityId: communityId ?? "",
      replicate,
      overallPi: replicatePi,
    })),
  );
  return drawn.map(({ caseId, streetId, streetCode, stratum, psu }, i) => {
    const unit = { caseId, streetId, streetCode, stratum, psu, overallPi: pis[i] ?? 0 };
    const roster = listed.get(unit.caseId) ?? null;
    const live = answered.get(unit.caseId);
    const standing = live && (without.has(live.id) ? "set-aside" : live.standing);
    const settled = live && standing ? [responseAsVisit(live, standing)] : [];
    const made = [...(attempts.get(unit.caseId) ?? []), ...settled];
    const response = live && standing === "counts" ? live : null;
    return { ...unit, roster, response, status: caseStatus(made, roster?.eligible ?? null) };
  });
}

async function readRosters(db: Database, cityId: string, waveId: string) {
  const rows = await db
    .select({
      caseId: rosters.caseId,
      members: rosters.members,
      eligible: rosters.eligible,
      selected: rosters.selected,
    })
    .from(rosters)
    .where(and(eq(rosters.cityId, cityId), eq(rosters.waveId, waveId)))
    .orderBy(asc(rosters.happenedAt), asc(rosters.id));
  // The latest of a case comes last and stays.
  return new Map(
    rows.map(({ caseId, members, eligible, selected }) => [
      caseId,
      { eligible, selected: selected === null ? null : (members[selected] ?? null) },
    ]),
  );
}
