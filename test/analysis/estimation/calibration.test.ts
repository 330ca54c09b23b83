import { expect, test } from "vitest";
import { prepareCalibration } from "#analysis/estimation/calibration.ts";
import { calibratedResiduals } from "#analysis/estimation/calibration-residuals.ts";
import { designCovariance } from "#analysis/estimation/design-covariance.ts";
import { wholeDomain } from "#analysis/estimation/domains.ts";
import { indexDesign } from "#analysis/estimation/design-index.ts";
import { ratioComposite } from "#analysis/estimation/ratio-composite.ts";
import type { Tally } from "#analysis/tally.ts";
import { rake } from "#analysis/weighting/rake.ts";
import { tallyMargin } from "#analysis/weighting/tally-margin.ts";
import { AGE_BANDS, inventUnits, SEXES, tallyInvented } from "#test/analysis/invented-wave.ts";

const tally = tallyInvented("household", inventUnits(11, ["S1", "S2", "S3"], 5, 30));

function marginsOf(of: Tally) {
  const cells = Object.fromEntries(AGE_BANDS.flatMap((age) => SEXES.map((sex) => [`${age}|${sex}`, 1000])));
  return [
    tallyMargin(of, "street", ["street"], { S1: 1000, S2: 3000, S3: 2000 }),
    tallyMargin(of, "ageSex", ["ageBand", "sex"], cells),
  ];
}

function designOf(margins: ReturnType<typeof marginsOf>, calibrated = true) {
  const { factor } = rake(tally, margins);
  const calibration = calibrated ? prepareCalibration(margins, tally.sumW) : null;
  return { index: indexDesign(tally), sumW: tally.sumW, factor, calibration, lonelyPsu: "fail" as const };
}

test("what a margin fixes has no variance left", () => {
  const inS2 = Float64Array.from(tally.street, (street, row) => (tally.labels.street[street] === "S2" ? tally.sumW[row]! : 0)); // prettier-ignore
  const young = Float64Array.from(tally.ageBand, (band, row) => (tally.labels.ageBand[band] === "18-35" ? tally.sumW[row]! : 0)); // prettier-ignore
  for (const values of [inS2, young, tally.sumW])
    expect(Math.sqrt(designCovariance({ values, columns: 1 }, designOf(marginsOf(tally)))[0]!)).toBeLessThan(
      1e-6,
    );
  expect(Math.sqrt(designCovariance({ values: young, columns: 1 }, designOf(marginsOf(tally), false))[0]!)).toBeGreaterThan(10); // prettier-ignore
});

test("the order of margins, which share the constant, does not matter", () => {
  const table = {
    items: tally.items,
    rows: tally.rows,
    numerator: tally.wScore,
    denominator: tally.wAnswered,
  };
  const variance = (margins: ReturnType<typeof marginsOf>) => {
    const design = designOf(margins);
    const mean = ratioComposite(table, Float64Array.of(8, 6, 6, 0), design.factor, [wholeDomain(tally)]);
    return designCovariance(mean, design)[0]!;
  };
  const [street, ageSex] = marginsOf(tally);
  expect(variance([ageSex!, street!]) / variance([street!, ageSex!])).toBeCloseTo(1, 9);
  expect(variance([street!, ageSex!, street!]) / variance([street!, ageSex!])).toBeCloseTo(1, 9);
});

test("rounding in large sums does not disturb the constant that two margins share", () => {
  // the same space without a shared constant: one margin, and the other's indicator as a number
  const rows = 100_000;
  const pick = (step: number, size: number) =>
    Int32Array.from({ length: rows }, (_, k) => Math.floor(((k * step) % 1) * size));
  const [age, sex] = [pick(0.754877666, 3), pick(0.569840291, 2)];
  const sumW = Float64Array.from({ length: rows }, (_, k) => 0.1 + 40 * ((k * 0.618033989) % 1));
  const values = Float64Array.from(
    { length: rows },
    (_, k) => sumW[k]! * (((k * 0.414213562) % 1) + age[k]!),
  );
  const margin = (name: string, size: number, categoryOfRow: Int32Array) => ({
    name,
    labels: Array.from({ length: size }, (_, k) => String(k)),
    categoryOfRow,
    totals: new Float64Array(size).fill(1),
  });
  const male = { name: "male", valueOfRow: Float64Array.from(sex), total: 1 };
  const shared = prepareCalibration([margin("age", 3, age), margin("sex", 2, sex)], sumW);
  const apart = prepareCalibration([margin("age", 3, age)], sumW, [male]);
  const [a, b] = [shared, apart].map((calibration) => calibratedResiduals(values, 1, sumW, calibration));
  let largest = 0;
  for (let row = 0; row < rows; row++)
    largest = Math.max(largest, Math.abs(a![row]! - b![row]!) / sumW[row]!);
  expect(largest).toBeLessThan(1e-11);
});
