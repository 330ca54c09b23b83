import { expect, test } from "vitest";
import { varianceComponents } from "#analysis/planning/variance-components.ts";
import { tallyUnits, type UnitRow } from "#analysis/tally.ts";

const SHEET = [{ id: "q1", weight: 1, dontKnow: "excluded" as const, options: [] }];

const unit = (street: string, psu: string, share: number, weight = 1): UnitRow => ({
  ...{ stratum: street, psu, street, ageBand: "18-35", sex: "female", weight },
  ...{ codes: [0], scores: [share / 20], satisfied: [false] },
  ...{ ownShareSheet: share, ownShareOther: share },
});

const tally = (units: UnitRow[]) => tallyUnits("household", ["q1"], SHEET as never, units);

test("spread and correlation are those of the analysis of variance within streets, by hand", () => {
  // PSUs (10, 12), (16, 18): MSW = (2 + 2)/2 = 2; MSB = 2·(3² + 3²)/1 = 36; n0 = 2; σ_b² = 17, σ² = 19
  const found = varianceComponents(
    tally([unit("s", "a", 10), unit("s", "a", 12), unit("s", "b", 16), unit("s", "b", 18)]),
  )!;
  expect(found.sd).toBeCloseTo(Math.sqrt(19), 12);
  expect(found.correlation).toBeCloseTo(17 / 19, 12);
  expect(found).toMatchObject({ n: 4, psus: 2, weightCv2: 0 });
  expect(found.streets.get("s")).toEqual({ n: 4, mean: 14, sd: expect.closeTo(Math.sqrt(40 / 3), 12) });
});

test("a difference between streets is no correlation within PSUs, and ρ does not fall below 0", () => {
  const street = (name: string, level: number) => [
    ...[unit(name, `${name}a`, level), unit(name, `${name}a`, level + 2)],
    ...[unit(name, `${name}b`, level), unit(name, `${name}b`, level + 2)],
  ];
  const found = varianceComponents(tally([...street("s", 8), ...street("t", 16)]))!;
  expect(found.correlation).toBe(0);
  expect(found.sd).toBeCloseTo(Math.sqrt(2), 12);
});

test("unequal weights within a street come back as their squared cv, whatever their scale", () => {
  const units = (scale: number) =>
    ["a", "b"].flatMap((psu) => [unit("s", psu, 10, scale), unit("s", psu, 12, 3 * scale)]);
  // mean 2, variance 1: cv² = 0.25
  expect(varianceComponents(tally(units(1)))!.weightCv2).toBeCloseTo(0.25, 12);
  expect(varianceComponents(tally(units(70)))!.weightCv2).toBeCloseTo(0.25, 12);
});

test("nothing is said of one PSU a street, or of one answer a PSU", () => {
  expect(varianceComponents(tally([unit("s", "a", 10), unit("s", "a", 12)]))).toBeNull();
  expect(varianceComponents(tally([unit("s", "a", 10), unit("s", "b", 12)]))).toBeNull();
});
