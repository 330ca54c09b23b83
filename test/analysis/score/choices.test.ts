import { expect, test } from "vitest";
import { compareOrders } from "#analysis/ranking/compare-orders.ts";
import { kendallTau } from "#analysis/ranking/kendall-tau.ts";
import { estimateWave } from "#analysis/score/estimate-wave.ts";
import { independentDifference } from "#analysis/score/mode-differences.ts";
import { lambdaBy, shareAtLambda } from "#analysis/score/other-lambdas.ts";
import { isWithheld, withheld, type Outcome } from "#analysis/score/withheld.ts";
import { trimHouseholds, trimIntercepts } from "#analysis/weighting/trim-units.ts";
import { inventUnits, inventWave, tallyInvented } from "#test/analysis/invented-wave.ts";

function given<T extends object>(outcome: Outcome<T>): T {
  if (isWithheld(outcome)) throw new Error(outcome.withheld.code);
  return outcome;
}

test("Kendall's tau counts pairs: the same order, the reverse, one swap of three", () => {
  expect(kendallTau([1, 2, 3], [10, 20, 30])).toBe(1);
  expect(kendallTau([1, 2, 3], [3, 2, 1])).toBe(-1);
  expect(kendallTau([1, 2, 3], [2, 1, 3])).toBeCloseTo(1 / 3, 12);
  expect(() => kendallTau([1, 1], [1, 2])).toThrow("no order");
});

test("two orders are compared over the streets that both have; pairs told apart stand out", () => {
  const apart = (a: number, b: number) => Math.abs(a - b) > 1;
  const {
    tau,
    compared,
    apart: told,
    swappedApart,
    swappedAlike,
  } = compareOrders([5, 4, 3, null], [3, 4, 5, 1], apart);
  expect([given(tau).value, compared, told]).toEqual([-1, 3, 1]);
  expect(swappedApart).toEqual([[0, 2]]);
  expect(swappedAlike).toBe(2);
  expect(isWithheld(compareOrders([1, null], [2, 3], apart).tau)).toBe(true);
});

test("modes differ by their shares, variances added; a missing mode withholds the difference", () => {
  const { overall } = estimateWave(inventWave());
  const { household, intercept } = overall.byMode;
  const difference = given(independentDifference(household, intercept));
  expect(difference.estimate).toBe(given(household).share - given(intercept).share);
  expect(difference.se).toBeCloseTo(Math.hypot(given(household).se, given(intercept).se), 14);
  const missing = withheld("mode-missing", { mode: "intercept" });
  expect(independentDifference(household, missing)).toEqual(missing);
});

test("λ by other rules: interviews achieved, equal, least variance", () => {
  const { household, intercept } = estimateWave(inventWave()).overall.byMode;
  expect(lambdaBy("achieved", household, intercept)).toEqual({ lambda: 360 / (360 + 225) });
  expect(lambdaBy("equal", household, intercept)).toEqual({ lambda: 0.5 });
  const { lambda } = given(lambdaBy("inverse-variance", household, intercept));
  const variance = (l: number) => l ** 2 * given(household).se ** 2 + (1 - l) ** 2 * given(intercept).se ** 2;
  expect(variance(lambda)).toBeLessThan(Math.min(variance(lambda + 0.01), variance(lambda - 0.01)));
});

test("a share at another λ is what the whole wave gives with it, and λ of 1 is the households'", () => {
  const wave = inventWave();
  const { streets } = estimateWave(wave);
  const other = estimateWave({ ...wave, lambda: 0.3 }).streets;
  streets.forEach(({ byMode: { household, intercept } }, s) => {
    const { share, se, df, ci } = given(other[s]!.combined);
    const mixed = given(shareAtLambda(0.3, household, intercept));
    expect([mixed.share, mixed.se, mixed.df, ...mixed.ci]).toEqual(
      [share, se, df, ...ci].map((figure) => expect.closeTo(figure, 10)),
    );
    expect(shareAtLambda(1, household, withheld("mode-missing"))).toBe(household);
  });
});

test("trimmed households meet cap and margins at once, so that raking them again changes nothing", () => {
  const wave = inventWave();
  const units = inventUnits(1, wave.streets, 6, 20).map((unit, row) =>
    row % 40 === 0 ? { ...unit, weight: 30 } : unit,
  );
  const { units: cut, trimmed, capMet } = trimHouseholds(units, wave.controlTotals, 3);
  expect(capMet).toBe(true);
  expect(trimmed).toBeGreaterThan(0);
  const sums: Record<string, number> = {};
  for (const { street, weight } of cut) sums[street!] = (sums[street!] ?? 0) + weight;
  for (const street of wave.streets) expect(sums[street]).toBeCloseTo(30_000, 6);
  const { raking } = estimateWave({ ...wave, household: tallyInvented("household", cut) });
  const { factor, before, after } = given(raking);
  expect([factor.min, factor.max]).toEqual([expect.closeTo(1, 9), expect.closeTo(1, 9)]);
  expect(after.deff).toBeCloseTo(before.deff, 9);
});

test("trimmed intercepts keep their sum, none above the cap; nothing to cut changes nothing", () => {
  const units = inventUnits(3, ["S1"], 4, 10).map((unit, row) => ({
    ...unit,
    weight: row === 0 ? 50 : 1 + (row % 3),
  }));
  const { units: cut, trimmed } = trimIntercepts(units, 3);
  const sum = (of: typeof units) => of.reduce((total, { weight }) => total + weight, 0);
  expect(trimmed).toBeGreaterThanOrEqual(1);
  expect(sum(cut)).toBeCloseTo(sum(units), 9);
  expect(Math.max(...cut.map(({ weight }) => weight))).toBeLessThanOrEqual(6 + 1e-9);
  expect(trimIntercepts(units, 100)).toMatchObject({ units, trimmed: 0 });
});
