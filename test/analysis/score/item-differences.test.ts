import { expect, test } from "vitest";
import { benjaminiHochbergAdjusted } from "#analysis/estimation/adjust-p-values.ts";
import { contrastShares } from "#analysis/score/contrast-shares.ts";
import { estimateItemDifferences } from "#analysis/score/item-differences.ts";
import { estimateLosses } from "#analysis/score/estimate-losses.ts";
import { isWithheld } from "#analysis/score/withheld.ts";
import { inventUnits, inventWave, tallyInvented } from "#test/analysis/invented-wave.ts";

test("each cell is the street's loss less the district's, with the variance of the contrast of both", () => {
  const wave = inventWave();
  const { domains, covariance } = estimateLosses(wave, "item");
  const rows = estimateItemDifferences(wave);
  expect(rows.map(({ item, points }) => [item, points])).toEqual([["q01", 8], ["q02", 6], ["q03", 6]]); // prettier-ignore
  const at = (domain: string, item: string) =>
    covariance.cells.findIndex(([d, i]) => d === domain && i === item);
  rows.forEach(({ item, cells }, i) =>
    cells.forEach((cell, s) => {
      const [street, district] = [domains[s]!.parts[i]!.combined, domains.at(-1)!.parts[i]!.combined];
      if (isWithheld(cell) || isWithheld(street) || isWithheld(district)) throw new Error("withheld");
      const places = [at(wave.streets[s]!, item), at("overall", item)];
      const matrix = places.flatMap((a) => places.map((b) => covariance.matrix[a]![b]!));
      const losses = [street, district].map(({ lost, df }) => ({ share: lost, df }));
      const contrast = contrastShares(losses, matrix, [1, -1], { df: cell.df });
      expect(cell.difference).toBeCloseTo(contrast.estimate, 12);
      expect(cell.se).toBeCloseTo(contrast.se, 10);
      expect(cell.p).toBeCloseTo(contrast.p, 8);
    }),
  );
});

test("p-values allow for all cells that are given", () => {
  const cells = estimateItemDifferences(inventWave()).flatMap(({ cells: row }) => row);
  const given = cells.flatMap((cell) => (isWithheld(cell) ? [] : [cell]));
  expect(given).toHaveLength(9);
  expect(given.map(({ adjusted }) => adjusted)).toEqual(benjaminiHochbergAdjusted(given.map(({ p }) => p)));
});

test("an item that all of a street left open withholds that cell alone, with the reason", () => {
  const units = inventUnits(1, ["S1", "S2", "S3"], 6, 20).map((unit) =>
    unit.street === "S2" ? { ...unit, codes: unit.codes.map((code, i) => (i === 1 ? -1 : code)) } : unit,
  );
  const rows = estimateItemDifferences({ ...inventWave(), household: tallyInvented("household", units) });
  expect(rows.map(({ cells }) => cells.map((cell) => (isWithheld(cell) ? cell.withheld.code : "")))).toEqual([
    ["", "", ""],
    ["", "item-unanswered", ""],
    ["", "", ""],
  ]);
});

test("one street alone cannot differ from its district", () => {
  const [row] = estimateItemDifferences(inventWave(1, ["S1"]));
  expect(row!.cells).toMatchObject([{ withheld: { code: "no-variation" } }]);
});

test("while a mode is missing in a street no cell can be set against the district", () => {
  const intercept = tallyInvented("intercept", inventUnits(1001, ["S1", "S2"], 5, 15));
  const cells = estimateItemDifferences({ ...inventWave(), intercept }).flatMap((row) => row.cells);
  expect(new Set(cells.map((cell) => (isWithheld(cell) ? cell.withheld.code : "given")))).toEqual(
    new Set(["mode-missing"]),
  );
});

test("by dimension the losses of its items are taken together", () => {
  const wave = inventWave();
  const sheet = wave.sheet.map((item) => (item.id === "q02" ? { ...item, dimension: "level" } : item));
  const items = estimateItemDifferences({ ...wave, sheet });
  const [level, clean] = estimateItemDifferences({ ...wave, sheet }, "dimension");
  expect([level!.item, level!.points, clean!.item]).toEqual(["level", 14, "clean"]);
  level!.cells.forEach((cell, s) => {
    const parts = items.slice(0, 2).map(({ cells }) => cells[s]!);
    const sum = parts.reduce((total, part) => total + (isWithheld(part) ? NaN : part.difference), 0);
    expect(isWithheld(cell) ? NaN : cell.difference).toBeCloseTo(sum, 10);
  });
});
