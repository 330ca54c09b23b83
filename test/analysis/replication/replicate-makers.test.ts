import { expect, test } from "vitest";
import { DesignError } from "#analysis/design-error.ts";
import { estimateMeans, estimateTotals } from "#analysis/estimation/estimate-means.ts";
import { makeDesign } from "#analysis/estimation/unit-design.ts";
import { balancedReplicates } from "#analysis/replication/balanced-replicates.ts";
import { bootstrapReplicates } from "#analysis/replication/bootstrap-replicates.ts";
import { givenReplicates } from "#analysis/replication/given-replicates.ts";
import { hadamardMatrix } from "#analysis/replication/hadamard.ts";
import { jackknife1, jackknifeN } from "#analysis/replication/jackknife.ts";
import { replicateMeans, replicateUnitTotals } from "#analysis/replication/replicate-means.ts";
import { factorsOfUnits } from "#analysis/replication/replicates.ts";
import { expectClose } from "#test/analysis/read-reference.ts";
import { inventedUnits } from "./invented-units.ts";

test("a Hadamard matrix of every order up to 48 has orthogonal rows and +1 borders", () => {
  for (let least = 1; least <= 48; least++) {
    const { order, signs } = hadamardMatrix(least);
    expect(order).toBe(least <= 2 ? least : 4 * Math.ceil(least / 4));
    for (let a = 0; a < order; a++) {
      expect([signs[a], signs[a * order]]).toEqual([1, 1]);
      for (let b = 0; b < a; b++) {
        let sum = 0;
        for (let k = 0; k < order; k++) sum += signs[a * order + k]! * signs[b * order + k]!;
        expect(sum).toBe(0);
      }
    }
  }
});

test("a total's variance is Taylor's under every jackknife and balanced design, sampling fractions included", () => {
  const stratified = inventedUnits({ strata: 5, psusPerStratum: 4, population: 9 });
  const paired = inventedUnits({ strata: 7, psusPerStratum: 2 });
  const single = inventedUnits({ strata: 1, psusPerStratum: 6, population: 20 });
  const split = inventedUnits({ strata: 3, psusPerStratum: 4 });
  for (const [{ design, y, by }, replicates] of [
    [stratified, jackknifeN(stratified.design)],
    [single, jackknife1(single.design)],
    [paired, balancedReplicates(paired.design)],
    [paired, balancedReplicates(paired.design, { rho: 0.3, centre: "estimate" })],
  ] as const) {
    const taylor = estimateTotals(design, [y], { by: [by] });
    const replicated = replicateUnitTotals(design, replicates, [y], { by: [by] });
    const largest = Math.max(...taylor.covariance.map(Math.abs));
    expectClose(replicated.covariance, taylor.covariance, largest);
    expectClose(
      replicated.cells.map(({ estimate }) => estimate),
      taylor.cells.map(({ estimate }) => estimate),
    );
    expectClose(
      replicated.cells.map(({ deff }) => deff!),
      taylor.cells.map(({ deff }) => deff!),
    );
  }
  expect(balancedReplicates(split.design).list.length).toBe(8);
});

test("three pairs make R's four half-samples", () => {
  const { design } = inventedUnits({ strata: 3, psusPerStratum: 2 });
  const { list } = balancedReplicates(design);
  const firstKept = list.map(({ factors }) => [0, 2, 4].map((unit) => factors[unit]! / 2).join(""));
  expect(firstKept).toEqual(["111", "010", "100", "001"]);
});

test("a mean worked by hand: two PSUs, jackknifed", () => {
  const design = makeDesign({ n: 2 });
  const y = { name: "y", values: [1, 4] };
  const { cells, replicated } = replicateMeans(design, jackknife1(design), [y]);
  expectClose(replicated, [4, 1]);
  expectClose([cells[0]!.estimate, cells[0]!.se!], [2.5, 1.5]);
});

test("strata of one PSU follow the design's rule", () => {
  const { design } = inventedUnits({ strata: 4, psusPerStratum: 3, lonely: true });
  const rule = (lonelyPsu: "fail" | "remove" | "adjust" | "average") => jackknifeN({ ...design, lonelyPsu });
  expect(() => rule("fail")).toThrow(DesignError);
  expect(rule("remove").list.length).toBe(12);
  expect(rule("adjust").list.length).toBe(13);
  expect(rule("adjust").list.at(-1)!.rest).toBe(5 / 4);
  expect(rule("average").scale).toBeCloseTo(13 / 12, 14);
  expect(() => balancedReplicates(design)).toThrow(DesignError);
});

test("the bootstrap is the seed's alone, keeps each stratum's weight, and nears Taylor", () => {
  const { design, y } = inventedUnits({ strata: 6, psusPerStratum: 5 });
  const one = bootstrapReplicates(design, { count: 4000, seed: 7 });
  const again = bootstrapReplicates(design, { count: 4000, seed: 7 });
  const other = bootstrapReplicates(design, { count: 4000, seed: 8 });
  expect(again.list[5]).toEqual(one.list[5]);
  expect(other.list[5]).not.toEqual(one.list[5]);
  const factors = factorsOfUnits(one, one.list[0]!);
  for (let h = 0; h < 6; h++)
    expectClose([factors.slice(5 * h, 5 * h + 5).reduce((sum, f) => sum + f, 0)], [5]);
  const taylor = estimateMeans(design, [y]).cells[0]!.se!;
  const { cells } = replicateMeans(design, one, [y]);
  expect(Math.abs(cells[0]!.se! / taylor - 1)).toBeLessThan(0.05);
});

test("weights given as columns are the replicates they were", () => {
  const { design, y } = inventedUnits({ strata: 3, psusPerStratum: 4 });
  const made = jackknifeN(design);
  const columns = made.list.map((replicate) => {
    const factors = factorsOfUnits(made, replicate);
    return design.sumW.map((w, row) => w * factors[made.unitOfRow[row]!]!);
  });
  const given = givenReplicates(columns, design.sumW, { scale: 1, rscales: made.rscales });
  const a = replicateMeans(design, given, [y]);
  const b = replicateMeans(design, made, [y]);
  expectClose(a.covariance, b.covariance);
  expect(() => givenReplicates([[1, -1]], Float64Array.of(1, 1), { scale: 1 })).toThrow(DesignError);
});
