import { expect, test } from "vitest";
import { designDegrees } from "#analysis/estimation/degrees-of-freedom.ts";
import { designCovariance } from "#analysis/estimation/design-covariance.ts";
import { indexDesign } from "#analysis/estimation/design-index.ts";
import { domainsBy, wholeDomain } from "#analysis/estimation/domains.ts";
import { psuTotals } from "#analysis/estimation/psu-totals.ts";
import { ratioComposite } from "#analysis/estimation/ratio-composite.ts";
import { changesBetweenWaves } from "#analysis/trends/changes-between-waves.ts";
import { stackedCovariance, stackPsus } from "#analysis/trends/stack-psus.ts";
import { stackWaves, waveDomainsBy, type WaveSample } from "#analysis/trends/stack-waves.ts";
import { expectGolden } from "#test/analysis/expect-golden.ts";
import {
  CONTACT,
  expected,
  ITEMS,
  rakedWave,
  SCORE,
  STREETS,
  WAVES,
  waveTally,
} from "#test/analysis/two-waves.ts";

const LIMITS = { relative: 1e-10, absolute: 1e-14 };
const plain: WaveSample[] = WAVES.map((id) => ({
  id,
  tally: waveTally(id),
  factor: null,
  calibration: null,
}));
const raked: WaveSample[] = WAVES.map(rakedWave);

/** Each wave on its own: estimates and PSU totals by street and, last, of all. */
function ownTotals({ tally, factor, calibration }: WaveSample, coefficients: Float64Array) {
  const design = { index: indexDesign(tally), sumW: tally.sumW, factor, calibration, lonelyPsu: "fail" } as const; // prettier-ignore
  const table = { items: ITEMS, rows: tally.rows, numerator: tally.wScore, denominator: tally.wAnswered };
  const domains = [...domainsBy(tally, "street", STREETS), wholeDomain(tally)];
  const linearised = ratioComposite(table, coefficients, factor, domains);
  const totals = psuTotals(linearised, design);
  const psus = new Array<string>(design.index.psus);
  design.index.psuOfRow.forEach((psu, row) => (psus[psu] = tally.labels.psu[tally.psu[row]!]!));
  return {
    estimates: linearised.estimates,
    wave: { strata: tally.labels.stratum, stratumOfPsu: [...design.index.stratumOfPsu], psus },
    totals: domains.map((_, d) => Float64Array.from(psus, (_, psu) => totals[psu * domains.length + d]!)),
  };
}

/** Of one domain in both waves, from the stacked tallies. */
function stacked(waves: WaveSample[], coefficients: Float64Array, d: number) {
  const stack = stackWaves(waves);
  const { items, rows, wScore, wAnswered } = stack.tally;
  const table = { items, rows, numerator: wScore, denominator: wAnswered };
  const byStreet = waveDomainsBy(stack, "street", STREETS);
  const domains = d < STREETS.length ? [byStreet[d]!, byStreet[d + STREETS.length]!] : stack.waves;
  const linearised = ratioComposite(table, coefficients, stack.design.factor, domains);
  return { estimates: linearised.estimates, covariance: designCovariance(linearised, stack.design) };
}

test("PSU totals of each wave on its own give the stacked tallies' covariance, raked or not (18)", () => {
  for (const waves of [plain, raked])
    for (const coefficients of [SCORE, CONTACT]) {
      const own = waves.map((wave) => ownTotals(wave, coefficients));
      const stack = stackPsus(own.map(({ wave }) => wave));
      for (let d = 0; d <= STREETS.length; d++) {
        const covariance = stackedCovariance(stack, own.map(({ totals }) => totals[d]!)); // prettier-ignore
        const whole = stacked(waves, coefficients, d);
        const rows = ({ length }: Float64Array, of: Float64Array) => [of.subarray(0, length / 2), of.subarray(length / 2)]; // prettier-ignore
        expectGolden(
          { covariance: rows(covariance, covariance) },
          { covariance: rows(whole.covariance, whole.covariance).map((row) => [...row]) },
          LIMITS,
        );
        const ours = changesBetweenWaves(
          { estimates: Float64Array.from(own, ({ estimates }) => estimates[d]!), covariance },
          [[0, 1]],
          42,
        );
        expectGolden(ours.changes, changesBetweenWaves(whole, [[0, 1]], 42).changes, LIMITS);
      }
    }
});

test("the change of the score has R's standard error and interval (18)", () => {
  const own = raked.map((wave) => ownTotals(wave, SCORE));
  const stack = stackPsus(own.map(({ wave }) => wave));
  expect(stack.index.psus).toBe(48);
  const covariance = stackedCovariance(stack, own.map(({ totals }) => totals.at(-1)!)); // prettier-ignore
  const estimates = Float64Array.from(own, ({ estimates: of }) => of.at(-1)!);
  const df = designDegrees({ ...stack.index, psuOfRow: new Int32Array(0) });
  const [change] = changesBetweenWaves({ estimates, covariance }, [[0, 1]], df).changes;
  const golden = (expected.raked as { score_change: Record<string, number> }).score_change;
  expectGolden(
    { ...change, ci95_low: change!.interval[0] },
    { estimate: golden.estimate, se: golden.se, df: golden.df, ci95_low: golden.ci95_low }, // prettier-ignore
    { relative: 1e-9, absolute: 1e-12 },
  );
});

test("a PSU that one wave did not visit is a zero of that wave, and a stratum of one PSU adds nothing", () => {
  const wave = (psus: string[], strata = ["S"]) => ({ strata, psus, stratumOfPsu: psus.map(() => 0) });
  // Four PSUs: −1/4, 1/4 and two zeros a wave; V = 4/3·1/8, no covariance.
  const stack = stackPsus([wave(["a", "b"]), wave(["c", "d"])]);
  const z = Float64Array.of(-0.25, 0.25);
  expect([...stackedCovariance(stack, [z, z])].map((v) => v.toFixed(12))).toEqual(
    [1 / 6, 0, 0, 1 / 6].map((v) => v.toFixed(12)),
  );
  expect([...stackedCovariance(stackPsus([wave(["a"]), wave(["a"])]), [Float64Array.of(1), Float64Array.of(2)])]).toEqual([0, 0, 0, 0]); // prettier-ignore
  // The same label in another stratum is another PSU.
  expect(stackPsus([wave(["a", "b"]), wave(["a", "b"], ["T"])]).index.psus).toBe(4);
});

test("the same designs are stacked once; in another order, or fewer of them, they are another stack", () => {
  const wave = (psus: string[]) => ({ strata: ["S"], psus, stratumOfPsu: psus.map(() => 0) });
  const [first, second] = [wave(["a", "b"]), wave(["b", "c"])];
  const stack = stackPsus([first, second]);
  expect(stackPsus([first, second])).toBe(stack);
  expect(stackPsus([first]).index.psus).toBe(2);
  expect(stackPsus([second, first]).places.map((place) => [...place])).toEqual([
    [0, 1],
    [2, 0],
  ]);
  // Alike, but not the same: nothing is taken over from the other.
  expect(stackPsus([wave(["a", "b"]), second])).toEqual(stack);
  expect(stackPsus([wave(["a", "b"]), second])).not.toBe(stack);
});
