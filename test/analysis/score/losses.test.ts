import fc from "fast-check";
import { expect, test } from "vitest";
import { contrastShares } from "#analysis/score/contrast-shares.ts";
import { estimateLosses } from "#analysis/score/estimate-losses.ts";
import { estimateSharesBy } from "#analysis/score/estimate-shares-by.ts";
import { estimateWave } from "#analysis/score/estimate-wave.ts";
import { isWithheld, type Outcome } from "#analysis/score/withheld.ts";
import { tallyUnits, type SheetItem, type UnitRow } from "#analysis/tally.ts";
import { DesignError } from "#analysis/design-error.ts";
import { inventUnits, inventWave, tallyInvented } from "#test/analysis/invented-wave.ts";

function given<T extends object>(outcome: Outcome<T>): T {
  if (isWithheld(outcome)) throw new Error(`withheld: ${outcome.withheld.code}`);
  return outcome;
}

test("points lost are worked by hand: 20·ω·(1 − R) of each item", () => {
  const sheet: SheetItem[] = [
    { id: "a", dimension: "level", weight: 0.75, dontKnow: "excluded" },
    { id: "b", dimension: "clean", weight: 0.25, dontKnow: "excluded" },
    { id: "all", dimension: "overall", weight: 0, dontKnow: "excluded" },
  ];
  const unit = (psu: string, a: number, b: number): UnitRow => ({
    stratum: "S",
    psu,
    street: "S",
    ageBand: "18-35",
    sex: "male",
    weight: 1,
    codes: [0, 0, 0],
    scores: [a, b, 1],
    satisfied: [true, true, true],
    ownShareSheet: 15 * a + 5 * b,
    ownShareOther: 15 * a + 5 * b,
  });
  const intercept = tallyUnits("intercept", ["a", "b", "all"], sheet, [unit("1", 1, 0), unit("2", 0.5, 1)]);
  const { domains, covariance } = estimateLosses(
    {
      ...inventWave(),
      household: null,
      online: null,
      intercept,
      sheet,
      overallItem: "all",
      lambda: 0,
      streets: ["S"],
    },
    "item",
  );
  expect(domains.map(({ id }) => id)).toEqual(["S", "overall"]);
  const [a, b] = domains[0]!.parts;
  expect([a!.part, a!.points, b!.part, b!.points]).toEqual(["a", 15, "b", 5]);
  // R = 0.75 and 0.5: 15·0.25 = 3.75 and 5·0.5 = 2.5; the variance of a mean of two is half their squared distance
  // over 2: (15·0.5)²/4 = 14.0625 and (5·1)²/4 = 6.25, moving against each other
  expect([given(a!.combined).lost, given(b!.combined).lost]).toEqual([3.75, 2.5]);
  expect(given(a!.combined).se ** 2).toBeCloseTo(14.0625, 12);
  expect(given(b!.combined).se ** 2).toBeCloseTo(6.25, 12);
  expect(covariance.cells.slice(0, 2)).toEqual([["S", "a"], ["S", "b"]]); // prettier-ignore
  expect(covariance.matrix[0]![1]).toBeCloseTo(-9.375, 12);
});

test("losses of a wave sum to 20 less the share, with its standard error, whatever the detail", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e6 }), fc.constantFrom("sheet", "other"), (seed, dontKnow) => {
      const wave = { ...inventWave(seed), dontKnow } as const;
      const { streets, overall } = estimateWave(wave);
      const shares = [...streets, overall].map(({ combined }) => given(combined));
      for (const detail of ["item", "dimension", "total"] as const) {
        const { domains, covariance } = estimateLosses(wave, detail);
        domains.forEach(({ id, parts }, d) => {
          const lost = parts.reduce((sum, part) => sum + given(part.combined).lost, 0);
          expect(lost).toBeCloseTo(20 - shares[d]!.share, 10);
          const mine = covariance.cells.flatMap(([domain], cell) => (domain === id ? [cell] : []));
          const variance = mine.flatMap((a) => mine.map((b) => covariance.matrix[a]![b]!));
          expect(Math.sqrt(variance.reduce((sum, v) => sum + v, 0))).toBeCloseTo(shares[d]!.se, 10);
          expect(parts.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(20, 12);
          if (detail === "total")
            expect(given(parts[0]!.combined).ci[0]).toBeCloseTo(20 - shares[d]!.ci[1], 9);
        });
      }
    }),
    { numRuns: 10 },
  );
});

test("an item nobody answered withholds its own loss and no other item's", () => {
  const units = inventUnits(1, ["S1", "S2", "S3"], 6, 20).map((unit) =>
    unit.street === "S2" ? { ...unit, codes: [unit.codes[0]!, -1, ...unit.codes.slice(2)] } : unit,
  );
  const wave = { ...inventWave(), household: tallyInvented("household", units) };
  const { domains } = estimateLosses(wave, "item");
  expect(domains[1]!.parts.map(({ combined }) => (isWithheld(combined) ? combined.withheld.code : ""))).toEqual(["", "item-unanswered", ""]); // prettier-ignore
  expect(domains[0]!.parts.some(({ combined }) => isWithheld(combined))).toBe(false);
});

test("shares by street alone are those of the wave, covariance and flags too", () => {
  const wave = inventWave();
  const by = estimateSharesBy(wave, ["street"]);
  const { streets, covariance } = estimateWave(wave);
  expect(by.domains.map(({ by: labels, ...rest }) => ({ street: labels.street, ...rest }))).toEqual(streets);
  expect(by.covariance.matrix).toEqual(covariance.matrix.slice(0, 3).map((row) => row.slice(0, 3)));
});

test("shares by several variables come in their order, with covariances across streets", () => {
  const { domains, covariance } = estimateSharesBy(inventWave(), ["ageBand", "sex"]);
  expect(domains.map(({ by }) => [by.ageBand, by.sex].join(" "))).toEqual([
    "18-35 female",
    "18-35 male",
    "36-55 female",
    "36-55 male",
    "56-65 female",
    "56-65 male",
  ]);
  expect(covariance.places).toHaveLength(6);
  expect(Math.abs(covariance.matrix[0]![1]!)).toBeGreaterThan(1e-6);
  domains.forEach(({ combined }, d) =>
    expect(Math.sqrt(covariance.matrix[d]![d]!)).toBeCloseTo(given(combined).se, 12),
  );
});

test("a domain over all streets is withheld while a mode is missing in one", () => {
  const intercept = tallyInvented("intercept", inventUnits(1001, ["S1", "S2"], 5, 15));
  const { domains } = estimateSharesBy({ ...inventWave(), intercept }, ["sex"]);
  expect(domains[0]!.combined).toEqual({ withheld: { code: "mode-missing", details: { mode: "intercept", street: "S3" } } }); // prettier-ignore
  expect(isWithheld(domains[0]!.byMode.household)).toBe(false);
});

test("a contrast without df has Satterthwaite's, and one without variance is refused", () => {
  const shares = [
    { share: 15, df: 4 },
    { share: 12, df: 6 },
  ];
  const difference = contrastShares(shares, [2, 0, 0, 3], [1, -1]);
  expect(difference).toMatchObject({ estimate: 3, df: 10 });
  expect(difference.se).toBeCloseTo(Math.sqrt(5), 12);
  expect(() => contrastShares(shares, [1, 1, 1, 1], [1, -1])).toThrow(DesignError);
  expect(() => contrastShares(shares, [1, 1, 1], [1, -1])).toThrow(RangeError);
});
