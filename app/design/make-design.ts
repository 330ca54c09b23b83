import type { AllocationRule } from "#analysis/planning/allocation-sizes.ts";
import {
  expectedMargins,
  type ExpectedDomain,
  type ExpectedStreet,
} from "#analysis/planning/expected-margins.ts";
import { plannedStreets, planTakes, type PlanRequest } from "#analysis/planning/plan-takes.ts";
import type { PlanningStreet } from "#db/queries/read-planning-frame.ts";
import type { PlanningExperience } from "#db/queries/read-planning-experience.ts";
import type { SamplePlan } from "#surveys/sampling/draw-wave-sample.ts";
import { splitCertainties } from "#surveys/sampling/systematic-pps.ts";
import type { DesignInputs } from "./design-inputs.ts";

/** A share to start from where no wave has been: only the power rule looks at it, and only at differences. */
const USUAL_SHARE = 15;

/** What the plan takes of a street and what can be expected of it. */
export interface DesignedStreet {
  id: string;
  code: string;
  nameZh: string;
  nameEn: string;
  communities: { drawn: number; certain: number; of: number };
  dwellings: number;
  sessions: number;
  interviews: { household: number; intercept: number };
  deff: { household: number; intercept: number };
  expected: Omit<ExpectedStreet, "variances">;
}

export interface DesignCost {
  communities: number;
  dwellings: number;
  reserve: number;
  sessions: number;
  interviews: { household: number; intercept: number };
  volunteerDays: number;
}

export interface WaveDesign {
  plan: SamplePlan;
  lambda: number;
  /** False where all communities together do not give what was asked for. */
  reached: boolean;
  streets: DesignedStreet[];
  district: ExpectedDomain;
  cost: DesignCost;
}

/**
 * A wave worked out from what was entered; the streets that cannot be drawn in are left out.
 *
 * @param entered  kept with the plan, so that it can be changed from there
 * @returns null where no street can be drawn in
 */
export function makeDesign(
  inputs: DesignInputs,
  frame: readonly PlanningStreet[],
  experience: PlanningExperience | null,
  entered: ReadonlyMap<string, string>,
): WaveDesign | null {
  const able = frame.filter(({ sizes, footfall }) => sizes.length > 0 && footfall > 0);
  if (able.length === 0) return null;
  const request = requestOf(inputs, able, experience);
  const takes = planTakes(request);
  const planned = plannedStreets(request, takes);
  const { streets: expected, district } = expectedMargins(planned, request.assumptions, takes.lambda);
  const streets = able.map((street, h): DesignedStreet => {
    const { household, intercept } = planned[h]!;
    const drawn = household.random + household.certain.length;
    const { variances, ...margins } = expected[h]!;
    return {
      ...{ id: street.id, code: street.code, nameZh: street.nameZh, nameEn: street.nameEn },
      communities: { drawn, certain: household.certain.length, of: street.sizes.length },
      dwellings: drawn * inputs.dwellings,
      sessions: intercept.random,
      interviews: { household: variances.household.interviews, intercept: variances.intercept.interviews },
      deff: { household: variances.household.deff, intercept: variances.intercept.deff },
      expected: margins,
    };
  });
  return {
    plan: planOf(inputs, able, takes, entered),
    lambda: takes.lambda,
    reached: takes.reached,
    streets,
    district,
    cost: costOf(inputs, streets),
  };
}

function requestOf(
  inputs: DesignInputs,
  able: readonly PlanningStreet[],
  experience: PlanningExperience | null,
): PlanRequest {
  const persons = able.every((street) => street.persons > 0);
  return {
    streets: able.map((street) => {
      const spread = experience?.household?.streets.get(street.id);
      return {
        // Households stand in for residents until every street has its population.
        population: persons ? street.persons : street.sizes.reduce((sum, size) => sum + size, 0),
        passages: street.footfall,
        sd: spread && spread.sd > 0 ? spread.sd : inputs.householdSd,
        mean: spread && spread.mean > 0 ? spread.mean : USUAL_SHARE,
        communities: street.sizes.length,
        split: (wanted) => splitOf(street.sizes, wanted),
      };
    }),
    rule: ruleOf(inputs),
    goal:
      inputs.goal === "margin"
        ? { kind: "margin", margin: inputs.margin, householdPart: inputs.householdPart / 100 }
        : {
            kind: "interviews",
            household: inputs.householdInterviews,
            intercept: inputs.interceptInterviews,
          },
    perCommunity: (inputs.dwellings * inputs.responseRate) / 100,
    perSession: inputs.interviewsPerSession,
    least: { communities: inputs.leastCommunities, sessions: inputs.leastSessions },
    assumptions: {
      household: {
        sd: inputs.householdSd,
        correlation: inputs.householdCorrelation,
        weightCv2: inputs.householdCv2,
      },
      intercept: {
        sd: inputs.interceptSd,
        correlation: inputs.interceptCorrelation,
        weightCv2: inputs.interceptCv2,
      },
    },
    lambda: inputs.lambda,
  };
}

function ruleOf({ rule, exponent }: DesignInputs): AllocationRule {
  return rule === "power" ? { kind: "power", exponent, of: "size" } : { kind: rule };
}

/** As the draw will do it. */
function splitOf(sizes: readonly number[], wanted: number) {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const { certain, draws } = splitCertainties(sizes, wanted);
  return { random: draws, certain: certain.map((i) => sizes[i]! / total) };
}

function planOf(
  inputs: DesignInputs,
  able: readonly PlanningStreet[],
  takes: { communities: Int32Array; sessions: Int32Array },
  entered: ReadonlyMap<string, string>,
): SamplePlan {
  const usual = { communities: takes.communities[0]!, sessions: takes.sessions[0]! };
  const byStreet = able.flatMap(({ code }, h) => {
    const own = { communities: takes.communities[h]!, sessions: takes.sessions[h]! };
    return own.communities === usual.communities && own.sessions === usual.sessions
      ? []
      : [[code, own] as const];
  });
  return {
    communitiesPerStreet: usual.communities,
    dwellingsPerCommunity: inputs.dwellings,
    sessionsPerStreet: usual.sessions,
    interviewsPerSession: inputs.interviewsPerSession,
    ...(byStreet.length > 0 ? { byStreet: Object.fromEntries(byStreet) } : {}),
    ...(inputs.replicates > 0
      ? { reserve: { replicates: inputs.replicates, dwellingsPerCommunity: inputs.reserveDwellings } }
      : {}),
    ...(inputs.keep ? { keep: { waveId: inputs.keep, part: inputs.keepPart / 100 } } : {}),
    interceptRule: inputs.interceptRule,
    basis: Object.fromEntries(entered),
  };
}

function costOf(inputs: DesignInputs, streets: readonly DesignedStreet[]): DesignCost {
  const sum = (value: (street: DesignedStreet) => number) =>
    streets.reduce((total, street) => total + value(street), 0);
  const communities = sum((street) => street.communities.drawn);
  const dwellings = sum((street) => street.dwellings);
  const sessions = sum((street) => street.sessions);
  return {
    communities,
    dwellings,
    reserve: communities * inputs.replicates * inputs.reserveDwellings,
    sessions,
    interviews: {
      household: sum(({ interviews }) => interviews.household),
      intercept: sum(({ interviews }) => interviews.intercept),
    },
    volunteerDays: Math.ceil(dwellings / inputs.dwellingsPerDay + sessions / inputs.sessionsPerDay),
  };
}
