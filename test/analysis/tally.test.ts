import fc from "fast-check";
import { expect, test } from "vitest";
import { estimateWave } from "#analysis/score/estimate-wave.ts";
import { buildTally, tallyUnits, type Tally, type TallyRecord, type UnitRow } from "#analysis/tally.ts";
import { inventUnits, inventWave, ITEMS, SHEET, tallyInvented } from "#test/analysis/invented-wave.ts";

const KEY = { stratum: "S1", psu: "P1", street: "S1", ageBand: "18-35", sex: "female" };

/** What the database's GROUP BY would give, summed from units in its own way. */
function groupBy(units: readonly UnitRow[]): TallyRecord[] {
  const groups = new Map<string, UnitRow[]>();
  for (const unit of units) {
    const key = [unit.stratum, unit.psu, unit.street, unit.ageBand, unit.sex].join("/");
    groups.set(key, [...(groups.get(key) ?? []), unit]);
  }
  return [...groups.values()].map((members) => {
    const sum = (value: (unit: UnitRow) => number) =>
      members.reduceRight((total, unit) => total + value(unit), 0);
    const { stratum, psu, street, ageBand, sex } = members[0]!;
    const share = (pick: (unit: UnitRow) => number | null) => [
      sum((u) => (pick(u) === null ? 0 : u.weight)),
      sum((u) => u.weight * (pick(u) ?? 0)),
      sum((u) => u.weight * (pick(u) ?? 0) ** 2),
    ];
    return {
      ...{ stratum, psu, street, ageBand, sex },
      n: members.length,
      sumW: sum((u) => u.weight),
      sumW2: sum((u) => u.weight ** 2),
      items: ITEMS.flatMap((_, i) => {
        const is = (u: UnitRow) => (u.codes[i]! >= 0 ? 1 : 0);
        const unsure = (u: UnitRow) => (u.codes[i] === -1 ? 1 : 0);
        return [
          sum(is),
          sum(unsure),
          sum((u) => u.weight * is(u)),
          sum((u) => u.weight * unsure(u)),
          sum((u) => u.weight * (u.scores[i] ?? 0)),
          sum((u) => u.weight * (u.scores[i] ?? 0) ** 2),
          sum((u) => (u.satisfied[i] ? u.weight : 0)),
        ];
      }),
      shares: [...share((u) => u.ownShareSheet), ...share((u) => u.ownShareOther)],
    };
  });
}

/** Every figure of the tally, to compare with another's. */
function figures(tally: Tally): number[] {
  const { wHasShare, wShare, wShare2 } = tally;
  return [
    ...[tally.n, tally.sumW, tally.sumW2, tally.answered, tally.dontKnow, tally.wAnswered, tally.wDontKnow],
    ...[tally.wScore, tally.wScore2, tally.wSatisfied],
    ...[wHasShare.sheet, wHasShare.other, wShare.sheet, wShare.other, wShare2.sheet, wShare2.other],
  ].flatMap((column) => [...column]);
}

function expectSame(a: readonly number[], b: readonly number[]): void {
  expect(a.length).toBe(b.length);
  a.forEach((value, k) =>
    expect(Math.abs(value - b[k]!)).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(value))),
  );
}

test("one response is counted by its codes: option, don't know, refused, not asked", () => {
  const tally = tallyUnits("household", ITEMS, SHEET, [
    { ...KEY, weight: 3, codes: [1, -1, -2, null], scores: [0.5, null, null, null], satisfied: [true, null, null, null], ownShareSheet: 8, ownShareOther: 10 }, // prettier-ignore
  ]);
  expect([...tally.answered]).toEqual([1, 0, 0, 0]);
  expect([...tally.dontKnow]).toEqual([0, 1, 0, 0]);
  expect([...tally.wScore]).toEqual([1.5, 0, 0, 0]);
  expect([...tally.wScore2]).toEqual([0.75, 0, 0, 0]);
  expect([...tally.wSatisfied]).toEqual([3, 0, 0, 0]);
  expect([tally.wShare.sheet[0], tally.wShare2.sheet[0], tally.wShare.other[0]]).toEqual([24, 192, 30]);
});

test("unit rows and GROUP BY records make the same tally to 1e-12", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e6 }), (seed) => {
      const units = inventUnits(seed, ["S1", "S2"], 3, 12);
      const [a, b] = [tallyInvented("household", units), buildTally("household", ITEMS, groupBy(units))];
      expect(b.labels).toEqual(a.labels);
      for (const key of ["stratum", "psu", "street", "ageBand", "sex"] as const)
        expect(b[key]).toEqual(a[key]);
      expectSame(figures(a), figures(b));
    }),
    { numRuns: 20 },
  );
});

test("the order of responses changes no estimate", () => {
  const wave = inventWave(5);
  const units = inventUnits(5, ["S1", "S2", "S3"], 6, 20);
  const shuffled = units.map((unit, k) => ({ unit, at: (k * 7919) % 360 })).sort((a, b) => a.at - b.at).map(({ unit }) => unit); // prettier-ignore
  const shares = (rows: UnitRow[]) => {
    const { overall, streets, covariance } = estimateWave({
      ...wave,
      household: tallyInvented("household", rows),
    });
    const numbers = [overall, ...streets].flatMap(({ combined }) => ("share" in combined ? [combined.share, combined.se, combined.df] : [])); // prettier-ignore
    return [...numbers, ...covariance.matrix.flat()];
  };
  expect(shares(units)).toHaveLength(28);
  expectSame(shares(units), shares(shuffled));
});

test("a drawn PSU without a response is a row of zeros", () => {
  const tally = tallyUnits("household", ITEMS, SHEET, [], [{ stratum: "S1", psu: "P9", street: "S1" }]);
  expect(tally).toMatchObject({ rows: 1, labels: { psu: ["P9"], street: ["S1"] } });
  expect([tally.n[0], tally.ageBand[0], tally.sex[0]]).toEqual([0, -1, -1]);
});

test("figures that are not numbers, weights that are not positive, another sheet's items are refused", () => {
  const [record] = groupBy(inventUnits(1, ["S1"], 1, 1));
  expect(() => buildTally("online", ITEMS, [{ ...record!, n: "3" as unknown as number }])).toThrow(TypeError);
  expect(() => buildTally("online", ITEMS, [{ ...record!, items: [] }])).toThrow(TypeError);
  const [unit] = inventUnits(1, ["S1"], 1, 1);
  expect(() => tallyInvented("online", [{ ...unit!, weight: 0 }])).toThrow(TypeError);
  expect(() => tallyUnits("online", ITEMS, SHEET.slice(1), [])).toThrow(TypeError);
});
