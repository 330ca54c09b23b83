import fc from "fast-check";
import { expect, test } from "vitest";
import { estimateWave, type WaveInput } from "#analysis/score/estimate-wave.ts";
import type { Estimate } from "#analysis/score/estimate.ts";
import { isWithheld, type Outcome } from "#analysis/score/withheld.ts";
import type { UnitRow } from "#analysis/tally.ts";
import { inventUnits, inventWave, SHEET, tallyInvented } from "#test/analysis/invented-wave.ts";

const STREETS = ["S1", "S2", "S3"];

function given<T extends object>(outcome: Outcome<T>): T {
  if (isWithheld(outcome)) throw new Error(`withheld: ${outcome.withheld.code}`);
  return outcome;
}

function codes(input: WaveInput): string[] {
  const { streets, overall } = estimateWave(input);
  return [...streets, overall].map(({ combined }) =>
    isWithheld(combined) ? combined.withheld.code : "given",
  );
}

test("the combined share is the mixture of the modes, with its variance and Satterthwaite's df", () => {
  const { overall, streets, covariance } = estimateWave(inventWave());
  for (const domain of [...streets, overall]) {
    const [c, h, i] = [domain.combined, domain.byMode.household, domain.byMode.intercept].map((e) =>
      given(e),
    );
    const [vh, vi] = [(0.6 * h!.se) ** 2, (0.4 * i!.se) ** 2];
    expect(c!.share).toBeCloseTo(0.6 * h!.share + 0.4 * i!.share, 12);
    expect(c!.se).toBeCloseTo(Math.sqrt(vh + vi), 12);
    expect(c!.df).toBeCloseTo((vh + vi) ** 2 / (vh ** 2 / h!.df + vi ** 2 / i!.df), 9);
    expect(c!.n).toBe(h!.n + i!.n);
    expect(c!.neff).toBeCloseTo(c!.n / c!.deff, 9);
    const rate = given(c!.satisfactionRate);
    expect(rate.ci[0]).toBeLessThan(rate.estimate);
    expect(rate.ci[1]).toBeGreaterThan(rate.estimate);
  }
  expect(covariance.ids).toEqual([...STREETS, "overall"]);
  covariance.matrix.forEach((row, k) =>
    expect(Math.sqrt(row[k]!)).toBeCloseTo(given([...streets, overall][k]!.combined).se, 12),
  );
});

test("with lambda 1 the combined figures are the household's, with 0 the intercept's", () => {
  const all = estimateWave({ ...inventWave(), lambda: 1 });
  const none = estimateWave({ ...inventWave(), lambda: 0 });
  expect(all.overall.combined).toEqual(all.overall.byMode.household);
  expect(all.streets.map(({ combined }) => combined)).toEqual(
    all.streets.map(({ byMode }) => byMode.household),
  );
  expect(none.overall.combined).toEqual(none.overall.byMode.intercept);
  expect(codes({ ...inventWave(), lambda: 1, intercept: null })).toEqual([
    "given",
    "given",
    "given",
    "given",
  ]);
  expect(codes({ ...inventWave(), lambda: 0, household: null })).toEqual([
    "given",
    "given",
    "given",
    "given",
  ]);
});

test("the scale of the weights changes no share and no standard error", () => {
  const figures = (estimate: Outcome<Estimate>) => {
    const { share, se, df, deff, kishNeff } = given(estimate);
    return [share, se, df, deff, kishNeff];
  };
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1e6 }),
      fc.double({ min: 0.01, max: 100, noNaN: true }),
      (seed, scale) => {
        const scaled = (mode: "household" | "intercept", units: UnitRow[]) =>
        tallyInvented(mode, units.map((unit) => ({ ...unit, weight: scale * unit.weight }))); // prettier-ignore
        const wave = inventWave(seed);
        const household = scaled("household", inventUnits(seed, STREETS, 6, 20));
        const intercept = scaled("intercept", inventUnits(seed + 1000, STREETS, 5, 15));
        const [a, b] = [estimateWave(wave), estimateWave({ ...wave, household, intercept })];
        figures(b.overall.combined).forEach((value, k) =>
          expect(value).toBeCloseTo(figures(a.overall.combined)[k]!, 8),
        );
        figures(b.streets[1]!.combined).forEach((value, k) =>
          expect(value).toBeCloseTo(figures(a.streets[1]!.combined)[k]!, 8),
        );
      },
    ),
    { numRuns: 15 },
  );
});

test("a mode missing in a street withholds its combined share and the district's, and no other's", () => {
  const wave = inventWave();
  const intercept = tallyInvented("intercept", inventUnits(1001, ["S1", "S2"], 5, 15));
  const { streets, overall } = estimateWave({ ...wave, intercept });
  expect(streets[2]!.combined).toEqual({
    withheld: { code: "mode-missing", details: { mode: "intercept" } },
  });
  expect(streets[2]!.flags).toEqual([]);
  expect(isWithheld(streets[2]!.byMode.household)).toBe(false);
  expect(overall.combined).toEqual({
    withheld: { code: "mode-missing", details: { mode: "intercept", street: "S3" } },
  });
  expect(codes({ ...wave, intercept })).toEqual(["given", "given", "mode-missing", "mode-missing"]);
});

