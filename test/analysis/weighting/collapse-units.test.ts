import { expect, test } from "vitest";
import { prepareCalibration } from "#analysis/estimation/calibration.ts";
import { designCovariance } from "#analysis/estimation/design-covariance.ts";
import { ratiosByItem } from "#analysis/estimation/ratios-by-item.ts";
import { makeDesign } from "#analysis/estimation/unit-design.ts";
import { collapseUnits } from "#analysis/weighting/collapse-units.ts";
import { columnMargin } from "#analysis/weighting/column-margin.ts";
import { rake } from "#analysis/weighting/rake.ts";
import { unitRows } from "#analysis/weighting/weighted-rows.ts";
import { expectClose } from "#test/analysis/read-reference.ts";

test("units gathered by PSU and cell rake, and vary, as the units themselves", () => {
  const n = 4000;
  const pick = (step: number, size: number) => ({
    codes: Int32Array.from({ length: n }, (_, k) => Math.floor(((k * step) % 1) * size)),
    labels: Array.from({ length: size }, (_, k) => String(k)),
  });
  const [strata, psu, age, sex] = [pick(0.754877666, 4), pick(0.569840291, 5), pick(0.324717957, 3), pick(0.7320508, 2)]; // prettier-ignore
  const weights = Float64Array.from({ length: n }, (_, k) => 1 + 9 * ((k * 0.618033989) % 1));
  const design = makeDesign({ n, strata, psu: [psu], weights, nest: true });
  const margins = [
    columnMargin("age", [age], { 0: 900, 1: 1000, 2: 1100 }),
    columnMargin("sex", [sex], { 0: 1400, 1: 1600 }),
  ];
  const columns = [
    { name: "a", values: Uint8Array.from({ length: n }, (_, k) => (k * 7) % 3) },
    { name: "b", values: Float64Array.from({ length: n }, (_, k) => (k * 0.414213562) % 1) },
  ];
  const collapsed = collapseUnits(design, margins, columns);
  const small = rake(collapsed.rows, collapsed.margins);
  const large = rake(unitRows(weights), margins);
  expect(collapsed.rows.rows).toBeLessThanOrEqual(4 * 5 * 6);
  expectClose(large.factor.map((_, unit) => small.factor[collapsed.rowOfUnit[unit]!]!), large.factor); // prettier-ignore
  const { before, after } = large.report;
  expectClose([small.report.before.deff, small.report.after.deff], [before.deff, after.deff]);

  const all = (rows: number) => ({ id: "all", rows: Int32Array.from({ length: rows }, (_, row) => row) });
  const few = ratiosByItem(collapsed.table, small.factor, all(collapsed.rows.rows));
  const items = columns.map(({ name }) => name);
  const cell = (value: (unit: number, item: number) => number) =>
    Float64Array.from({ length: 2 * n }, (_, k) => value(k >> 1, k & 1));
  const numerator = cell((unit, item) => weights[unit]! * columns[item]!.values[unit]!);
  const table = { items, rows: n, numerator, denominator: cell((unit) => weights[unit]!) };
  const many = ratiosByItem(table, large.factor, all(n));
  expectClose(few.estimates, many.estimates);
  const of = (base: typeof design, factor: Float64Array, list: typeof margins) => ({ ...base, factor, calibration: prepareCalibration(list, base.sumW) }); // prettier-ignore
  expectClose(
    designCovariance(few, of(collapsed.design, small.factor, collapsed.margins)),
    designCovariance(many, of(design, large.factor, margins)),
  );
});
