import fc from "fast-check";
import { expect, test } from "vitest";
import { estimateMeans, estimateTotals } from "#analysis/estimation/estimate-means.ts";
import { estimateRatio } from "#analysis/estimation/estimate-ratio.ts";
import { makeDesign } from "#analysis/estimation/unit-design.ts";

interface Unit {
  stratum: number;
  psu: number;
  domain: number;
  weight: number;
  y: number | null;
  x: number;
}

const unit = fc.record({
  stratum: fc.constantFrom(0, 1),
  psu: fc.constantFrom(0, 1, 2),
  domain: fc.constantFrom(-1, 0, 1),
  weight: fc.double({ min: 0.5, max: 20, noNaN: true }),
  y: fc.option(fc.integer({ min: -5, max: 5 }), { freq: 4 }),
  x: fc.integer({ min: 1, max: 9 }),
});
/** Every PSU of both strata is there, with an answer in both domains. */
const CORE: Unit[] = [0, 1].flatMap((stratum) =>
  [0, 1, 2].map((psu) => ({ stratum, psu, domain: psu % 2, weight: 1 + psu, y: stratum - psu, x: 2 })),
);
const sample = fc.array(unit, { minLength: 2, maxLength: 30 }).map((units) => [...CORE, ...units]);

function estimates(units: readonly Unit[], scale = 1) {
  const codes = (key: "stratum" | "psu" | "domain", ...labels: string[]) => ({ codes: Int32Array.from(units, (of) => of[key]), labels }); // prettier-ignore
  const weights = Float64Array.from(units, ({ weight }) => scale * weight);
  const design = makeDesign({ n: units.length, strata: codes("stratum", "a", "b"), psu: [codes("psu", "1", "2", "3")], nest: true, weights }); // prettier-ignore
  const by = [{ name: "domain", ...codes("domain", "in", "out", "nobody") }];
  const y = { name: "y", values: units.map((of) => of.y) };
  const x = { name: "x", values: units.map((of) => of.x) };
  const means = estimateMeans(design, [y, x], { by });
  const ratio = estimateRatio(design, { numerator: y, denominator: x }, { by });
  const totals = estimateTotals(design, [y], { by });
  const figures = (of: typeof means) => of.cells.flatMap(({ estimate, se }) => [estimate, se!]);
  return { free: [...figures(means), ...figures(ratio)], totals: figures(totals), means };
}

function expectSame(actual: readonly number[], expected: readonly number[]) {
  expect(actual.length).toBe(expected.length);
  actual.forEach((figure, k) =>
    expect(Math.abs(figure - expected[k]!)).toBeLessThan(1e-9 * Math.max(1, Math.abs(expected[k]!))),
  );
}

test("the scale of the weights changes no mean, no ratio and no standard error of them, and scales totals", () => {
  fc.assert(
    fc.property(sample, (units) => {
      const [once, more] = [estimates(units), estimates(units, 1000)];
      expectSame(more.free, once.free);
      expectSame(
        more.totals.map((figure) => figure / 1000),
        once.totals,
      );
    }),
    { seed: 7, numRuns: 60 },
  );
});

test("the order of the rows changes nothing", () => {
  const shuffled = sample.chain((units) => fc.tuple(fc.constant(units), fc.shuffledSubarray(units, { minLength: units.length }))); // prettier-ignore
  fc.assert(
    fc.property(shuffled, ([units, again]) => expectSame(estimates(again).free, estimates(units).free)),
    { seed: 7, numRuns: 60 },
  );
});

test("a row split in two of half the weight keeps estimates and standard errors", () => {
  fc.assert(
    fc.property(sample, fc.nat(), (units, pick) => {
      const row = units[pick % units.length]!;
      const half = { ...row, weight: row.weight / 2 };
      expectSame(
        estimates([...units.filter((other) => other !== row), half, half]).free,
        estimates(units).free,
      );
    }),
    { seed: 7, numRuns: 60 },
  );
});

test("a domain nobody is in has no cell, and rows outside every domain stay in the design", () => {
  const { means } = estimates([...CORE, { ...CORE[0]!, domain: -1, y: 1e6 }]);
  expect(means.cells.map(({ variable, by }) => [variable, by.domain])).toEqual([
    ["y", "in"],
    ["y", "out"],
    ["x", "in"],
    ["x", "out"],
  ]);
  expect(means.cells[0]!.df).toBe(4);
  expect(means.cells[1]!.domainDf).toBe(0);
  expectSame(estimates([...CORE, { ...CORE[0]!, domain: -1, y: 1e6 }]).free, estimates(CORE).free);
});