test("while a street has no households the others are raked without it, and the report names it", () => {
  const wave = inventWave();
  const household = tallyInvented("household", inventUnits(1, ["S1", "S2"], 6, 20));
  const estimates = estimateWave({ ...wave, household });
  expect(codes({ ...wave, household })).toEqual(["given", "given", "mode-missing", "mode-missing"]);
  const raking = given(estimates.raking);
  expect(raking.streetsWithoutRespondents).toEqual(["S3"]);
  expect(raking.after.sumW).toBeCloseTo(60_000, 4);
  expect(estimates.covariance.ids).toEqual(["S1", "S2"]);
});

test("an item nobody in a street answered withholds that street's share, and is never renormalised", () => {
  const silent = inventUnits(1, STREETS, 6, 20).map((unit) =>
    unit.street === "S2" ? { ...unit, codes: [unit.codes[0]!, -1, ...unit.codes.slice(2)] } : unit,
  );
  const wave = { ...inventWave(), household: tallyInvented("household", silent) };
  const { streets, items } = estimateWave(wave);
  expect(streets[1]!.combined).toEqual({
    withheld: { code: "item-unanswered", details: { item: "q02", mode: "household" } },
  });
  expect(codes(wave)).toEqual(["given", "item-unanswered", "given", "given"]);
  expect(isWithheld(items[1]!.combined)).toBe(false);
  // under the other rule "don't know" to that item counts as zero, so the share can be given
  expect(codes({ ...wave, dontKnow: "other" })).toEqual(["given", "given", "given", "given"]);
});

test("the overall item stands apart and does not touch the share", () => {
  const silent = inventUnits(1, STREETS, 6, 20).map((unit) => ({
    ...unit,
    codes: [...unit.codes.slice(0, 3), null],
  }));
  const estimates = estimateWave({ ...inventWave(), household: tallyInvented("household", silent) });
  expect(given(estimates.overall.combined).share).toBe(
    given(estimateWave(inventWave()).overall.combined).share,
  );
  expect(estimates.items.map(({ id }) => id)).toEqual(["q01", "q02", "q03"]);
  expect(estimates.overallItem.combined).toEqual({
    withheld: { code: "item-unanswered", details: { item: "q04", mode: "household" } },
  });
  expect(isWithheld(estimates.overallItem.byMode.intercept)).toBe(false);
});

test("don't know counts as the rule says: zero pulls the share down", () => {
  const sheet = given(estimateWave(inventWave()).overall.combined).share;
  const other = given(estimateWave({ ...inventWave(), dontKnow: "other" }).overall.combined).share;
  expect(other).toBeLessThan(sheet);
});

test("a population that contradicts itself withholds what was to be raked, and says so", () => {
  const wave = inventWave();
  const controlTotals = { ...wave.controlTotals, street: { S1: 1, S2: 1, S3: 1 } };
  const estimates = estimateWave({ ...wave, controlTotals });
  expect(codes({ ...wave, controlTotals })).toEqual(new Array(4).fill("margins-contradict"));
  expect(isWithheld(estimates.overall.byMode.intercept)).toBe(false);
  expect(estimates.raking).toMatchObject({ withheld: { code: "margins-contradict" } });
});

test("a street of one session is flagged or withheld, never shown as certain", () => {
  const wave = inventWave();
  const one = inventUnits(1001, STREETS, 5, 15).filter((unit) => unit.street !== "S3" || unit.psu === "S3-0");
  expect(codes({ ...wave, intercept: tallyInvented("intercept", one) })).toEqual(["given", "given", "lonely-psu", "lonely-psu"]); // prettier-ignore
  const four = inventUnits(1001, STREETS, 5, 15).filter((unit) => unit.psu !== "S3-0");
  const { streets } = estimateWave({ ...wave, intercept: tallyInvented("intercept", four) });
  expect(streets.map(({ flags }) => flags.includes("few-psus"))).toEqual([false, false, true]);
});

test("sheet, tallies and lambda that do not belong together are refused", () => {
  const wave = inventWave();
  expect(() => estimateWave({ ...wave, lambda: 1.2 })).toThrow(RangeError);
  expect(() => estimateWave({ ...wave, sheet: SHEET.slice(0, 3), overallItem: "q01" })).toThrow(TypeError);
  expect(() => estimateWave({ ...wave, overallItem: "q99" })).toThrow(TypeError);
  expect(() => estimateWave({ ...wave, sheet: SHEET.map((item) => ({ ...item, weight: 1 })) })).toThrow(
    RangeError,
  );
});
