import { expect, test } from "vitest";
import { expectedMargins } from "#analysis/planning/expected-margins.ts";
import { expectedVariance } from "#analysis/planning/expected-variance.ts";

const HOUSEHOLD = { sd: 4, correlation: 0.05, weightCv2: 0.25 };
const INTERCEPT = { sd: 4, correlation: 0.02, weightCv2: 0 };

test("without certain units the variance is sd²/n · (1 + cv²)(1 + (b* − 1)ρ), by hand", () => {
  // b* = 10/1.25 = 8: 16/60 · 1.25 · (1 + 7 · 0.05) = 0.26667 · 1.25 · 1.35
  const expected = expectedVariance({ random: 6, certain: [], perUnit: 10 }, HOUSEHOLD);
  expect(expected.variance).toBeCloseTo(0.45, 12);
  expect(expected).toMatchObject({ interviews: 60, psus: 6, strata: 1, kishNeff: 48 });
  expect(expected.deff).toBeCloseTo(1.25 * 1.35, 12);
});

test("a certain community adds no variance between communities and three degrees of freedom, by hand", () => {
  // P = 0.6, a = 3, W = 0.4, b = 10: P²/a = 0.12; 16 · (1.25 · 0.095 · (0.12 + 0.16) + 0.05 · 0.12) = 16 · 0.03925
  const expected = expectedVariance({ random: 3, certain: [0.4], perUnit: 10 }, HOUSEHOLD);
  expect(expected.variance).toBeCloseTo(0.628, 12);
  expect(expected).toMatchObject({ interviews: 40, psus: 7, strata: 2 });
  expect(expected.kishNeff).toBeCloseTo(10 / 0.28 / 1.25, 12);
});

test("margins use t with PSUs − strata, and Satterthwaite's df for both modes together, by hand", () => {
  const street = {
    population: 100,
    passages: 100,
    household: { random: 6, certain: [], perUnit: 10 },
    intercept: { random: 5, certain: [], perUnit: 12 },
  };
  const { streets, district } = expectedMargins(
    [street],
    { household: HOUSEHOLD, intercept: INTERCEPT },
    0.5,
  );
  // V_I = 16/60 · 1.22 = 0.325333; t(5) = 2.570582, t(4) = 2.776445
  expect(streets[0]!.household.margin).toBeCloseTo(2.570582 * Math.sqrt(0.45), 5);
  expect(streets[0]!.intercept.margin).toBeCloseTo(2.776445 * Math.sqrt(0.325333), 5);
  // V = (0.45 + 0.325333)/4 = 0.193833; df = 0.775333² / (0.45²/5 + 0.325333²/4) = 8.976
  expect(streets[0]!.combined.df).toBeCloseTo(0.775333 ** 2 / (0.45 ** 2 / 5 + 0.325333 ** 2 / 4), 4);
  expect(streets[0]!.combined.margin).toBeCloseTo(2.2632 * Math.sqrt(0.193833), 3);
  expect(streets[0]!.flags).toEqual([]);
  expect(district).toEqual({
    household: streets[0]!.household,
    intercept: streets[0]!.intercept,
    combined: streets[0]!.combined,
  });
});

test("the district's variance is Σ P² V, with the degrees of freedom of all streets", () => {
  const street = (population: number) => ({
    population,
    passages: 1,
    household: { random: 6, certain: [], perUnit: 10 },
    intercept: { random: 5, certain: [], perUnit: 12 },
  });
  const { district } = expectedMargins(
    [street(300), street(100)],
    { household: HOUSEHOLD, intercept: INTERCEPT },
    1,
  );
  // (0.75² + 0.25²) · 0.45 = 0.28125; t(10) = 2.228139
  expect(district.household).toEqual({ margin: expect.closeTo(2.228139 * Math.sqrt(0.28125), 5), df: 10 });
  expect(district.combined).toEqual(district.household);
});

test("a street with four communities, few interviews or a wide interval is flagged as its estimate would be", () => {
  const flags = (random: number, perUnit: number, sessions: number) =>
    expectedMargins(
      [
        {
          ...{ population: 1, passages: 1 },
          household: { random, certain: [], perUnit },
          intercept: { random: sessions, certain: [], perUnit: 12 },
        },
      ],
      { household: HOUSEHOLD, intercept: INTERCEPT },
      0.9,
    ).streets[0]!.flags;
  expect(flags(4, 20, 6)).toEqual(["few-psus", "wide-interval"]);
  expect(flags(6, 5, 6)).toEqual(["small-effective-n", "wide-interval"]);
  expect(flags(12, 10, 6)).toEqual([]);
});

test("figures that cannot be are refused", () => {
  const take = { random: 5, certain: [], perUnit: 10 };
  expect(() => expectedVariance({ ...take, random: 0 }, HOUSEHOLD)).toThrow(RangeError);
  expect(() => expectedVariance({ ...take, perUnit: 0 }, HOUSEHOLD)).toThrow(RangeError);
  expect(() => expectedVariance(take, { ...HOUSEHOLD, correlation: 2 })).toThrow(RangeError);
  expect(() => expectedVariance(take, { ...HOUSEHOLD, sd: 0 })).toThrow(RangeError);
});
