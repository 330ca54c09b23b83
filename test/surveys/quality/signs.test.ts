import { expect, test } from "vitest";
import { bestRates, isAllBest } from "#surveys/quality/best-answers.ts";
import { closeInterviews } from "#surveys/quality/between-interviews.ts";
import { wrongClock } from "#surveys/quality/clocks.ts";
import { farAway, haversine } from "#surveys/quality/distance.ts";
import { oddDurations } from "#surveys/quality/durations.ts";
import { flagInterviews } from "#surveys/quality/flag-interviews.ts";
import { newcombe, wilson } from "#surveys/quality/intervals.ts";
import { manyMissing } from "#surveys/quality/missing-items.ts";
import { straightLine } from "#surveys/quality/straight-lining.ts";
import { items, unit } from "./example-interviews.ts";

test("the best option is best on reversed scales too, and the item that stands apart does not matter", () => {
  // Six satisfied-first items, five often-first ones where the last option is best, one apart.
  const best = [0, 0, 0, 0, 0, 0, 2, 2, 2, 2, 2, 1];
  expect(isAllBest({ codes: best }, items)).toBe(true);
  expect(isAllBest({ codes: [...best.slice(0, 6), 0, 2, 2, 2, 2, 0] }, items)).toBe(false);
  expect(isAllBest({ codes: [-1, ...best.slice(1)] }, items)).toBe(true);
  expect(isAllBest({ codes: [-1, -1, ...best.slice(2)] }, items)).toBe(false);
});

test("Wilson's and Newcombe's intervals are those of their papers", () => {
  // Newcombe (1998), table II (a): 56/70 against 48/80: 0.0524 to 0.3339; Wilson of 0/20: 0 to 0.1611.
  expect(newcombe(56, 70, 48, 80).map((x) => x.toFixed(4))).toEqual(["0.0524", "0.3339"]);
  expect(wilson(0, 20)).toEqual([0, expect.closeTo(0.1611, 4)]);
  expect(wilson(20, 20)[1]).toBe(1);
});

test("a group with far more best answers than the rest is called higher, others are not", () => {
  const rows = (group: string, best: number, n: number) =>
    Array.from({ length: n }, (_, i) => ({ group, best: i < best }));
  const rates = bestRates([...rows("a", 12, 30), ...rows("b", 3, 60), ...rows("c", 4, 60)]);
  expect(rates.get("a")).toMatchObject({ rate: 0.4, rest: { best: 7, n: 120 }, against: "higher" });
  expect(rates.get("c")!.against).toBe("same");
  expect(bestRates(rows("only", 1, 5)).get("only")).toMatchObject({ rest: null, against: null });
});

test("the same place on every scale is a straight line unless it is the best everywhere", () => {
  const first = straightLine({ codes: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0] }, items);
  // Seven satisfied-first items (with the one apart) and five often-first ones.
  expect(first).toEqual({ items: 12, sameFraction: 1, longestRun: 7, runOf: 7, position: 1 });
  expect(straightLine({ codes: [0, 0, 0, 0, 0, 0, 2, 2, 2, 2, 2, 0] }, items)).toBeNull();
  // Eleven of twelve are 92 %.
  expect(straightLine({ codes: [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0] }, items)).toBeNull();
});

test("durations are compared with their own kind on the log scale, with a floor to the spread", () => {
  const minutes = [10, 10, 10, 10, 11, 10, 10, 9, 10, 10, 4, 25];
  const units = minutes.map((m, i) => unit(`u${i}`, { completedAt: m * 60_000 }));
  const odd = oddDurations(units);
  // The MAD is 0, so ln(4/10)/0.15 and ln(25/10)/0.15.
  expect([...odd.keys()]).toEqual(["u10", "u11"]);
  expect(odd.get("u10")).toMatchObject({ seconds: 240, compared: 12, measure: "clock" });
  expect(odd.get("u10")!.z).toBeCloseTo(Math.log(0.4) / 0.15, 9);
  expect(odd.get("u10")!.medianSeconds).toBeCloseTo(600, 9);
  // Nine are too few; other modes and other lengths are other kinds.
  expect(oddDurations(units.slice(3)).size).toBe(0);
});

