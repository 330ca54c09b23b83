import { expect, test } from "vitest";
import { prepareCalibration, type Margin } from "#analysis/estimation/calibration.ts";
import type { Estimates } from "#analysis/estimation/estimate-cells.ts";
import { estimateMeans } from "#analysis/estimation/estimate-means.ts";
import type { SurveyDesign } from "#analysis/estimation/survey-design.ts";
import { kishEffectOf } from "#analysis/weighting/kish.ts";
import { rake } from "#analysis/weighting/rake.ts";
import { unitRows } from "#analysis/weighting/weighted-rows.ts";
import { readGolden, readInput } from "#test/analysis/read-reference.ts";
import { blockOf, byDomain, contrastOf, expectBlocks, scoreOf, unitColumns } from "#test/analysis/reference-units.ts"; // prettier-ignore

type Expected = Record<string, Record<string, unknown>>;

const POINTS = [8, 6, 4, 2];
const ITEMS = ["q01", "q02", "q03", "q04"];
const { expected, input } = readGolden<Expected>("18-two-wave-change-overlapping-communities");
const { wave_totals, margins_as_shares } = (input as { raking: Raking }).raking;
const waves = unitColumns("two-wave.csv");
const stacked = waves.design("street", "community");
const WAVE = waves.factor("wave");

interface Raking {
  wave_totals: Record<string, number>;
  margins_as_shares: Record<"age" | "sex", Record<string, number>>;
}

function contact(design: SurveyDesign, ...by: string[]) {
  return estimateMeans(design, waves.columns("contact"), { by: by.map((name) => waves.factor(name)) });
}

function score(design: SurveyDesign, ...by: string[]): Estimates {
  return scoreOf(estimateMeans(design, waves.columns(...ITEMS), { by: by.map((name) => waves.factor(name)) }), POINTS); // prettier-ignore
}

function changes(estimates: Estimates) {
  return waves.factor("street").labels.map((street, k) => ({
    street,
    ...contrastOf(estimates, estimates.cells.map((_, c) => (c === 2 * k ? -1 : c === 2 * k + 1 ? 1 : 0))), // prettier-ignore
  }));
}

test("two waves stacked as unit rows change as in R, overall and by street (18)", () => {
  const means = contact(stacked, "wave");
  const [v1, v12, , v2] = means.covariance;
  const own = ["w1", "w2"].map((wave) => {
    const alone = unitColumns(readInput("two-wave.csv").filter((row) => row.wave === wave));
    return estimateMeans(alone.design("street", "community"), alone.columns("contact")).cells[0]!.se;
  });
  const { wrong_se_if_independent, ...change } = expected.contact_change!;
  expect(change.se).not.toBe(wrong_se_if_independent);
  expectBlocks(
    {
      contact_by_wave: blockOf(means, byDomain),
      contact_change: {
        ...contrastOf(means, [-1, 1]),
        correlation: v12! / Math.sqrt(v1! * v2!),
        se_of_each_wave_as_a_design_of_its_own: own,
      },
      score_by_wave: blockOf(score(stacked, "wave"), byDomain),
      score_change: contrastOf(score(stacked, "wave"), [-1, 1]),
      contact_change_by_street: changes(contact(stacked, "street", "wave")),
      score_change_by_street: changes(score(stacked, "street", "wave")),
    },
    { ...expected, contact_change: change },
  );
});

test("unit rows raked wave by wave carry the calibration into every figure (18)", () => {
  const margins = (["age", "sex"] as const).map((name): Margin => {
    const cells = waves.factor(name, waves.rows.map((row) => `${row.wave} ${row[name]}`)); // prettier-ignore
    const total = (label: string) => {
      const [wave = "", category = ""] = label.split(" ");
      return wave_totals[wave]! * margins_as_shares[name][category]!;
    };
    return { name, labels: cells.labels, categoryOfRow: cells.codes, totals: Float64Array.from(cells.labels, total) }; // prettier-ignore
  });
  const { factor } = rake(unitRows(stacked.sumW), margins);
  const raked = { ...stacked, factor, calibration: prepareCalibration(margins, stacked.sumW) };
  const final = stacked.sumW.map((weight, row) => weight * factor[row]!);
  const kish = (wave: number) => {
    const { n, sumW, sumW2, deff, neff } = kishEffectOf(final.filter((_, row) => WAVE.codes[row] === wave));
    return { n, sum_w: sumW, sum_w2: sumW2, kish_deff: deff, kish_n_eff: neff };
  };
  expectBlocks(
    {
      kish_w1: kish(0),
      kish_w2: kish(1),
      contact_by_wave: blockOf(contact(raked, "wave"), byDomain),
      contact_change: contrastOf(contact(raked, "wave"), [-1, 1]),
      score_by_wave: blockOf(score(raked, "wave"), byDomain),
      score_change: contrastOf(score(raked, "wave"), [-1, 1]),
    },
    expected.raked!,
  );
});
