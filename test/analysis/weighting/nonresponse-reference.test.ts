import { expect, test } from "vitest";
import { designDegrees } from "#analysis/estimation/degrees-of-freedom.ts";
import { domainsBy, wholeDomain } from "#analysis/estimation/domains.ts";
import { ratioComposite } from "#analysis/estimation/ratio-composite.ts";
import { tallyUnits } from "#analysis/tally.ts";
import {
  householdWeights,
  type HouseholdCase,
  type HouseholdStatus,
} from "#analysis/weighting/household-weights.ts";
import type { KishEffect } from "#analysis/weighting/kish.ts";
import { weightedResponseRate } from "#analysis/weighting/weighted-response-rate.ts";
import { expectClose, readGolden, readInput, type Block } from "#test/analysis/read-reference.ts";
import { expectBlock, plainDesign, unitOf } from "#test/analysis/reference-tallies.ts";

const STATUS: Record<string, HouseholdStatus> = {
  respondent: "respondent",
  nonrespondent: "dwelling-nonresponse",
  ineligible: "not-eligible",
  unknown: "unknown-eligibility",
};

type Kish = Record<"n" | "sum_w" | "sum_w2" | "kish_deff" | "kish_n_eff", number>;

interface Golden23 {
  classes: {
    class: string;
    cases: number;
    respondents: number;
    base_sum: number;
    factor_unknown: number;
    factor_response: number;
    final_sum: number;
  }[];
  first_12_rows: { status: string; weight: number; after_unknown: number; final: number }[];
  final: Kish;
  base: Kish;
  status_counts: Record<string, number>;
  e_weighted: number;
  weighted_response_rate: number;
  eligible_dwellings: Block;
  mean_score_base_weights_respondents: number;
  mean_score: Block;
  mean_score_by_zone: Block;
}

const rows = readInput("nonresponse-sample.csv");
const { expected } = readGolden<Golden23>("23-nonresponse-weighting-classes");
const classOf = (row: Record<string, string>) => `${row.zone} ${row.type}`;
const cases = rows.map((row, k): HouseholdCase => ({
  caseId: String(k),
  overallPi: 1 / Number(row.weight),
  status: STATUS[row.status!]!,
  eligible: 1,
  selectionPi: 1,
  dwellingClass: classOf(row),
  personClass: null,
}));
const { weights, report } = householdWeights(cases, { merge: { minRespondents: 0, maxFactor: Infinity } });
const weightOf = new Map(weights.map(({ caseId, weight }) => [Number(caseId), weight]));

test("both dwelling adjustments have R's factors in every class (23)", () => {
  const [unknown, response, person] = report.steps;
  expect(unknown!.classes.map(({ keys }) => keys)).toEqual(expected.classes.map((row) => [row.class]));
  expectClose(unknown!.classes.map(({ factor }) => factor), expected.classes.map((row) => row.factor_unknown)); // prettier-ignore
  expectClose(response!.classes.map(({ factor }) => factor), expected.classes.map((row) => row.factor_response)); // prettier-ignore
  expect(person!.factor).toEqual({ min: 1, max: 1 });
});

test("classes hold R's cases, respondents and sums of weights (23)", () => {
  expectClose(expected.classes.flatMap((row) => of(row.class)), expected.classes.flatMap((row) => [row.cases, row.respondents, row.base_sum, row.final_sum])); // prettier-ignore
  function of(key: string): number[] {
    const members = rows.flatMap((row, k) => (classOf(row) === key ? [k] : []));
    const sum = (value: (k: number) => number) => members.reduce((total, k) => total + value(k), 0);
    return [
      members.length,
      sum((k) => (weightOf.has(k) ? 1 : 0)),
      sum((k) => Number(rows[k]!.weight)),
      sum((k) => weightOf.get(k) ?? 0),
    ];
  }
});

test("the weights of the first cases are R's after each step (23)", () => {
  const factors = new Map(report.steps[0]!.classes.map(({ keys, factor }) => [keys[0]!, factor]));
  expected.first_12_rows.forEach((wanted, k) => {
    const known = wanted.status === "unknown" ? 0 : factors.get(classOf(rows[k]!))!;
    expect(rows[k]!.status).toBe(wanted.status);
    const weight = Number(rows[k]!.weight);
    expectClose([weight, weight * known, weightOf.get(k) ?? 0], [wanted.weight, wanted.after_unknown, wanted.final]); // prettier-ignore
  });
});

test("Kish design effects, response rate and statuses are R's (23)", () => {
  const listed = ({ n, sumW, sumW2, deff, neff }: KishEffect) => [n, sumW, sumW2, deff, neff];
  const wanted = ({ n, sum_w, sum_w2, kish_deff, kish_n_eff }: Kish) => [n, sum_w, sum_w2, kish_deff, kish_n_eff]; // prettier-ignore
  expectClose(listed(report.kish.base), wanted(expected.base));
  expectClose(listed(report.kish.final), wanted(expected.final));
  const { eligibleShare, rate } = weightedResponseRate(cases);
  expectClose([eligibleShare, rate], [expected.e_weighted, expected.weighted_response_rate]);
  const counted = (status: string) => rows.filter((row) => row.status === status).length;
  for (const [status, count] of Object.entries(expected.status_counts)) expect(counted(status)).toBe(count);
  const sums = rows.reduce(
    ({ w, y }, row) =>
      row.status === "respondent"
        ? { w: w + Number(row.weight), y: y + Number(row.weight) * Number(row.score) }
        : { w, y },
    { w: 0, y: 0 },
  );
  expectClose([sums.y / sums.w], [expected.mean_score_base_weights_respondents]);
});

test("estimates with these weights have R's standard errors, silent PSUs as zeros (23)", () => {
  const units = weights.map(({ caseId, weight }) => {
    const { zone = "", community = "", ...row } = rows[Number(caseId)]!;
    return unitOf(
      row,
      ["score"],
      { stratum: zone, psu: community, street: zone, ageBand: null, sex: null },
      weight,
    );
  });
  const psus = new Map(rows.map(({ zone = "", community = "" }) => [community, zone]));
  const silent = [...psus]
    .filter(([psu]) => !units.some((unit) => unit.psu === psu))
    .map(([psu, zone]) => ({ psu, stratum: zone, street: zone }));
  const tally = tallyUnits("household", ["score"], [{ id: "score" }], units, silent);
  const table = { items: ["score"], rows: tally.rows, numerator: tally.wScore, denominator: tally.wAnswered };
  const design = plainDesign(tally);
  const mean = (domains: ReturnType<typeof domainsBy>) =>
    ratioComposite(table, Float64Array.of(1), null, domains);
  expect(designDegrees(design.index)).toBe(20);
  const dwellings = tally.sumW.reduce((sum, w) => sum + w, 0);
  expectBlock(
    { estimates: Float64Array.of(dwellings), columns: 1, values: tally.sumW },
    design,
    expected.eligible_dwellings,
  );
  expectBlock(mean([wholeDomain(tally)]), design, expected.mean_score);
  expectBlock(
    mean(domainsBy(tally, "street", ["Z1", "Z2", "Z3", "Z4"])),
    design,
    expected.mean_score_by_zone,
  );
});
