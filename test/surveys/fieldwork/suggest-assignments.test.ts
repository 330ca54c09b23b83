import { expect, test } from "vitest";
import { DAY_LOAD, type OpenCase, suggestAssignments } from "#surveys/fieldwork/suggest-assignments.ts";

const DISTRICTS = new Map([
  ["s1", "d"],
  ["s2", "d"],
  ["s3", "other"],
]);
const NO_LIMIT = { dwellings: Infinity, sessions: Infinity };
const helper = (id: string, scope: "city" | "district" | "street", areaId: string | null) => ({
  ...{ id, places: [{ scope, areaId }] },
});
const dwellings = (streetId: string, round: string, count: number): OpenCase[] =>
  Array.from({ length: count }, (_, i) => ({
    ...{ id: `${round}-${i}`, mode: "household", streetId, round },
    ...{ day: null, startsAt: null, endsAt: null },
  }));
const session = (id: string, day: string, startsAt: string, endsAt: string): OpenCase => ({
  ...{ id, mode: "intercept", streetId: "s1", round: id, day, startsAt, endsAt },
});

function loads(given: { userId: string }[]) {
  const counts: Record<string, number> = {};
  for (const { userId } of given) counts[userId] = (counts[userId] ?? 0) + 1;
  return counts;
}

test("communities stay with one person, and the loads come out even", () => {
  const cases = [10, 6, 5, 5, 4].flatMap((count, i) => dwellings("s1", `c${i}`, count));
  const helpers = [helper("a", "street", "s1"), helper("b", "street", "s1"), helper("c", "street", "s1")];
  const { given, left } = suggestAssignments(cases, helpers, DISTRICTS, [], DAY_LOAD);
  expect(left).toEqual([]);
  expect(loads(given)).toEqual({ a: 10, b: 10, c: 10 });
  for (const round of ["c0", "c1", "c2", "c3", "c4"]) {
    const hands = given.filter(({ caseId }) => caseId.startsWith(`${round}-`)).map(({ userId }) => userId);
    expect(new Set(hands).size).toBe(1);
  }
});

test("a street's own volunteers come first, then its district's, then the city's", () => {
  const helpers = [
    helper("city", "city", null),
    helper("district", "district", "d"),
    helper("street", "street", "s1"),
  ];
  const inStreet = (streetId: string) =>
    suggestAssignments(dwellings(streetId, "c", 2), helpers, DISTRICTS, [], DAY_LOAD).given[0]?.userId;
  expect(["s1", "s2", "s3"].map(inStreet)).toEqual(["street", "district", "city"]);
});

test("nobody gets more than a day's load; who has open cases already gets fewer", () => {
  const helpers = [helper("a", "street", "s1"), helper("b", "street", "s1")];
  const [one] = dwellings("s1", "held", 1);
  const held = Array.from({ length: 30 }, () => ({ ...one!, userId: "a" }));
  const cases = [...dwellings("s1", "c1", 20), ...dwellings("s1", "c2", 20), ...dwellings("s1", "c3", 5)];
  const { given, left } = suggestAssignments(cases, helpers, DISTRICTS, held, DAY_LOAD);
  expect(loads(given)).toEqual({ a: 5, b: 40 });
  expect(left).toEqual([]);
  const more = suggestAssignments(dwellings("s1", "c4", 11), helpers, DISTRICTS, held, {
    dwellings: 10,
    sessions: 1,
  });
  expect(loads(more.given)).toEqual({ b: 6 });
  expect(more.left.map(({ why }) => why)).toEqual(Array(5).fill("full"));
});

test("a community larger than a day's load is cut in walking order", () => {
  const helpers = ["a", "b", "c"].map((id) => helper(id, "street", "s1"));
  const { given } = suggestAssignments(dwellings("s1", "c", 90), helpers, DISTRICTS, [], DAY_LOAD);
  expect(loads(given)).toEqual({ a: 30, b: 30, c: 30 });
  expect(given.slice(0, 30).map(({ userId }) => userId)).toEqual(Array(30).fill("a"));
});

test("two sessions of one person neither overlap nor fill more than a day", () => {
  const helpers = [helper("a", "street", "s1")];
  const cases = [
    session("1", "2026-06-02", "08:00", "10:00"),
    session("2", "2026-06-02", "09:00", "11:00"),
    session("3", "2026-06-02", "10:00", "12:00"),
    session("4", "2026-06-02", "14:00", "16:00"),
    session("5", "2026-06-03", "08:00", "10:00"),
  ];
  const { given, left } = suggestAssignments(cases, helpers, DISTRICTS, [], DAY_LOAD);
  expect(given.map(({ caseId }) => caseId)).toEqual(["1", "3", "5"]);
  expect(left).toEqual([
    { caseId: "2", why: "full" },
    { caseId: "4", why: "full" },
  ]);
});

test("where nobody may work cases are left; without a limit nobody is ever full", () => {
  const helpers = [helper("a", "street", "s1")];
  expect(suggestAssignments(dwellings("s2", "c", 2), helpers, DISTRICTS, [], DAY_LOAD).left).toEqual([
    { caseId: "c-0", why: "nobody" },
    { caseId: "c-1", why: "nobody" },
  ]);
  const all = suggestAssignments(dwellings("s1", "c", 500), helpers, DISTRICTS, [], NO_LIMIT);
  expect(loads(all.given)).toEqual({ a: 500 });
});
