import { expect, test } from "vitest";
import { mergeWeightingClasses, type ClassSums } from "#analysis/weighting/weighting-classes.ts";

function sums(
  entries: Record<string, [all: number, carriers: number, count: number]>,
): Map<string, ClassSums> {
  return new Map(
    Object.entries(entries).map(([key, [all, carriers, carrierCount]]) => [
      key,
      { all, carriers, carrierCount },
    ]),
  );
}

test("classes that are large enough stay as they are", () => {
  const { classes, merges } = mergeWeightingClasses(sums({ a: [60, 30, 30], b: [40, 20, 20] }));
  expect(classes.map(({ factor }) => factor)).toEqual([2, 2]);
  expect(merges).toEqual([]);
});

test("a weak class joins the neighbour whose key begins alike", () => {
  const { classes, merges } = mergeWeightingClasses(
    sums({ "S01|flat": [80, 60, 60], "S01|house": [10, 5, 5], "S02|flat": [50, 25, 25] }),
  );
  expect(merges).toEqual([{ from: ["S01|house"], into: ["S01|flat"], reason: "few-respondents" }]);
  expect(classes.map(({ keys }) => keys)).toEqual([["S01|flat", "S01|house"], ["S02|flat"]]);
  expect(classes[0]!.factor).toBe(90 / 65);
});

test("between neighbours equally alike it joins the smaller", () => {
  const { merges } = mergeWeightingClasses(sums({ a: [60, 50, 50], b: [9, 5, 5], c: [60, 30, 30] }));
  expect(merges[0]!.into).toEqual(["c"]);
});

test("a factor over 3 is a reason of its own", () => {
  const { merges } = mergeWeightingClasses(sums({ a: [100, 25, 25], b: [100, 60, 60] }));
  expect(merges).toEqual([{ from: ["a"], into: ["b"], reason: "large-factor" }]);
});

test("merging stops at one class, and nobody at all is an error", () => {
  const { classes } = mergeWeightingClasses(sums({ a: [9, 2, 2], b: [9, 0, 0] }));
  expect(classes).toHaveLength(1);
  expect(classes[0]!.factor).toBe(9);
  expect(() => mergeWeightingClasses(sums({ a: [9, 0, 0] }))).toThrow(/no unit carries/);
});
