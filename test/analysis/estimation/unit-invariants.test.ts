import fc from "fast-check";
import { expect, test } from "vitest";
import { prepareCalibration } from "#analysis/estimation/calibration.ts";
import { contrast, joinEstimates } from "#analysis/estimation/contrast.ts";
import { designCovariance } from "#analysis/estimation/design-covariance.ts";
import { indexDesign } from "#analysis/estimation/design-index.ts";
import { domainsBy } from "#analysis/estimation/domains.ts";
import { estimateMeans, estimateTotals } from "#analysis/estimation/estimate-means.ts";
import { estimateQuantiles } from "#analysis/estimation/estimate-quantiles.ts";
import { ratioComposite } from "#analysis/estimation/ratio-composite.ts";
import { makeDesign } from "#analysis/estimation/unit-design.ts";
import { jackknifeN } from "#analysis/replication/jackknife.ts";
import { replicateUnitTotals } from "#analysis/replication/replicate-means.ts";
import { columnMargin } from "#analysis/weighting/column-margin.ts";
import { rake } from "#analysis/weighting/rake.ts";
import { tallyMargin } from "#analysis/weighting/tally-margin.ts";
import { unitRows } from "#analysis/weighting/weighted-rows.ts";
import { tallyOf } from "#test/analysis/reference-tallies.ts";

interface Unit {
  stratum: number;
  psu: number;
  age: number;
  sex: number;
  weight: number;
  y: number | null;
}

const AGES = { a: 500, b: 700, c: 300 };
const SEXES = { f: 800, m: 700 };
const unit = fc.record({
  stratum: fc.constantFrom(0, 1),
  psu: fc.constantFrom(0, 1, 2),
  age: fc.constantFrom(0, 1, 2),
  sex: fc.constantFrom(0, 1),
  weight: fc.double({ min: 0.5, max: 20, noNaN: true }),
  y: fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { freq: 4 }),
});
/** Every PSU and every cell of age and sex is there, with an answer. */
const CORE: Unit[] = [0, 1].flatMap((stratum) =>
  [0, 1, 2].map((psu) => ({ stratum, psu, age: psu, sex: stratum, weight: 2 + psu, y: (1 + psu) / 4 })),
);
const sample = fc.array(unit, { minLength: 4, maxLength: 40 }).map((units) => [...CORE, ...units]);
const RUNS = { seed: 11, numRuns: 60 };

function made(units: readonly Unit[], scale = 1) {
  const codes = (key: "stratum" | "psu" | "age" | "sex", labels: string[]) => ({ codes: Int32Array.from(units, (of) => of[key]), labels }); // prettier-ignore
  const weights = Float64Array.from(units, ({ weight }) => scale * weight);
  const plain = makeDesign({ n: units.length, strata: codes("stratum", ["0", "1"]), psu: [codes("psu", ["0", "1", "2"])], nest: true, weights }); // prettier-ignore
  const [age, sex] = [codes("age", Object.keys(AGES)), codes("sex", Object.keys(SEXES))];
  const margins = [columnMargin("age", [age], AGES), columnMargin("sex", [sex], SEXES)];
  const { factor, report } = rake(unitRows(weights), margins);
  const raked = { ...plain, factor, calibration: prepareCalibration(margins, weights) };
  const columns = [{ name: "y", values: units.map(({ y }) => y) }];
  const by = [{ name: "age", ...age }];
  return { plain, raked, margins, weights, factor, report, columns, by };
}

const figures = ({ cells, covariance }: ReturnType<typeof estimateMeans>) => [
  ...cells.map(({ estimate }) => estimate),
  ...covariance,
];

/** To 1e-10 of the largest figure. */
function expectSame(actual: ArrayLike<number>, wanted: ArrayLike<number>, limit = 1e-10) {
  expect(actual.length).toBe(wanted.length);
  const scale = Math.max(...Array.from(wanted, Math.abs));
  for (let k = 0; k < wanted.length; k++)
    expect(Math.abs(actual[k]! - wanted[k]!)).toBeLessThanOrEqual(limit * scale);
}

test("raked estimates and covariances keep through scaling, another order and a row split in two", () => {
  const changed = sample.chain((units) => fc.tuple(fc.constant(units), fc.shuffledSubarray(units, { minLength: units.length }), fc.nat())); // prettier-ignore
  fc.assert(
    fc.property(changed, ([units, shuffled, pick]) => {
      const of = ({ raked, columns, by }: ReturnType<typeof made>) => [
        ...figures(estimateMeans(raked, columns, { by })),
        ...figures(estimateTotals(raked, columns, { by })),
      ];
      const once = of(made(units));
      expectSame(of(made(units, 1000)), once);
      expectSame(of(made(shuffled)), once);
      const row = units[pick % units.length]!;
      const parts = [0.3, 0.7].map((part) => ({ ...row, weight: part * row.weight }));
      expectSame(of(made([...units.filter((other) => other !== row), ...parts])), once);
    }),
    RUNS,
  );
});

