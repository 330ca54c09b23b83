import { expect, test } from "vitest";
import { byShare, chancesOfMatch, tailOfMatches } from "#surveys/quality/expected-match.ts";
import { nearIdentical } from "#surveys/quality/near-identical.ts";
import { nearestInterviews } from "#surveys/quality/nearest-interviews.ts";
import { createRandom } from "#surveys/sampling/random.ts";
import { items, unit } from "./example-interviews.ts";

const { integer } = createRandom("near");
const anyCodes = (n: number, choices = 5) => Array.from({ length: n }, () => integer(choices) - 2);

test("the nearest interview is the one that a plain comparison finds", () => {
  const units = Array.from({ length: 60 }, (_, i) =>
    unit(`u${i}`, {
      volunteerId: `v${i % 4}`,
      codes: anyCodes(24).map((code, k) => (k > 11 && integer(9) === 0 ? null : code)),
    }),
  );
  const plain = (i: number, among: number[]) => {
    const parts = among.map((j) => {
      const both = units[i]!.codes.flatMap((code, k) =>
        code === null || units[j]!.codes[k] === null ? [] : [code === units[j]!.codes[k]],
      );
      return both.filter(Boolean).length / both.length;
    });
    return Math.max(...parts);
  };
  const others = (i: number) => units.map((_, j) => j).filter((j) => j !== i);
  nearestInterviews(units).forEach(({ wave, volunteer }, i) => {
    expect(wave!.matched / wave!.of).toBe(plain(i, others(i)));
    const same = others(i).filter((j) => units[j]!.volunteerId === units[i]!.volunteerId);
    expect(volunteer!.matched / volunteer!.of).toBe(plain(i, same));
    expect(volunteer!.compared).toBe(14);
  });
});

test("very many interviews are compared within their street", () => {
  const units = ["a", "a", "b"].map((streetId, i) => unit(`u${i}`, { streetId, volunteerId: null }));
  const [first, , third] = nearestInterviews(units, 2);
  expect(first!.wave).toEqual({ other: "u1", matched: 12, of: 12, compared: 1 });
  expect(third!.wave).toBeNull();
});

test("codes of don't know, refused and the tenth option are told apart", () => {
  const codes = [-2, -1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
  const moved = [...codes.slice(1), codes[0]!];
  const [one] = nearestInterviews([unit("a", { codes }), unit("b", { codes: moved })]);
  expect(one!.wave).toMatchObject({ matched: 0, of: 12 });
});

test("what chance makes of matches is the binomial where all items are alike", () => {
  // Of two others one says the same on the first item, none on the second; the third was not asked.
  const units = [
    [0, 1, null],
    [0, 0, 2],
    [1, 0, 2],
  ].map((codes, i) => unit(`u${i}`, { codes }));
  expect(chancesOfMatch(units, 0)).toEqual([0.5, 0, NaN]);
  expect(byShare([unit("a", { ownShare: 9 }), unit("b", { ownShare: null })])[0]!.id).toBe("b");
  expect([...tailOfMatches([0.5, 0.5, 0.5])]).toEqual([1, 0.875, 0.5, 0.125]);
  const uneven = tailOfMatches([0.2, 0.7]);
  expect(uneven[1]).toBeCloseTo(1 - 0.8 * 0.3, 12);
  expect(uneven[2]).toBeCloseTo(0.14, 12);
});

test("a copy is asked about with what chance would have made, and all at its best is not", () => {
  const units = Array.from({ length: 40 }, (_, i) => unit(`u${i}`, { codes: items.map(() => integer(3)) }));
  const copy = { ...units[0]!, id: "copy" };
  const best = [0, 0, 0, 0, 0, 0, 2, 2, 2, 2, 2, 0];
  const bests = ["x", "y"].map((id) => unit(id, { codes: best }));
  const found = nearIdentical([...units, copy, ...bests], items);
  expect([...found.keys()].sort()).toEqual(["copy", "u0"]);
  expect(found.get("copy")).toMatchObject({
    other: "u0",
    matched: 12,
    of: 12,
    within: "volunteer",
    compared: 42,
  });
  expect(found.get("copy")!.expected).toBeGreaterThan(4);
  expect(found.get("copy")!.expected).toBeLessThan(10);
});

test("where everybody says the same, the same is no news", () => {
  const units = Array.from({ length: 30 }, (_, i) => unit(`u${i}`));
  expect(nearIdentical(units, items).size).toBe(0);
});

test("3,000 interviews of 24 items are matched in under 0.3 s of work, 20,000 by street", () => {
  const many = (n: number) =>
    Array.from({ length: n }, (_, i) =>
      unit(`u${i}`, { codes: anyCodes(24), streetId: `s${i % 12}`, volunteerId: `v${i % 60}` }),
    );
  const quickest = (n: number) => {
    const units = many(n);
    const times = [1, 2, 3].map(() => {
      // Of work, not of waiting for others on the machine.
      const from = process.cpuUsage();
      nearestInterviews(units);
      const { user, system } = process.cpuUsage(from);
      return (user + system) / 1000;
    });
    return Math.min(...times);
  };
  // Twice the promise, for a machine that others use as well.
  expect(quickest(3000)).toBeLessThan(600);
  expect(quickest(20_000)).toBeLessThan(4000);
});
