import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalTally } from "#analysis/tally/canonical-tally.ts";
import { tallyDifference } from "#analysis/tally/tally-difference.ts";
import { inventUnits, ITEMS, tallyInvented } from "#test/analysis/invented-wave.ts";

const household = inventUnits(7, ["S2", "S1"], 3, 12);

test("has rows and labels in one order, whatever order the responses came in", () => {
  const first = canonicalTally(tallyInvented("household", household));
  expect(first.labels.street).toEqual([...first.labels.street].sort());
  fc.assert(
    fc.property(fc.shuffledSubarray(household, { minLength: household.length }), (shuffled) => {
      const other = canonicalTally(tallyInvented("household", shuffled));
      for (const key of ["stratum", "psu", "street", "ageBand", "sex", "n", "answered"] as const) {
        expect(other[key]).toEqual(first[key]);
      }
      const difference = tallyDifference(first, other);
      expect(difference.same && difference.largest).toBeLessThan(1e-13);
    }),
    { numRuns: 20 },
  );
});

test("changes no figure, and puts unknown keys first", () => {
  const key = { stratum: "A", psu: "1", street: "s", ageBand: null, sex: "male" };
  const answers = { codes: ITEMS.map(() => 0), scores: ITEMS.map(() => 1), satisfied: ITEMS.map(() => true) };
  const unit = (stratum: string, ageBand: string | null, weight: number) => ({
    ...{ ...key, ...answers, stratum, ageBand, weight, ownShareSheet: 20, ownShareOther: 20 },
  });
  const units = [unit("B", "36-55", 1), unit("A", "18-35", 2), unit("A", null, 3)];
  const sorted = canonicalTally(tallyInvented("household", units));
  expect([...sorted.sumW]).toEqual([3, 2, 1]);
  expect(sorted.labels.ageBand).toEqual(["18-35", "36-55"]);
  expect([...sorted.ageBand]).toEqual([-1, 0, 1]);
  expect([...sorted.wShare.sheet]).toEqual([60, 40, 20]);
});

test("a difference is found in figures, keys, rows and items, and measured against the figure's size", () => {
  const tally = () => canonicalTally(tallyInvented("household", household));
  const [a, b] = [tally(), tally()];
  expect(tallyDifference(a, b)).toEqual({ same: true, largest: 0, column: null });
  b.wScore[3]! += 1e-9 * Math.max(1, b.wScore[3]!);
  const found = tallyDifference(a, b);
  expect(found).toMatchObject({ same: true, column: "wScore" });
  expect(found.same && found.largest).toBeCloseTo(1e-9, 12);
  b.sumW[0] = Number.NaN;
  expect(tallyDifference(a, b)).toMatchObject({ column: "sumW", largest: Infinity });
  const moved = tally();
  moved.street[0] = (moved.street[0]! + 1) % 2;
  expect(tallyDifference(a, moved)).toEqual({ same: false, differs: "keys" });
  expect(tallyDifference(a, { ...a, rows: 1 })).toEqual({ same: false, differs: "rows" });
  expect(tallyDifference(a, { ...a, items: ["x"] })).toEqual({ same: false, differs: "items" });
  expect(tallyDifference(a, { ...a, mode: "online" })).toEqual({ same: false, differs: "mode" });
});
