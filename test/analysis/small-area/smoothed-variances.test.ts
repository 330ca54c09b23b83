import fc from "fast-check";
import { expect, test } from "vitest";
import { benchmarkAreas, populationMean } from "#analysis/small-area/benchmark-areas.ts";
import { poolVariances, smoothVariances } from "#analysis/small-area/smooth-variances.ts";

test("pooled variances weigh each area's variance of a response by its responses", () => {
  const { variances, parameters } = poolVariances(Float64Array.of(0.2, 0.1, 0), Float64Array.of(10, 30, 5));
  expect(parameters.pooled).toBeCloseTo((10 * 2 + 30 * 3) / 40, 12);
  expect([...variances]).toEqual([0.275, 2.75 / 30, 0.55].map((d) => expect.closeTo(d, 12)));
});

test("a variance function is found where variances follow one, and keeps their sum otherwise", () => {
  const n = Float64Array.of(5, 10, 20, 40, 80, 160);
  const law = n.map((size) => 3 * size ** -0.8);
  const exact = smoothVariances(law, n);
  expect(exact.parameters.slope).toBeCloseTo(-0.8, 10);
  expect([...exact.variances]).toEqual([...law].map((d) => expect.closeTo(d, 10)));
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0.01, max: 5, noNaN: true }), { minLength: 6, maxLength: 6 }),
      (d) => {
        const { variances } = smoothVariances(Float64Array.from(d), n);
        const sum = (xs: Iterable<number>) => [...xs].reduce((a, b) => a + b, 0);
        expect(sum(variances)).toBeCloseTo(sum(d), 9);
      },
    ),
    { seed: 20260714 },
  );
});

test("areas without variances, or without a line through them, are refused", () => {
  const n = Float64Array.of(5, 5, 5, 5, 5);
  expect(() => smoothVariances(n, n)).toThrow(expect.objectContaining({ code: "no-variance" }));
  expect(() => smoothVariances(n.subarray(0, 4), n.subarray(0, 4))).toThrow(
    expect.objectContaining({ code: "too-few-areas" }),
  );
  expect(() => poolVariances(new Float64Array(5), n)).toThrow(
    expect.objectContaining({ code: "no-variance" }),
  );
  expect(() => poolVariances(n, new Float64Array(5))).toThrow(
    expect.objectContaining({ code: "area-without-responses" }),
  );
});

test("benchmarked areas have the target as their population mean", () => {
  const [estimates, population] = [Float64Array.of(8, 10, 12), Float64Array.of(1, 2, 5)];
  for (const method of ["difference", "ratio"] as const)
    expect(populationMean(benchmarkAreas(estimates, population, 9, method), population)).toBeCloseTo(9, 12);
  expect(() => populationMean(estimates, new Float64Array(3))).toThrow(
    expect.objectContaining({ code: "no-population" }),
  );
});
