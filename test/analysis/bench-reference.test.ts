import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { prepareCalibration } from "#analysis/estimation/calibration.ts";
import { estimateMeans } from "#analysis/estimation/estimate-means.ts";
import { makeDesign } from "#analysis/estimation/unit-design.ts";
import { columnMargin } from "#analysis/weighting/column-margin.ts";
import { rake } from "#analysis/weighting/rake.ts";
import { unitRows } from "#analysis/weighting/weighted-rows.ts";
import expected from "../reference/bench/expected.json" with { type: "json" };
import { makeColumns } from "../reference/bench/generate.mjs";

const codes = (column: Uint8Array, count: number) => ({
  codes: Int32Array.from(column),
  labels: Array.from({ length: count }, (_, k) => String(k)),
});

function expectNear(actual: number, wanted: number, what: string) {
  expect(Math.abs(actual / wanted - 1), what).toBeLessThanOrEqual(expected.relative_tolerance);
}

/** R's estimate and standard error by "street:item". */
function storedCells(file: string): Map<string, [number, number]> {
  const text = readFileSync(new URL(`../reference/bench/${file}`, import.meta.url), "utf8");
  const lines = text.replaceAll('"', "").trim().split("\n").slice(1);
  return new Map(
    lines.map((line) => {
      const [street, item, estimate, se] = line.split(",");
      return [`${street}:${item}`, [Number(estimate), Number(se)]];
    }),
  );
}

test.each([10_000, 100_000] as const)("%i synthetic rows have R's cells, raked means and checksums", (n) => {
  const wanted = expected.sizes[`${n}`];
  const d = makeColumns(n);
  const weights = d.weight;
  const design = makeDesign({
    n,
    strata: codes(d.stratum, 30),
    psu: [codes(d.psu, 20)],
    nest: true,
    weights,
  });
  const columns = d.items.map((values, q) => ({ name: `q${String(q + 1).padStart(2, "0")}`, values }));
  const { cells } = estimateMeans(design, columns, { by: [{ name: "street", ...codes(d.street, 30) }] });
  const sum = (of: readonly number[]) => of.reduce((total, value) => total + value, 0);
  const errors = (of: typeof cells) => sum(of.map(({ se }) => se!));
  expect(cells).toHaveLength(360);
  expectNear(sum(cells.map(({ estimate }) => estimate)), wanted.sum_of_360_estimates, "estimates");
  expectNear(errors(cells), wanted.sum_of_360_se, "standard errors");
  if ("cells" in wanted) {
    const stored = storedCells(wanted.cells);
    expect(stored.size).toBe(360);
    for (const { variable, by, estimate, se } of cells) {
      const [mean, error] = stored.get(`${by.street}:${variable}`)!;
      expectNear(estimate, mean, `${by.street}:${variable}`);
      expectNear(se!, error, `se of ${by.street}:${variable}`);
    }
  }
  expectNear(errors(estimateMeans(design, columns).cells), wanted.sum_of_12_overall_se, "overall");
  const persons = sum([...weights]);
  const margins = [
    columnMargin("age", [codes(d.age, 3)], { 0: 0.33 * persons, 1: 0.37 * persons, 2: 0.3 * persons }),
    columnMargin("sex", [codes(d.sex, 2)], { 0: 0.5 * persons, 1: 0.5 * persons }),
  ];
  const { factor, report } = rake(unitRows(weights), margins);
  const raked = { ...design, factor, calibration: prepareCalibration(margins, weights) };
  expectNear(errors(estimateMeans(raked, columns).cells), wanted.sum_of_12_raked_se, "raked");
  expectNear(report.after.deff, wanted.kish_deff_raked, "Kish");
});
