import { drawCommunities } from "#surveys/sampling/draw-communities.ts";
import { drawDwellings } from "#surveys/sampling/draw-dwellings.ts";
import { createRandom } from "#surveys/sampling/random.ts";
import { releasedProbabilities, reserveSizes } from "#surveys/sampling/reserve-replicates.ts";
import { expect, test } from "vitest";

const reserve = { replicates: 2, dwellingsPerCommunity: 3 };
const community = { streetId: "S", communityId: "C", size: 40, listed: 40, pi: 0.5, order: 1 };

test("deals one pass into the main part and the replicates, all different dwellings", () => {
  const drawn = drawDwellings({ ...community, stratum: "S" }, 6, "seed", { reserve });
  expect([0, 1, 2].map((replicate) => drawn.filter((each) => each.replicate === replicate).length)).toEqual([
    6, 3, 3,
  ]);
  expect(new Set(drawn.map(({ position }) => position)).size).toBe(12);
  for (const { replicate, conditionalPi, overallPi } of drawn) {
    expect(conditionalPi).toBe((replicate === 0 ? 6 : 3) / 40);
    expect(overallPi).toBe(0.5 * conditionalPi);
  }
});

test("a short listing leaves the last replicates short, and none is worth nothing", () => {
  expect(reserveSizes({ replicates: 3, dwellingsPerCommunity: 4 }, 6)).toEqual([4, 2, 0]);
  expect(reserveSizes({ replicates: 0, dwellingsPerCommunity: 0 }, 6)).toEqual([]);
  expect(reserveSizes(undefined, 6)).toEqual([]);
  expect(() => reserveSizes({ replicates: 1, dwellingsPerCommunity: 0 }, 6)).toThrow("at least 1");
  expect(() => reserveSizes({ replicates: 1.5, dwellingsPerCommunity: 2 }, 6)).toThrow("whole numbers");
});

test("keeps a certainty community's subsamples balanced whatever is released", () => {
  for (let i = 0; i < 50; i++) {
    const drawn = drawDwellings({ ...community, stratum: "S/C", pi: 1 }, 10, `certain ${i}`, { reserve });
    for (const released of [[0], [0, 1], [0, 1, 2]]) {
      const sizes = new Map<string, number>();
      for (const { psu, replicate } of drawn) {
        if (released.includes(replicate)) sizes.set(psu, (sizes.get(psu) ?? 0) + 1);
      }
      expect(sizes.size).toBe(4);
      expect(Math.max(...sizes.values()) - Math.min(...sizes.values())).toBeLessThanOrEqual(1);
    }
  }
});

test("puts each dwelling of a certainty community into each of its subsamples equally often", () => {
  const draws = 4000;
  const times = new Map<string, number>();
  for (let i = 0; i < draws; i++) {
    const small = { ...community, stratum: "S/C", pi: 1, listed: 10 };
    for (const { position, psu } of drawDwellings(small, 5, `deal ${i}`)) {
      times.set(`${position} ${psu}`, (times.get(`${position} ${psu}`) ?? 0) + 1);
    }
  }
  expect(times.size).toBe(40);
  const standardError = Math.sqrt((1 / 8) * (7 / 8) * draws);
  for (const count of times.values()) expect(Math.abs(count - draws / 8)).toBeLessThan(4.5 * standardError);
});

test("π of a released dwelling is its community's times released over listed, before and after a release", () => {
  const drawn = drawDwellings({ ...community, stratum: "S" }, 6, "seed", { reserve });
  for (const [last, released] of [6, 9, 12].entries()) {
    const units = drawn.filter(({ replicate }) => replicate <= last);
    expect(units).toHaveLength(released);
    for (const pi of releasedProbabilities(units)) expect(pi).toBeCloseTo((0.5 * released) / 40, 14);
  }
});

test("estimates stay unbiased when none, one or both of the replicates are released", () => {
  const sizes = [30, 45, 60, 85, 120, 400];
  const communities = sizes.map((dwellings, i) => ({ id: `${i}`, dwellings }));
  // Something that differs by community and along the listing.
  const value = (communityId: string, position: number) =>
    Number(communityId) + position / 100 + (position % 7 === 0 ? 3 : 0);
  const truth = sizes.reduce(
    (total, size, i) =>
      total + Array.from({ length: size }, (_, j) => value(`${i}`, j + 1)).reduce((a, b) => a + b, 0),
    0,
  );
  const waves = 1500;
  const sums = [0, 1, 2].map((last) => ({ last, sum: 0, squares: 0 }));
  const random = createRandom("starts");
  for (let i = 0; i < waves; i++) {
    const street = { id: "S", communities, siteSlots: [] };
    const drawn = drawCommunities(street, 3, `release ${i}`, { start: random.uniform() }).communities;
    const dwellings = drawn.flatMap((each) => drawDwellings(each, 5, `release ${i}`, { reserve }));
    for (const total of sums) {
      const released = dwellings.filter(({ replicate }) => replicate <= total.last);
      const pis = releasedProbabilities(released);
      const estimate = released.reduce(
        (sum, { communityId, position }, k) => sum + value(communityId, position) / pis[k]!,
        0,
      );
      total.sum += estimate;
      total.squares += estimate ** 2;
    }
  }
  for (const { sum, squares } of sums) {
    const mean = sum / waves;
    const standardError = Math.sqrt((squares / waves - mean ** 2) / waves);
    expect(Math.abs(mean - truth)).toBeLessThan(4 * standardError);
    expect(standardError).toBeLessThan(0.01 * truth);
  }
});
