import { expect, test } from "vitest";
import {
  cycleTotal,
  exactly,
  wholeScoreReaches,
  yearTotal,
  type YearKnown,
} from "#analysis/score/whole-score.ts";

const survey = { points: 16.4, se: 0.2, df: 30 };
const year = (
  documents: number | null,
  onSite: number | null,
  rest: YearKnown["parts"]["survey"],
): YearKnown => ({
  parts: {
    documents: documents === null ? null : exactly(documents),
    onSite: onSite === null ? null : exactly(onSite),
    survey: rest,
  },
  total: null,
});
const told = (total: number): YearKnown => ({ ...year(null, null, null), total: exactly(total) });

test("a year's total carries the survey's uncertainty and nothing else", () => {
  const total = yearTotal(year(36, 35.5, survey));
  if (total.status !== "known") throw new Error(total.status);
  expect(total.points).toBeCloseTo(87.9, 12);
  expect([total.se, total.df]).toEqual([0.2, 30]);
  // t(0.975; 30) = 2.0423
  expect(total.ci[1] - total.points).toBeCloseTo(2.0423 * 0.2, 4);
  expect(yearTotal(year(36, 35.5, exactly(16)))).toEqual({
    ...{ status: "known", points: 87.5, se: 0, df: Infinity, ci: [87.5, 87.5] },
  });
});

test("a missing part is no zero: the total is incomplete and lies between none and all of its points", () => {
  expect(yearTotal(year(36, null, survey))).toEqual({
    status: "incomplete",
    known: 52.4,
    low: 52.4,
    high: 92.4,
  });
});

test("a cycle of known years is worked by hand, variances with squared weights", () => {
  const cycle = cycleTotal([told(80), year(30, 32, { points: 15, se: 0.4, df: 10 }), year(36, 35.5, survey)]);
  if (cycle.status !== "known") throw new Error(cycle.status);
  // 0.15·80 + 0.25·77 + 0.6·87.9
  expect(cycle.points).toBeCloseTo(12 + 19.25 + 52.74, 12);
  // 0.25²·0.16 + 0.6²·0.04 = 0.01 + 0.0144; (0.0244)² / (0.01²/10 + 0.0144²/30)
  expect(cycle.se).toBeCloseTo(Math.sqrt(0.0244), 12);
  expect(cycle.df).toBeCloseTo(0.0244 ** 2 / (0.0001 / 10 + 0.00020736 / 30), 9);
});

test("an unknown year leaves the cycle open, with its weight and neither zero nor shared out", () => {
  const cycle = cycleTotal([told(80), year(null, null, null), year(36, 35.5, survey)]);
  expect(cycle).toMatchObject({ status: "incomplete" });
  if (cycle.status !== "incomplete") throw new Error(cycle.status);
  expect(cycle.low).toBeCloseTo(64.74, 12);
  expect(cycle.high).toBeCloseTo(89.74, 12);
  // of a year whose on-site part alone is missing only those 40 points are open
  const part = cycleTotal([told(80), year(30, null, exactly(15)), year(36, 35.5, survey)]);
  if (part.status !== "incomplete") throw new Error(part.status);
  expect(part.low).toBeCloseTo(12 + 0.25 * 45 + 52.74, 12);
  expect(part.high - part.low).toBeCloseTo(0.25 * 40, 12);
});

test("the probability of a target is Student's, certain of exact totals, unknown of incomplete ones", () => {
  const total = yearTotal(year(36, 35.5, survey));
  expect(wholeScoreReaches(total, 87.9)).toBeCloseTo(0.5, 12);
  // one se above the target: pt(1, 30)
  expect(wholeScoreReaches(total, 87.7)).toBeCloseTo(0.8373457, 6);
  expect(wholeScoreReaches(yearTotal(told(90)), 90)).toBe(1);
  expect(wholeScoreReaches(yearTotal(told(90)), 90.01)).toBe(0);
  expect(wholeScoreReaches(yearTotal(year(36, null, survey)), 50)).toBeNull();
});