test("raking raked weights changes nothing, and margins are met", () => {
  fc.assert(
    fc.property(sample, (units) => {
      const { factor, weights, margins, report } = made(units);
      expect(report.maxMarginError).toBeLessThan(1e-10);
      const again = rake(unitRows(weights.map((w, row) => w * factor[row]!)), margins);
      expectSame(again.factor, new Float64Array(units.length).fill(1));
    }),
    RUNS,
  );
});

test("unit rows and their tally agree to 1e-12, raked or not, in every domain and covariance", () => {
  fc.assert(
    fc.property(sample, (units) => {
      const { plain, raked, columns, by } = made(units);
      const tally = tallyOf("household", ["y"], units.map(({ stratum, psu, age, sex, weight, y }) => ({
        stratum: String(stratum), psu: `${stratum}/${psu}`, street: "S", weight, scores: [y], satisfied: [false],
        ageBand: Object.keys(AGES)[age]!, sex: Object.keys(SEXES)[sex]!, codes: [y === null ? -1 : 0],
        ownShareSheet: null, ownShareOther: null,
      }))); // prettier-ignore
      const margins = [
        tallyMargin(tally, "age", ["ageBand"], AGES),
        tallyMargin(tally, "sex", ["sex"], SEXES),
      ];
      const { factor } = rake(tally, margins);
      const table = { items: ["y"], rows: tally.rows, numerator: tally.wScore, denominator: tally.wAnswered };
      const domains = domainsBy(tally, "ageBand", Object.keys(AGES));
      const base = { index: indexDesign(tally), sumW: tally.sumW, lonelyPsu: "fail" } as const;
      for (const [design, own] of [
        [plain, { ...base, factor: null, calibration: null }],
        [raked, { ...base, factor, calibration: prepareCalibration(margins, tally.sumW) }],
      ] as const) {
        const fromUnits = estimateMeans(design, columns, { by });
        const fromTally = ratioComposite(table, Float64Array.of(1), own.factor, domains);
        expectSame(fromTally.estimates, fromUnits.cells.map(({ estimate }) => estimate), 1e-12); // prettier-ignore
        // Where almost all variance is calibrated away, rounding is measured by what was there before.
        const { covariance } = estimateMeans(plain, columns, { by });
        const largest = Math.max(...covariance.map(Math.abs));
        designCovariance(fromTally, own).forEach((v, k) =>
          expect(Math.abs(v - fromUnits.covariance[k]!)).toBeLessThanOrEqual(1e-12 * largest),
        );
      }
    }),
    RUNS,
  );
});

test("domain totals add up to the whole's, their covariances to its variance", () => {
  fc.assert(
    fc.property(sample, (units) => {
      const { plain, raked, columns, by } = made(units);
      for (const design of [plain, raked]) {
        const parts = contrast(estimateTotals(design, columns, { by }), [1, 1, 1]);
        const whole = estimateTotals(design, columns).cells[0]!;
        expectSame([parts.estimate, parts.se], [whole.estimate, whole.se!]);
      }
    }),
    RUNS,
  );
});

test("no contrast has a negative variance, and an estimate less itself is zero without error", () => {
  const coefficients = fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 6, maxLength: 6 });
  fc.assert(
    fc.property(sample, coefficients, (units, c) => {
      const { raked, columns, by } = made(units);
      const means = estimateMeans(raked, columns, { by });
      const joined = joinEstimates(raked, means, estimateTotals(raked, columns, { by }));
      const variance = c.reduce((sum, a, i) => sum + c.reduce((row, b, j) => row + a * b * joined.covariance[i * 6 + j]!, 0), 0); // prettier-ignore
      const size = c.reduce((sum, a, i) => sum + a * a * joined.covariance[i * 7]!, 0);
      expect(variance).toBeGreaterThanOrEqual(-1e-12 * size);
      const twice = joinEstimates(raked, means, means);
      const self = contrast(twice, [1, 0, 0, -1, 0, 0]);
      expect(self.estimate).toBe(0);
      expect(self.se).toBeLessThan(1e-7 * (means.cells[0]!.se! + 1e-9));
    }),
    RUNS,
  );
});

test("quantiles rise with the probability and stay within the data, whatever the weights' scale", () => {
  const probs = [0.05, 0.25, 0.5, 0.75, 0.95];
  fc.assert(
    fc.property(sample, (units) => {
      const of = (scale: number) => {
        const { raked, columns } = made(units, scale);
        return estimateQuantiles(raked, columns, probs).cells.map(({ estimate }) => estimate);
      };
      const values = units.flatMap(({ y }) => y ?? []).sort((a, b) => a - b);
      const found = of(1);
      expect(found).toEqual([...found].sort((a, b) => a - b));
      found.forEach((quantile) => expect(values).toContain(quantile));
      expect(of(4)).toEqual(found); // a power of two: not even rounding differs
    }),
    RUNS,
  );
});

test("the jackknife of totals in domains is Taylor's, covariance and all", () => {
  fc.assert(
    fc.property(sample, (units) => {
      const { plain, columns, by } = made(units);
      const taylor = estimateTotals(plain, columns, { by });
      const jackknife = replicateUnitTotals(plain, jackknifeN(plain), columns, { by });
      expectSame(jackknife.covariance, taylor.covariance);
    }),
    RUNS,
  );
});
