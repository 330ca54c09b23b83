import { createRandom } from "#surveys/sampling/random.ts";
import { splitCertainties, systematicPps } from "#surveys/sampling/systematic-pps.ts";
import { expect, test } from "vitest";

test("takes exactly n hits whatever the start", () => {
  for (let seed = 0; seed < 200; seed++) {
    const hits = systematicPps([3, 1, 0, 7, 250, 4, 9], 5, createRandom(`start ${seed}`).uniform());
    expect(hits.reduce((sum, hit) => sum + hit.hits, 0)).toBe(5);
    expect(hits.map((hit) => hit.index)).not.toContain(2);
  }
});

test("hits each unit n·size/Σ size times on average", () => {
  const sizes = [10, 20, 30, 40, 100];
  const counts = [0, 0, 0, 0, 0];
  const draws = 20_000;
  const random = createRandom("expected hits");
  for (let draw = 0; draw < draws; draw++) {
    for (const { index, hits } of systematicPps(sizes, 3, random.uniform())) counts[index]! += hits;
  }
  sizes.forEach((size, i) => expect(counts[i]! / draws).toBeCloseTo((3 * size) / 200, 1.9));
});

test("refuses a draw of nothing, and a list without size", () => {
  expect(() => systematicPps([1, 2], 0, 0.5)).toThrow("at least 1 hit");
  expect(() => systematicPps([0, 0], 1, 0.5)).toThrow("at least 1");
  expect(() => systematicPps([0.5, 1], 1, 0.5)).toThrow("whole sizes");
});

test("sets certainty units apart again and again until none is too large", () => {
  // By hand: 3·60/100 ≥ 1 takes the first; then 2·20/40 ≥ 1 takes the second; then one draw of 20 is left, made two;
  // 2·10/20 ≥ 1 takes both tens.
  expect(splitCertainties([60, 20, 10, 10], 3)).toEqual({ certain: [0, 1, 2, 3], rest: [], draws: 0 });
  expect(splitCertainties([60, 5, 5, 5, 5], 3)).toEqual({ certain: [0], rest: [1, 2, 3, 4], draws: 2 });
});

test("leaves no stratum with a single random draw", () => {
  expect(splitCertainties([100, 4, 4, 4], 2)).toEqual({ certain: [0], rest: [1, 2, 3], draws: 2 });
});

test("makes everything certain where there are no more units than draws, and skips empty ones", () => {
  expect(splitCertainties([5, 0, 9], 6)).toEqual({ certain: [0, 2], rest: [], draws: 0 });
});
