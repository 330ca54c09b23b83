import { drawCommunities } from "#surveys/sampling/draw-communities.ts";
import { drawDwellings } from "#surveys/sampling/draw-dwellings.ts";
import { drawInterceptSample } from "#surveys/sampling/draw-intercept-sample.ts";
import { createRandom, deriveSeed } from "#surveys/sampling/random.ts";
import type { FrameStreet } from "#surveys/sampling/sampling-frame.ts";
import { selectResident } from "#surveys/sampling/select-resident.ts";
import { expect, test } from "vitest";

/** n = 4 of 2065 in all makes 600 and 800 certain; two are drawn from the other 665. */
const SIZES = [50, 75, 90, 110, 150, 190, 600, 800];
const WANTED = 4;
const street: FrameStreet = {
  id: "S",
  communities: SIZES.map((dwellings, i) => ({ id: `C${i}`, dwellings })),
  siteSlots: [300, 40, 90, 250, 10, 5, 800, 120, 60].map((footfall, i) => ({
    id: `P${i}`,
    siteId: `P${i}`,
    slotId: "T",
    footfall,
  })),
};
const DRAWS = 20_000;

/** How often each unit came, and with which recorded probability. */
function countUnits(draw: (seed: string) => { id: string; pi: number; hits?: number }[]) {
  const units = new Map<string, { times: number; squares: number; pi: number }>();
  for (let i = 0; i < DRAWS; i++) {
    for (const { id, pi, hits = 1 } of draw(`inclusion ${i}`)) {
      const unit = units.get(id) ?? { times: 0, squares: 0, pi };
      unit.times += hits;
      unit.squares += hits * hits;
      units.set(id, unit);
    }
  }
  return units;
}

test("20,000 draws take communities as often as recorded, within 4.5 standard errors; certain ones always", () => {
  const units = countUnits((seed) =>
    drawCommunities(street, WANTED, seed, {
      start: createRandom(deriveSeed(seed, "communities", street.id)).uniform(),
    }).communities.map(({ communityId: id, pi }) => ({ id, pi })),
  );
  expect(units.size).toBe(SIZES.length);
  for (const [id, { times, pi }] of units) {
    const standardError = Math.sqrt((pi * (1 - pi)) / DRAWS);
    expect(Math.abs(times / DRAWS - pi), id).toBeLessThanOrEqual(4.5 * standardError);
  }
  const certain = [...units].filter(([, { pi }]) => pi === 1);
  expect(certain.map(([id, { times }]) => [id, times]).sort()).toEqual([
    ["C6", DRAWS],
    ["C7", DRAWS],
  ]);
});

test("20,000 draws hit sites and slots as often as recorded, also those hit more than once", () => {
  const plan = { sessionsPerStreet: 6, interviewsPerSession: 12 };
  const units = countUnits((seed) => {
    const hits = new Map<string, { id: string; pi: number; hits: number }>();
    for (const { siteSlotId: id, overallPi: pi } of drawInterceptSample(street, plan, seed)) {
      hits.set(id, { id, pi, hits: (hits.get(id)?.hits ?? 0) + 1 });
    }
    return [...hits.values()];
  });
  for (const [id, { times, squares, pi }] of units) {
    const mean = times / DRAWS;
    const standardError = Math.sqrt((squares / DRAWS - mean ** 2) / DRAWS);
    expect(Math.abs(mean - pi), id).toBeLessThanOrEqual(4.5 * standardError);
  }
  expect(units.get("P6")!.pi).toBeCloseTo((6 * 800) / 1675, 12);
  expect(units.get("P6")!.pi).toBeGreaterThan(2);
});

test("integrated over the random start every community has exactly the probability recorded", () => {
  const recorded = new Map<string, number>();
  const lengths = new Map<string, number>();
  for (const { from, to } of startIntervals(WANTED - 2)) {
    const { communities } = drawCommunities(street, WANTED, "order", { start: (from + to) / 2 });
    for (const { communityId, pi } of communities) {
      recorded.set(communityId, pi);
      lengths.set(communityId, (lengths.get(communityId) ?? 0) + to - from);
    }
  }
  expect(recorded.size).toBe(SIZES.length);
  for (const [id, pi] of recorded) expect(Math.abs(lengths.get(id)! - pi), id).toBeLessThan(1e-12);
});

