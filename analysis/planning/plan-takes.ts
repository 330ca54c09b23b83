import { allocationSizes, type AllocationRule } from "#analysis/planning/allocation-sizes.ts";
import { expectedMargins, type PlanAssumptions } from "#analysis/planning/expected-margins.ts";
import { roundToTotal } from "#analysis/planning/round-to-total.ts";
import { shareOutWithin } from "#analysis/planning/share-out.ts";

/** A street that a wave is to be drawn in. */
export interface StreetToPlan {
  population: number;
  passages: number;
  /** Spread and mean of own shares in the street, which Neyman's and Bankier's rules look at. */
  sd: number;
  mean: number;
  /** Communities that there are, at least 1. */
  communities: number;
  /** Which of them are certain, as parts of the street, and how many are drawn at random, if so many are wanted. */
  split: (wanted: number) => { random: number; certain: readonly number[] };
}

/** The interviews that can be paid for, or the margin wanted in every street with the part of interviews at doors. */
export type PlanGoal =
  | { kind: "interviews"; household: number; intercept: number }
  | { kind: "margin"; margin: number; householdPart: number };

export interface PlanRequest {
  streets: readonly StreetToPlan[];
  rule: AllocationRule;
  goal: PlanGoal;
  /** Interviews expected in a community, and wanted in a session. */
  perCommunity: number;
  perSession: number;
  /** Of every street, communities as far as it has them; at least 2 and 5. */
  least: { communities: number; sessions: number };
  assumptions: PlanAssumptions;
  /** Weight of the household share; null: households' part of the planned interviews. */
  lambda: number | null;
}

export interface PlannedTakes {
  /** By street, in the order given: numbers wanted of the draw. */
  communities: Int32Array;
  sessions: Int32Array;
  lambda: number;
  /** False where even all communities, or all interviews asked for, do not give what was wanted. */
  reached: boolean;
}

/** No street can do with fewer: a variance needs two communities, a share without a flag five sessions. */
const LEAST_COMMUNITIES = 2;
const LEAST_SESSIONS = 5;

/**
 * How many communities and sessions each street takes.
 *
 * Communities and sessions are shared out whole, by the rule, within limits: least as asked, most all communities that a
 * street has. For a margin the smallest number of communities, with sessions in proportion, is looked for by bisection at
 * which no street's combined margin is above it; whole numbers make the margin uneven, so a slightly smaller plan may
 * do as well. O(streets · log communities).
 *
 * Source: Cochran (1977), sections 5.5 to 5.9; Kish (1965), section 8.2.
 *
 * @throws {RangeError} as `allocationSizes` and `expectedVariance`
 */
export function planTakes(request: PlanRequest): PlannedTakes {
  const { streets, goal, perCommunity, perSession } = request;
  const sizes = allocationSizes(streets, request.rule);
  const most = Float64Array.from(streets, ({ communities }) => Math.max(LEAST_COMMUNITIES, communities));
  const fewest = Math.max(LEAST_COMMUNITIES, request.least.communities);
  const least = most.map((limit) => Math.min(limit, fewest));
  const [low, high] = [sumOf(least), sumOf(most)];
  const fewestSessions = Math.max(LEAST_SESSIONS, request.least.sessions) * streets.length;
  const share = (communities: number, sessions: number): Omit<PlannedTakes, "reached"> => {
    const takes = {
      communities: roundToTotal(
        shareOutWithin(sizes, Math.min(high, Math.max(low, communities)), least, most),
      ),
      sessions: roundToTotal(
        shareOutWithin(
          sizes,
          Math.max(fewestSessions, sessions),
          new Float64Array(streets.length).fill(fewestSessions / streets.length),
          new Float64Array(streets.length).fill(Infinity),
        ),
      ),
    };
    return { ...takes, lambda: request.lambda ?? householdPart(request, takes) };
  };
  if (goal.kind === "interviews") {
    const wanted = Math.round(goal.household / perCommunity);
    return { ...share(wanted, Math.round(goal.intercept / perSession)), reached: wanted <= high };
  }
  const ratio = ((1 - goal.householdPart) / goal.householdPart) * (perCommunity / perSession);
  const planned = (communities: number) => share(communities, Math.round(communities * ratio));
  const fits = (communities: number) => widest(request, planned(communities)) <= goal.margin;
  if (!fits(high)) return { ...planned(high), reached: false };
  let [no, yes] = [low - 1, high];
  while (yes - no > 1) {
    const middle = Math.floor((no + yes) / 2);
    if (fits(middle)) yes = middle;
    else no = middle;
  }
  return { ...planned(yes), reached: true };
}

/** The streets with what a plan takes of them. */
export function plannedStreets(
  { streets, perCommunity, perSession }: PlanRequest,
  { communities, sessions }: Pick<PlannedTakes, "communities" | "sessions">,
) {
  return streets.map(({ population, passages, split }, h) => ({
    ...{ population, passages },
    household: { ...split(communities[h]!), perUnit: perCommunity },
    intercept: { random: sessions[h]!, certain: [], perUnit: perSession },
  }));
}

function householdPart(request: PlanRequest, takes: Pick<PlannedTakes, "communities" | "sessions">): number {
  const drawn = plannedStreets(request, takes).reduce(
    (sum, { household }) => sum + household.random + household.certain.length,
    0,
  );
  const household = drawn * request.perCommunity;
  return household / (household + sumOf(takes.sessions) * request.perSession);
}

function widest(request: PlanRequest, takes: Omit<PlannedTakes, "reached">): number {
  const expected = expectedMargins(plannedStreets(request, takes), request.assumptions, takes.lambda);
  return Math.max(...expected.streets.map(({ combined }) => combined.margin));
}

function sumOf(values: Float64Array | Int32Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}
