import { expect, test } from "vitest";
import { prepareCalibration } from "#analysis/estimation/calibration.ts";
import { domainsBy, wholeDomain } from "#analysis/estimation/domains.ts";
import { indexDesign } from "#analysis/estimation/design-index.ts";
import { ratioComposite } from "#analysis/estimation/ratio-composite.ts";
import { ratiosByItem } from "#analysis/estimation/ratios-by-item.ts";
import type { SurveyDesign } from "#analysis/estimation/survey-design.ts";
import type { Tally } from "#analysis/tally.ts";
import type { KishEffect } from "#analysis/weighting/kish.ts";
import { rake } from "#analysis/weighting/rake.ts";
import { tallyMargin } from "#analysis/weighting/tally-margin.ts";
import { expectClose, readGolden, type Block } from "#test/analysis/read-reference.ts";
import { expectBlock, householdTally, totalsOf } from "#test/analysis/reference-tallies.ts";

const ITEMS = ["q01", "q02", "q03", "q04", "q05", "q06", "q07", "q08"];
const POINTS = Float64Array.of(0.2, 0.15, 0.15, 0.12, 0.1, 0.1, 0.1, 0.08).map((weight) => 20 * weight);
const STREETS = Array.from({ length: 12 }, (_, k) => `S${String(k + 1).padStart(2, "0")}`);
const AGES = ["18-35", "36-55", "56-65"];

type Margins = Record<"street" | "age" | "sex", Record<string, number>>;
type Names =
  | "means"
  | "totals"
  | "contact_by_street"
  | "contact_by_age"
  | "score_overall"
  | "score_by_street"
  | "score_by_age";
interface Kish {
  n: number;
  sum_w: number;
  sum_w2: number;
  kish_deff: number;
  kish_n_eff: number;
}
type Golden05 = Record<Names, Block> & {
  weights: Kish & {
    g_min: number;
    g_max: number;
    g_by_cell: { street: string; age: string; sex: string; g: number }[];
  };
};

const golden = readGolden<Golden05>("05-household-raking-street-age-sex");
const margins = (golden.input as { margins: Margins }).margins;

function raked(tally: Tally) {
  const list = [
    tallyMargin(tally, "street", ["street"], margins.street),
    tallyMargin(tally, "age", ["ageBand"], margins.age),
    tallyMargin(tally, "sex", ["sex"], margins.sex),
  ];
  const { factor, report } = rake(tally, list);
  const calibration = prepareCalibration(list, tally.sumW);
  const design: SurveyDesign = {
    index: indexDesign(tally),
    sumW: tally.sumW,
    factor,
    calibration,
    lonelyPsu: "fail",
  };
  return {
    factor,
    report,
    design,
    table: { items: tally.items, rows: tally.rows, numerator: tally.wScore, denominator: tally.wAnswered },
  };
}

const figuresOf = ({ n, sumW, sumW2, deff, neff }: KishEffect) => [n, sumW, sumW2, deff, neff];

test("raking gives R's factor in every cell, and says what it did (05, 17)", () => {
  const tally = householdTally(ITEMS);
  const { factor, report } = raked(tally);
  const cell = new Map(golden.expected.weights.g_by_cell.map((c) => [`${c.street}|${c.age}|${c.sex}`, c.g]));
  const expected = Array.from({ length: tally.rows }, (_, row) =>
    cell.get(
      `${tally.labels.street[tally.street[row]!]}|${tally.labels.ageBand[tally.ageBand[row]!]}|${tally.labels.sex[tally.sex[row]!]}`,
    )!,
  );
  expectClose(factor, expected);
  const { weights } = golden.expected;
  const after = report.after;
  expectClose([report.factor.min, report.factor.max], [weights.g_min, weights.g_max]);
  expectClose(
    [after.n, after.sumW, after.sumW2, after.deff, after.neff],
    [weights.n, weights.sum_w, weights.sum_w2, weights.kish_deff, weights.kish_n_eff],
  );
  const { kish } = readGolden<{ kish: Record<"household_base" | "household_raked", Kish> }>(
    "17-weights-kish-deff-and-design-df",
  ).expected;
  expectClose(figuresOf(report.before), Object.values(kish.household_base));
  expectClose(figuresOf(after), Object.values(kish.household_raked));
  expect(report.maxMarginError).toBeLessThan(1e-11);
});

test("calibrated means, totals and domain means have R's covariances (05)", () => {
  const simple = householdTally(["contact", "victim", "calls"]);
  const { factor, design, table } = raked(simple);
  expectBlock(ratiosByItem(table, factor, wholeDomain(simple)), design, golden.expected.means);
  const totals = householdTally(["contact", "calls"]);
  const other = raked(totals);
  expectBlock(totalsOf(totals, other.factor), other.design, golden.expected.totals);
  const contact = householdTally(["contact"]);
  const { factor: g, design: d, table: t } = raked(contact);
  const mean = (domains: ReturnType<typeof domainsBy>) => ratioComposite(t, Float64Array.of(1), g, domains);
  expectBlock(mean(domainsBy(contact, "street", STREETS)), d, golden.expected.contact_by_street);
  expectBlock(mean(domainsBy(contact, "ageBand", AGES)), d, golden.expected.contact_by_age);
});

test("calibrated scores have R's variances and covariances between streets (05)", () => {
  const tally = householdTally(ITEMS);
  const { factor, design, table } = raked(tally);
  const score = (domains: ReturnType<typeof domainsBy>) => ratioComposite(table, POINTS, factor, domains);
  expectBlock(score([wholeDomain(tally)]), design, golden.expected.score_overall);
  expectBlock(score(domainsBy(tally, "street", STREETS)), design, golden.expected.score_by_street);
  expectBlock(score(domainsBy(tally, "ageBand", AGES)), design, golden.expected.score_by_age);
});