test("integrated over the start before it, a wave that keeps a part has the same probabilities, and keeps it", () => {
  for (const part of [0.25, 0.5, 0.8, 1]) {
    const shift = shiftOf(part);
    const recorded = new Map<string, number>();
    const lengths = new Map<string, number>();
    let kept = 0;
    let expected = 0;
    for (const { from, to } of startIntervals(WANTED - 2, shift)) {
      const earlierStart = (from + to) / 2;
      const before = drawCommunities(street, WANTED, "order", { start: earlierStart });
      const now = drawCommunities(street, WANTED, "order", { earlierStart, part });
      const earlier = new Set(before.communities.map(({ communityId }) => communityId));
      for (const { communityId, pi } of now.communities) {
        recorded.set(communityId, pi);
        lengths.set(communityId, (lengths.get(communityId) ?? 0) + to - from);
        if (earlier.has(communityId)) kept += to - from;
      }
      expected = now.expectedKept!;
    }
    for (const [id, pi] of recorded) expect(Math.abs(lengths.get(id)! - pi), id).toBeLessThan(1e-12);
    expect(Math.abs(kept - expected)).toBeLessThan(1e-11);
    expect(expected).toBeCloseTo(2 + part * 2, 11);
  }
});

/** Pieces of [0, 1) within which a start hits the same communities, and a start `shift` further on too. */
function startIntervals(draws: number, shift = 0): { from: number; to: number }[] {
  // Every community is drawn with a number of draws as large as the communities: that shows their order.
  const order = drawCommunities(street, SIZES.length, "order", { start: 0 }).communities;
  const sizes = order.map(({ size }) => size).filter((size) => size < 600);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  let sizeBefore = 0;
  const ends = sizes.map((size) => ((draws * (sizeBefore += size)) / total) % 1);
  const bends = [0, 1, 1 - shift, ...ends, ...ends.map((end) => (end - shift + 1) % 1)];
  const sorted = [...new Set(bends)].sort((a, b) => a - b);
  return sorted.slice(1).map((to, i) => ({ from: sorted[i]!, to }));
}

function shiftOf(part: number): number {
  const { start } = drawCommunities(street, WANTED, "order", { earlierStart: 0, part });
  return start;
}

test("pooled over 20,000 draws a dwelling comes as often as recorded, in the main part and in each reserve", () => {
  const community = drawCommunities(street, WANTED, "order", { start: 0.5 }).communities.find(
    ({ stratum, listed }) => stratum === "S" && listed < 200,
  )!;
  const listed = 9;
  const times = [0, 1, 2].map(() => new Array<number>(listed).fill(0));
  const pis = new Map<number, number>();
  for (let i = 0; i < DRAWS; i++) {
    const reserve = { replicates: 2, dwellingsPerCommunity: 1 };
    for (const drawn of drawDwellings({ ...community, listed }, 3, `pool ${i}`, { reserve })) {
      times[drawn.replicate]![drawn.position - 1]! += 1;
      pis.set(drawn.replicate, drawn.conditionalPi);
    }
  }
  expect([...pis].sort()).toEqual([
    [0, 3 / 9],
    [1, 1 / 9],
    [2, 1 / 9],
  ]);
  times.forEach((counts, replicate) => {
    const pi = pis.get(replicate)!;
    const standardError = Math.sqrt((pi * (1 - pi)) / DRAWS);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBeCloseTo(DRAWS * pi * listed, 6);
    for (const count of counts) {
      expect(Math.abs(count / DRAWS - pi)).toBeLessThanOrEqual(4.5 * standardError);
    }
  });
});

test("leaving out those asked within a year leaves every dwelling's chance over two waves as it was", () => {
  const base = { streetId: "S", communityId: "C", stratum: "S", size: 11, pi: 0.4, order: 1 };
  const community = { ...base, listed: 11 };
  const times = new Array<number>(11).fill(0);
  const waves = 8000;
  for (let i = 0; i < waves; i++) {
    const recent = drawDwellings(community, 4, `first ${i}`).map(({ position }) => position);
    // The same seed once more: that must not matter either.
    for (const drawn of drawDwellings(community, 3, `first ${i}`, { recent })) {
      expect(recent.includes(drawn.position)).toBe(false);
      expect(drawn.conditionalPi).toBe(3 / 11);
      times[drawn.position - 1]! += 1;
    }
  }
  const standardError = Math.sqrt(((3 / 11) * (8 / 11)) / waves);
  for (const count of times) expect(Math.abs(count / waves - 3 / 11)).toBeLessThan(4.5 * standardError);
});

test("over 20,000 seeds each of the eligible residents is selected with 1/m", () => {
  for (const eligible of [2, 3, 5]) {
    const times = new Array<number>(eligible).fill(0);
    for (let i = 0; i < DRAWS; i++) times[selectResident(deriveSeed("wave", i, eligible), eligible)]! += 1;
    const standardError = Math.sqrt((1 / eligible) * (1 - 1 / eligible) * DRAWS);
    for (const count of times) expect(Math.abs(count - DRAWS / eligible)).toBeLessThan(4.5 * standardError);
  }
});
