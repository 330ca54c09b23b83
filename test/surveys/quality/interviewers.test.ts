import { expect, test } from "vitest";
import { agreement } from "#surveys/quality/agreement.ts";
import { isBackChecked, itemsAskedAgain } from "#surveys/quality/draw-back-checks.ts";
import { interviewerEffect } from "#surveys/quality/interviewer-effect.ts";

const rows = (street: string, volunteers: Record<string, number[]>) =>
  Object.entries(volunteers).flatMap(([volunteer, values]) =>
    values.map((value) => ({ street, volunteer, value })),
  );

test("the correlation of two volunteers of a street is the one worked by hand", () => {
  // Means 2 and 5 around 3.5: SSB = 3·1.5²·2 = 13.5 on 1; SSW = 2 + 2 = 4 on 4, MSW = 1; n₀ = 6 − 18/6 = 3.
  const effect = interviewerEffect(rows("s", { a: [1, 2, 3], b: [4, 5, 6] }));
  if ("withheld" in effect) throw new Error("withheld");
  expect(effect.icc).toBeCloseTo(12.5 / 15.5, 12);
  expect(effect).toMatchObject({ meanLoad: 3, volunteers: 2, streets: 1, interviews: 6 });
  expect(effect.designEffect).toBeCloseTo(1 + (2 * 12.5) / 15.5, 12);
  // F(1, 4) = 13.5; its 2.5 % and 97.5 % points, from R: qf(c(.025, .975), 1, 4)
  const bound = (quantile: number) => (13.5 / quantile - 1) / (13.5 / quantile + 2);
  expect(effect.ci[0]).toBeCloseTo(bound(12.21786), 4);
  expect(effect.ci[1]).toBeCloseTo(bound(0.00111163), 4);
});

test("differences between streets are no difference between volunteers", () => {
  const effect = interviewerEffect([
    ...rows("low", { a: [1, 2, 3], b: [1, 2, 3] }),
    ...rows("high", { c: [11, 12, 13], d: [11, 12, 13] }),
    ...rows("alone", { e: [5, 9] }),
  ]);
  if ("withheld" in effect) throw new Error("withheld");
  // Nothing between: (0 − MSW)/(0 + (n₀ − 1)·MSW) with n₀ = 3
  expect(effect.icc).toBeCloseTo(-0.5, 12);
  expect(effect).toMatchObject({ designEffect: 1, streets: 2, volunteers: 4, interviews: 12 });
});

test("unequal numbers take the analysis-of-variance n₀", () => {
  const effect = interviewerEffect(rows("s", { a: [1, 3], b: [4, 5, 6, 5] }));
  if ("withheld" in effect) throw new Error("withheld");
  // Means 2, 5, all 4: SSB = 2·4 + 4·1 = 12 on 1; SSW = 2 + 2 = 4 on 4; n₀ = 6 − (4 + 16)/6 = 8/3.
  expect(effect.icc).toBeCloseTo((12 - 1) / (12 + 8 / 3 - 1), 12);
});

test("what cannot be told says why", () => {
  expect(interviewerEffect(rows("s", { a: [1, 2] }))).toEqual({
    withheld: { code: "one-volunteer-a-street" },
  });
  expect(interviewerEffect(rows("s", { a: [1], b: [2] }))).toEqual({
    withheld: { code: "too-few-interviews" },
  });
  expect(interviewerEffect(rows("s", { a: [1, 1], b: [2, 2] }))).toEqual({
    withheld: { code: "no-variation" },
  });
});

test("kappa is agreement beyond chance, as in Cohen's sense of it", () => {
  // yes-yes 20, yes-no 5, no-yes 10, no-no 15: exact 0.7, chance 0.5·0.6 + 0.5·0.4 = 0.5, kappa 0.4.
  const pairs = (n: number, a: string, b: string) => Array.from({ length: n }, () => [a, b] as const);
  const all = [...pairs(20, "y", "y"), ...pairs(5, "y", "n"), ...pairs(10, "n", "y"), ...pairs(15, "n", "n")];
  expect(agreement(all)).toEqual({ n: 50, exact: 0.7, kappa: expect.closeTo(0.4, 12) });
  expect(agreement(pairs(6, "y", "y"))).toEqual({ n: 6, exact: 1, kappa: null });
  expect(agreement(pairs(4, "y", "y"))).toEqual({ n: 4, withheld: { code: "too-few-pairs" } });
});

test("a tenth is called again, by seed and id alone", () => {
  const ids = Array.from({ length: 20_000 }, (_, i) => `response-${i}`);
  const chosen = ids.filter((id) => isBackChecked("seed", id));
  // 2,000 ± 4.5 standard errors of √(20000·0.1·0.9) = 42.4
  expect(Math.abs(chosen.length - 2000)).toBeLessThan(191);
  expect(ids.filter((id) => isBackChecked("seed", id))).toEqual(chosen);
  expect(ids.filter((id) => isBackChecked("other seed", id))).not.toEqual(chosen);
});

test("three answered items are asked again, in the order of the questionnaire", () => {
  const codes = [-1, 0, null, 1, 2, -2, 0, 1];
  const items = itemsAskedAgain("seed", "id", codes);
  expect(items).toHaveLength(3);
  expect([...items].sort((a, b) => a - b)).toEqual(items);
  expect(items.every((i) => codes[i] !== null && codes[i]! >= 0)).toBe(true);
  expect(itemsAskedAgain("seed", "id", [0, -1])).toEqual([0]);
});
