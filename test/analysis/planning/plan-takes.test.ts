import { expect, test } from "vitest";
import { expectedMargins } from "#analysis/planning/expected-margins.ts";
import { plannedStreets, planTakes, type PlanRequest } from "#analysis/planning/plan-takes.ts";

const street = (population: number, communities = 20, sd = 4) => ({
  ...{ population, passages: population, sd, mean: 15, communities },
  split: (wanted: number) => ({ random: Math.min(wanted, communities), certain: [] }),
});

const REQUEST: PlanRequest = {
  streets: [street(1000), street(3000)],
  rule: { kind: "equal" },
  goal: { kind: "interviews", household: 200, intercept: 120 },
  perCommunity: 10,
  perSession: 12,
  least: { communities: 2, sessions: 5 },
  assumptions: {
    household: { sd: 4, correlation: 0.05, weightCv2: 0.2 },
    intercept: { sd: 4, correlation: 0.05, weightCv2: 0 },
  },
  lambda: null,
};

test("interviews become whole communities and sessions, and λ households' part of them", () => {
  const takes = planTakes(REQUEST);
  expect([...takes.communities]).toEqual([10, 10]);
  expect([...takes.sessions]).toEqual([5, 5]);
  expect(takes.lambda).toBe(200 / 320);
  expect(takes.reached).toBe(true);
});

test("rules share them out: proportional 1:3, Neyman by population × sd, power by its root", () => {
  const by = (rule: PlanRequest["rule"], streets = REQUEST.streets) => [
    ...planTakes({ ...REQUEST, streets, rule }).communities,
  ];
  expect(by({ kind: "proportional" })).toEqual([5, 15]);
  expect(by({ kind: "neyman" }, [street(1000, 20, 6), street(3000, 20, 2)])).toEqual([10, 10]);
  // √1000 : √3000 = 1 : 1.732
  expect(by({ kind: "power", exponent: 0.5, of: "size" })).toEqual([7, 13]);
});

test("no street falls below its least or takes more communities than it has", () => {
  const streets = [street(10), street(90_000, 6)];
  const takes = planTakes({ ...REQUEST, streets, rule: { kind: "proportional" } });
  expect([...takes.communities]).toEqual([14, 6]);
  const few = planTakes({
    ...REQUEST,
    goal: { kind: "interviews", household: 1, intercept: 1 },
    least: { communities: 1, sessions: 1 },
  });
  expect([...few.communities, ...few.sessions]).toEqual([2, 2, 5, 5]);
});

test("asked for more interviews than the communities hold, it takes them all and says so", () => {
  const takes = planTakes({ ...REQUEST, goal: { kind: "interviews", household: 900, intercept: 120 } });
  expect([...takes.communities]).toEqual([20, 20]);
  expect(takes.reached).toBe(false);
});

const margins = (request: PlanRequest, takes: ReturnType<typeof planTakes>) =>
  expectedMargins(plannedStreets(request, takes), request.assumptions, takes.lambda).streets.map(
    ({ combined }) => combined.margin,
  );

test("a margin is kept in every street, and two communities fewer would not keep it", () => {
  const request: PlanRequest = { ...REQUEST, goal: { kind: "margin", margin: 1, householdPart: 0.6 } };
  const takes = planTakes(request);
  expect(takes.reached).toBe(true);
  expect(Math.max(...margins(request, takes))).toBeLessThanOrEqual(1);
  const smaller = takes.communities.map((n) => n - 1);
  const sessions = takes.sessions.map((n) => n - 1);
  expect(Math.max(...margins(request, { ...takes, communities: smaller, sessions }))).toBeGreaterThan(1);
});

test("a margin out of reach gives the most that there is and says so", () => {
  const request: PlanRequest = { ...REQUEST, goal: { kind: "margin", margin: 0.1, householdPart: 0.6 } };
  const takes = planTakes(request);
  expect(takes.reached).toBe(false);
  expect([...takes.communities]).toEqual([20, 20]);
});
