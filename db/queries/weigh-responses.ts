import { and, eq, ne } from "drizzle-orm";
import { DesignError } from "#analysis/design-error.ts";
import { householdWeights } from "#analysis/weighting/household-weights.ts";
import { interceptWeights } from "#analysis/weighting/intercept-weights.ts";
import { ageBandOf, type Mode } from "#surveys/vocabulary.ts";
import type { Database } from "../client.ts";
import { responses, streets } from "../schema/index.ts";
import { type HouseholdCase, readHouseholdCases } from "./read-household-cases.ts";
import { readSessionsHeld } from "./read-sessions-held.ts";

/** A response with the weight that enters calibration and the design cell it belongs to. */
export interface WeightedResponse {
  responseId: string;
  mode: Mode;
  stratum: string;
  psu: string;
  streetId: string | null;
  weight: number;
}

export interface Weighted {
  rows: WeightedResponse[];
  report: unknown;
}

const NONE: ReadonlySet<string> = new Set();

/**
 * Weights of a wave's household responses: dwellings by street, persons by age band and sex.
 *
 * @param without  responses to be taken as set aside
 */
export async function weighHouseholds(
  db: Database,
  cityId: string,
  waveId: string,
  without: ReadonlySet<string> = NONE,
): Promise<Weighted> {
  const cases = await readHouseholdCases(db, cityId, waveId, without);
  const byCase = new Map(cases.map((one) => [one.caseId, one]));
  try {
    const { weights, report } = householdWeights(cases.map(asWeightingCase));
    const rows = weights.map(({ caseId, weight }): WeightedResponse => {
      const { response, stratum, psu, streetId } = byCase.get(caseId)!;
      return { responseId: response!.id, mode: "household", stratum, psu, streetId, weight };
    });
    return { rows, report };
  } catch (error) {
    return withoutWeights(error);
  }
}

function asWeightingCase({ caseId, overallPi, streetCode, roster, response, status }: HouseholdCase) {
  const selected = roster?.selected ?? null;
  const { weighting } = status;
  // Without a roster nobody knows the chance of being selected, and raking needs age and sex: such an interview stands
  // as received, and its weight goes to the others of its class.
  const isUsable =
    selected !== null && response?.outcome !== "ineligible" && response?.ageBand && response.sex;
  const isRostered = selected !== null;
  const settled =
    weighting !== "respondent" || isUsable
      ? weighting
      : isRostered
        ? ("person-nonresponse" as const)
        : ("dwelling-nonresponse" as const);
  return {
    caseId,
    overallPi,
    status: settled,
    eligible: isRostered ? roster!.eligible : null,
    selectionPi: isRostered ? 1 / roster!.eligible : null,
    dwellingClass: streetCode,
    personClass: selected && `${ageBandOf(selected.age)}|${selected.sex}`,
  };
}

/**
 * Weights of intercept responses, in eligible passages at the street's sites.
 *
 * @param without  responses to be taken as set aside
 */
export async function weighIntercepts(
  db: Database,
  cityId: string,
  waveId: string,
  without: ReadonlySet<string> = NONE,
): Promise<Weighted> {
  const held = (await readSessionsHeld(db, cityId, waveId)).map((session) => ({
    ...session,
    responses: session.responses.filter(({ id }) => !without.has(id)),
  }));
  const spokenTo = (session: (typeof held)[number]) =>
    session.responses.filter(({ outcome }) => outcome !== "ineligible");
  const { sessions, report } = interceptWeights(
    held.map((session) => ({
      sessionId: session.caseId,
      overallPi: session.overallPi,
      passed: session.counted?.passed ?? null,
      approached: session.counted?.approached ?? null,
      refused: session.counted?.refused ?? null,
      screened: session.counted?.screened,
      ineligible: session.responses.length - spokenTo(session).length,
      interviewed: spokenTo(session).length,
    })),
  );
  const rows = held.flatMap((session, i) => {
    const result = sessions[i]!;
    if ("withheld" in result) return [];
    const { stratum, psu, streetId } = session;
    return spokenTo(session).map(({ id }): WeightedResponse => {
      return { responseId: id, mode: "intercept", stratum, psu, streetId, weight: result.weight };
    });
  });
  const withheld = sessions.filter((session) => "withheld" in session);
  return { rows, report: { ...report, sessionsWithout: withheld } };
}

/** Online answers: one each, without a design. */
export async function weighOnline(db: Database, cityId: string, waveId: string): Promise<Weighted> {
  const rows = await db
    .select({ responseId: responses.id, streetId: streets.id })
    .from(responses)
    .leftJoin(streets, and(eq(streets.cityId, responses.cityId), eq(streets.code, responses.residence)))
    .where(
      and(
        eq(responses.cityId, cityId),
        eq(responses.waveId, waveId),
        eq(responses.mode, "online"),
        responses.live,
        eq(responses.standing, "counts"),
        ne(responses.outcome, "ineligible"),
      ),
    );
  return {
    rows: rows.map((row) => ({ ...row, mode: "online", stratum: "online", psu: "online", weight: 1 })),
    report: { n: rows.length },
  };
}

function withoutWeights(error: unknown): Weighted {
  if (!(error instanceof DesignError)) throw error;
  return { rows: [], report: { withheld: { code: error.code, details: error.details } } };
}
