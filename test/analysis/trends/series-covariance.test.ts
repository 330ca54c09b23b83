import fc from "fast-check";
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { expect, test } from "vitest";
import { seriesCovariance } from "#analysis/trends/series-covariance.ts";
import { stackedCovariance, stackPsus } from "#analysis/trends/stack-psus.ts";
import { seriesOfWaves, trendLevel } from "#analysis/trends/trend-of-waves.ts";
import { ownVariance, type ModeTotals, type WaveFigure } from "#analysis/trends/waves-covariance.ts";

/** One stratum's totals by PSU, as shares of an estimate: they sum to 0. */
function modeOf(psus: readonly string[], values: readonly number[]): ModeTotals {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    psus: { strata: ["s"], stratumOfPsu: psus.map(() => 0), psus },
    totals: Float64Array.from(values, (value) => (value - mean) / values.length),
    df: psus.length - 1,
  };
}

function waveOf(household: ModeTotals | null, intercept: ModeTotals | null, lambda: number): WaveFigure {
  return { estimate: 14, variance: 1, df: 3, lambda, household, intercept };
}

test("two waves of four PSUs that share two are worked out by hand", () => {
  // Own variances 4/3·Σ(z − z̄)²/16: 1/3 and 4/3; pooled over both 5/6 (four PSUs each); drawn in by 3 of 13 df.
  const a = modeOf(["p1", "p2", "p3", "p4"], [-1, 1, -1, 1]);
  const b = modeOf(["p3", "p4", "p5", "p6"], [-2, 2, 2, -2]);
  const [first, , , second] = seriesCovariance([waveOf(a, null, 1), waveOf(b, null, 1)]);
  expect(first).toBeCloseTo((3 / 3 + 50 / 6) / 13, 12);
  expect(second).toBeCloseTo((3 * (4 / 3) + 50 / 6) / 13, 12);
  // In the stack of six PSUs Σz² is 4/16 and 16/16, Σz·z′ over the shared (2 + 2)/16: r = 1/2, and so is ρ·2/4.
  const [, shared] = seriesCovariance([waveOf(a, null, 1), waveOf(b, null, 1)]);
  expect(shared! / Math.sqrt(first! * second!)).toBeCloseTo(0.95 / 2, 12);
  const c = modeOf(["p3", "p4", "p5", "p6"], [-2, -1, 1, 2]);
  const [v, w, , x] = seriesCovariance([waveOf(a, null, 1), waveOf(c, null, 1)]);
  // Σz² 4/16 and 10/16, Σz·z′ (2 − 1)/16: r = 1/√40, ρ = 2/√40.
  expect(w! / Math.sqrt(v! * x!)).toBeCloseTo(1 / Math.sqrt(40), 12);
});

test("the correlation is fitted to that of the waves' stacked designs, whatever the totals of their strata are", () => {
  const whole = (least: number, most: number) => fc.integer({ min: least, max: most });
  const wave = fc.array(fc.record({ psu: whole(1, 9), z: whole(1, 99) }), { minLength: 3, maxLength: 9 });
  fc.assert(
    fc.property(fc.array(wave, { minLength: 2, maxLength: 5 }), (drawn) => {
      const parts = drawn.map((rows): ModeTotals => {
        const own = [...new Map(rows.map((row) => [row.psu, row])).values()];
        const psus = { strata: ["a", "b", "c"], stratumOfPsu: own.map(({ psu }) => psu % 3), psus: own.map(({ psu }) => `p${psu}`) }; // prettier-ignore
        return { psus, totals: Float64Array.from(own, ({ z }) => z / 100), df: 4 };
      });
      fc.pre(parts.every((part) => ownVariance(part) > 0));
      const n = parts.length;
      const stacked = stackedCovariance(stackPsus(parts.map(({ psus }) => psus)), parts.map(({ totals }) => totals)); // prettier-ignore
      const common = (a: number, b: number) =>
        parts[a]!.psus.psus.filter((psu) => parts[b]!.psus.psus.includes(psu)).length;
      const share = (a: number, b: number) => common(a, b) / Math.sqrt(common(a, a) * common(b, b));
      const correlation = (of: Float64Array, a: number, b: number) =>
        of[a * n + b]! / Math.sqrt(of[a * (n + 1)]! * of[b * (n + 1)]!);
      const pairs = parts.flatMap((_, a) => parts.slice(0, a).map((__, b) => [a, b] as const));
      const across = pairs.reduce((sum, [a, b]) => sum + share(a, b) ** 2, 0);
      const along = pairs.reduce((sum, [a, b]) => sum + share(a, b) * correlation(stacked, a, b), 0);
      const expected = across > 0 ? Math.min(0.95, Math.max(0, along / across)) : 0;
      const smoothed = seriesCovariance(parts.map((part) => waveOf(part, null, 1)));
      for (const [a, b] of pairs) expect(correlation(smoothed, a, b)).toBeCloseTo(expected * share(a, b), 9);
    }),
    { numRuns: 80, seed: 20261130 },
  );
});