test("a screen that was left open does not make an interview long", () => {
  const units = Array.from({ length: 12 }, (_, i) =>
    unit(`u${i}`, { screenMs: 600_000, completedAt: i === 0 ? 9e7 : 600_000 }),
  );
  expect(oddDurations(units).size).toBe(0);
});

test("overlapping interviews name each other, and a minute between doors is asked about", () => {
  const at = (id: string, from: number, to: number, change = {}) =>
    unit(id, { startedAt: from * 1000, completedAt: to * 1000, caseId: id, ...change });
  const { overlap, hurried } = closeInterviews([
    at("a", 0, 600),
    at("b", 500, 900),
    at("c", 930, 1500),
    at("d", 1560, 2000),
    at("other", 100, 700, { volunteerId: "w" }),
  ]);
  expect(Object.fromEntries(overlap)).toEqual({
    a: { other: "b", seconds: -100 },
    b: { other: "a", seconds: -100 },
  });
  expect(Object.fromEntries(hurried)).toEqual({ c: { other: "b", seconds: 30 } });
});

test("at a corner the next passer-by may follow at once", () => {
  const corner = { mode: "intercept" as const, caseId: "corner" };
  const { hurried } = closeInterviews([
    unit("a", { ...corner, startedAt: 0, completedAt: 100_000 }),
    unit("b", { ...corner, startedAt: 110_000, completedAt: 200_000 }),
  ]);
  expect(hurried.size).toBe(0);
});

test("a degree of the equator is 111.195 km, and inexact positions are given the benefit", () => {
  const origin = { latitude: 0, longitude: 0 };
  expect(haversine(origin, { latitude: 0, longitude: 1 })).toBeCloseTo(111_195.08, 1);
  const away = { latitude: 0, longitude: 0.01 };
  expect(farAway(unit("a", { position: away, place: origin }))!.metres).toBeCloseTo(1111.95, 1);
  expect(farAway(unit("a", { position: { ...away, accuracy: 200 }, place: origin }))).toBeNull();
  expect(
    farAway(unit("a", { mode: "intercept", position: { ...away, accuracy: 200 }, place: origin })),
  ).toEqual({
    metres: expect.closeTo(1111.95, 1),
    accuracy: 200,
  });
  expect(farAway(unit("a", { position: null, place: origin }))).toBeNull();
});

test("clocks that cannot be right are named with how far they are off", () => {
  expect(wrongClock(unit("a"))).toBeNull();
  expect(wrongClock(unit("a", { startedAt: 700_000 }))).toEqual({ kind: "ends-before-start", seconds: 100 });
  expect(wrongClock(unit("a", { receivedAt: 300_000 }))).toEqual({ kind: "from-the-future", seconds: 300 });
  expect(wrongClock(unit("a", { clockOffsetMs: -600_000 }))).toEqual({ kind: "device-clock", seconds: 600 });
});

test("a third without an answer is many", () => {
  expect(manyMissing({ codes: [-1, -1, -2, -1, 0, 0, 0, 0, 0, 0, 0, 0] })).toEqual({
    ...{ asked: 12, dontKnow: 3, refused: 1 },
  });
  expect(manyMissing({ codes: [-1, -1, -2, 0, 0, 0, 0, 0, 0, 0, 0, 0] })).toBeNull();
});

test("an interview has its flags in order of weight, and most have none", () => {
  const units = [
    unit("fine", { codes: [0, 1, 2, 0, 1, 0, 2, 1, 2, 0, 2, 1] }),
    unit("odd", { startedAt: 9e6, completedAt: 8.9e6, codes: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0] }),
  ];
  const flags = flagInterviews(units, items);
  expect([...flags.keys()]).toEqual(["odd"]);
  expect(flags.get("odd")!.map(({ code }) => code)).toEqual(["clock", "straight-line"]);
  expect(flagInterviews([], items).size).toBe(0);
});
