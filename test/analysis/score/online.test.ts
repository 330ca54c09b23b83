import { expect, test } from "vitest";
import { estimateWave } from "#analysis/score/estimate-wave.ts";
import { isWithheld } from "#analysis/score/withheld.ts";
import { inventUnits, inventWave, tallyInvented } from "#test/analysis/invented-wave.ts";

const volunteers = (seed: number, take: number) =>
  inventUnits(seed, ["S1"], 1, take).map((unit) => ({ ...unit, stratum: null, psu: null, weight: 1 }));

test("volunteers stand beside the headline, flagged, as if a simple random sample", () => {
  const wave = inventWave();
  const units = volunteers(7, 80).map((unit) => ({ ...unit, codes: unit.codes.map((code) => Math.max(code!, 0)), scores: unit.codes.map((code) => 1 - Math.max(code!, 0) / 2) })); // prettier-ignore
  const own = units.map(({ scores }) => 20 * (0.4 * scores[0]! + 0.3 * scores[1]! + 0.3 * scores[2]!));
  const mean = own.reduce((sum, s) => sum + s, 0) / 80;
  const variance = own.reduce((sum, s) => sum + (s - mean) ** 2, 0) / 79;
  const rows = units.map((unit, k) => ({ ...unit, ownShareSheet: own[k]!, ownShareOther: own[k]! }));
  const { online, overall } = estimateWave({ ...wave, online: tallyInvented("online", rows) });
  if (isWithheld(online) || isWithheld(overall.combined)) throw new Error("withheld");
  expect(online.share).toBeCloseTo(mean, 10);
  expect(online.se).toBeCloseTo(Math.sqrt(variance / 80), 10);
  expect([online.n, online.df, online.flags]).toEqual([80, 79, ["volunteers"]]);
  const { difference } = online;
  if (isWithheld(difference)) throw new Error("withheld");
  expect(difference.estimate).toBeCloseTo(mean - overall.combined.share, 10);
  expect(difference.se).toBeCloseTo(Math.hypot(online.se, overall.combined.se), 10);
});

test("online answers never move the headline", () => {
  const wave = inventWave();
  const with80 = estimateWave({ ...wave, online: tallyInvented("online", volunteers(7, 80)) });
  const without = estimateWave({ ...wave, online: null });
  expect(with80.overall).toEqual(without.overall);
  expect(with80.streets).toEqual(without.streets);
  expect(without.online).toEqual({ withheld: { code: "mode-missing", details: { mode: "online" } } });
});

test("the satisfaction rate's standard error is the largest that the items allow", () => {
  const wave = inventWave();
  const { online } = estimateWave({ ...wave, online: tallyInvented("online", volunteers(9, 100)) });
  if (isWithheld(online) || isWithheld(online.satisfactionRate)) throw new Error("withheld");
  const { estimate, se } = online.satisfactionRate;
  expect(se).toBeGreaterThan(0);
  expect(se).toBeLessThan(1.5 * Math.sqrt((estimate * (1 - estimate)) / 100));
});

test("one volunteer is too few", () => {
  const { online } = estimateWave({ ...inventWave(), online: tallyInvented("online", volunteers(2, 1)) });
  expect(isWithheld(online)).toBe(true);
});