test("modes add up by λ, waves without common PSUs are independent, a mode without weight does not matter", () => {
  const a = modeOf(["p1", "p2", "p3"], [0, 1, 2]);
  const b = modeOf(["p4", "p5", "p6"], [1, 5, 3]);
  const household = seriesCovariance([waveOf(a, null, 1), waveOf(b, null, 1)]);
  const intercept = seriesCovariance([waveOf(null, b, 0), waveOf(null, a, 0)]);
  const both = seriesCovariance([waveOf(a, b, 0.6), waveOf(b, a, 0.6)]);
  both.forEach((value, k) => expect(value).toBeCloseTo(0.36 * household[k]! + 0.16 * intercept[k]!, 14));
  expect([both[1], both[2]]).toEqual([0, 0]);
  expect(seriesCovariance([waveOf(a, b, 1), waveOf(b, a, 1)])).toEqual(household);
});

test("with many PSUs a wave's variance stays close to its own, with few it is drawn to the others'", () => {
  const waves = (psus: number) =>
    [1, 3].map((size, wave) => {
      const names = Array.from({ length: psus }, (_, k) => `w${wave} p${k}`);
      return waveOf(modeOf(names, names.map((_, k) => (k % 2 === 0 ? size : -size))), null, 1); // prettier-ignore
    });
  const ratio = (psus: number) => {
    const [first, , , second] = seriesCovariance(waves(psus));
    return second! / first!;
  };
  expect(ratio(4)).toBeLessThan(2.5);
  expect(ratio(400)).toBeGreaterThan(8);
});

test("a year of a street with a dozen communities has a level that covers the truth as often as it says", () => {
  const generator = xoroshiro128plus(20261128);
  const random = () => uniformFloat64(generator);
  // Twelve uniform deviates: near enough to normal, with variance 1.
  const normal = () => Array.from({ length: 12 }, random).reduce((sum, u) => sum + u, -6);
  const [waves, drawn, communities, times] = [12, 6, 12, 120];
  let covered = 0;
  for (let k = 0; k < times; k++) {
    const lasting = Array.from({ length: communities }, () => 0.5 * normal());
    const truth = 14 + lasting.reduce((sum, each) => sum + each, 0) / communities;
    let sample = shuffled(communities, random).slice(0, drawn);
    const figures = Array.from({ length: waves }, (_, time) => {
      const stay = sample.slice(0, drawn / 2);
      const fresh = shuffled(communities, random).filter((each) => !stay.includes(each));
      sample = [...stay, ...fresh.slice(0, drawn - stay.length)].reverse();
      const values = sample.map((community) => lasting[community]! + 0.7 * normal());
      const estimate = 14 + values.reduce((sum, value) => sum + value, 0) / drawn;
      return { time, figure: { ...waveOf(modeOf(sample.map(String), values), null, 1), estimate } };
    });
    const { low, high } = trendLevel(seriesOfWaves(figures)).level.at(-1)!;
    if (low <= truth && truth <= high) covered++;
  }
  expect(covered / times).toBeGreaterThan(0.92);
});

const shuffled = (count: number, random: () => number): number[] =>
  Array.from({ length: count }, (_, place) => ({ place, by: random() }))
    .sort((a, b) => a.by - b.by)
    .map(({ place }) => place);
