import fc from "fast-check";
import { expect, test } from "vitest";
import { DesignError } from "#analysis/design-error.ts";
import { allocate } from "#analysis/planning/allocate.ts";
import { roundToTotal } from "#analysis/planning/round-to-total.ts";
import { sampleSize } from "#analysis/planning/sample-size.ts";
import { bestClusterTake } from "#analysis/planning/cluster-take.ts";
import { shareOutWithin } from "#analysis/planning/share-out.ts";

const STRATA = [
  { population: 100, sd: 1, mean: 10 },
  { population: 300, sd: 3, mean: 10 },
];

test("Neyman gives a stratum interviews by its population times its SD, worked by hand", () => {
  // 100·1 : 300·3 = 1 : 9; variance 0.25²·1/10·(1 − 0.1) + 0.75²·9/90·(1 − 0.3)
  const { exact, rounded, varianceOfMean } = allocate(STRATA, 100, { kind: "neyman" });
  expect([...exact]).toEqual([10, 90]);
  expect([...rounded]).toEqual([10, 90]);
  expect(varianceOfMean).toBeCloseTo(0.0625 * 0.1 * 0.9 + 0.5625 * 0.1 * 0.7, 12);
});

test("an allocation that cannot be met within its limits is refused", () => {
  const refusal = (limits: Parameters<typeof allocate>[3]) => {
    try {
      allocate(STRATA, 100, { kind: "equal" }, limits);
    } catch (error) {
      return error instanceof DesignError ? error.code : error;
    }
  };
  expect(refusal({ least: 60 })).toBe("limits-infeasible");
  expect(refusal({ most: 40 })).toBe("limits-infeasible");
  expect(refusal({ least: [20, 30], most: [10, 200] })).toBe("limits-infeasible");
  expect(() => allocate(STRATA, 1.5, { kind: "equal" })).toThrow(RangeError);
  expect(() => allocate([{ population: 5, sd: NaN, mean: 1 }], 3, { kind: "neyman" })).toThrow("stratum 1");
});

test("equal remainders are rounded up from the first on", () => {
  expect([...roundToTotal(Float64Array.of(1.5, 1.5, 1.5, 1.5))]).toEqual([2, 2, 1, 1]);
});

test("impossible plans are refused in words", () => {
  expect(() => sampleSize({ variance: 0.25, margin: 0 })).toThrow("a margin is positive, not 0");
  expect(() => bestClusterTake(65, 9, 0)).toThrow(RangeError);
});

test("parts within limits sum to n, respect them, and are in proportion where free", () => {
  const street = fc.record({
    size: fc.integer({ min: 1, max: 1000 }),
    least: fc.integer({ min: 0, max: 20 }),
    room: fc.integer({ min: 0, max: 60 }),
  });
  fc.assert(
    fc.property(
      fc.array(street, { minLength: 1, maxLength: 12 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (streets, at) => {
        const least = Float64Array.from(streets, (s) => s.least);
        const most = Float64Array.from(streets, (s) => s.least + s.room);
        const sizes = Float64Array.from(streets, (s) => s.size);
        const sum = (xs: Float64Array) => xs.reduce((a, b) => a + b, 0);
        const n = sum(least) + at * (sum(most) - sum(least));
        const parts = shareOutWithin(sizes, n, least, most);
        expect(sum(parts)).toBeCloseTo(n, 6);
        const rates: number[] = [];
        parts.forEach((part, h) => {
          expect(part).toBeGreaterThanOrEqual(least[h]! - 1e-6);
          expect(part).toBeLessThanOrEqual(most[h]! + 1e-6);
          if (part > least[h]! + 1e-6 && part < most[h]! - 1e-6) rates.push(part / sizes[h]!);
        });
        rates.forEach((rate) => expect(rate).toBeCloseTo(rates[0]!, 6));
      },
    ),
    { seed: 25, numRuns: 200 },
  );
});
