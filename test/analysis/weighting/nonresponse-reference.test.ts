import { expect, test } from "vitest";
import { designDegrees } from "#analysis/estimation/degrees-of-freedom.ts";
import { domainsBy, wholeDomain } from "#analysis/estimation/domains.ts";
import { ratioComposite } from "#analysis/estimation/ratio-composite.ts";
import { tallyUnits } from "#analysis/tally.ts";
import { householdWeights, type HouseholdStatus } from "#analysis/weighting/household-weights.ts";
import { expectClose, readGolden, readInput, type Block } from "#test/analysis/read-reference.ts";
import { expectBlock, plainDesign, unitOf } from "#test/analysis/reference-tallies.ts";

const STATUS: Record<string, HouseholdStatus> = {
  respondent: "respondent",
  nonrespondent: "dwelling-nonresponse",
  ineligible: "not-eligible",
  unknown: "unknown-eligibility",
};

interface Golden23 {
  classes: { class: string; factor_unknown: number; factor_response: number; final_sum: number }[];
  final: { n: number; kish_deff: number; kish_n_eff: number };
  base: { kish_deff: number };
  mean_score: Block;
  mean_score_by_zone: Block;
}

const rows = readInput("nonresponse-sample.csv");
const { expected } = readGolden<Golden23>("23-nonresponse-weighting-classes");
const { weights, report } = householdWeights(
  rows.map((row, k) => ({
    caseId: String(k),
    overallPi: 1 / Number(row.weight),
    status: STATUS[row.status!]!,
    eligible: 1,
    selectionPi: 1,
    dwellingClass: `${row.zone} ${row.type}`,
    personClass: null,
  })),
  { merge: { minRespondents: 0, maxFactor: Infinity } },
);

test("both dwelling adjustments have R's factors in every class (23)", () => {
  const [unknown, response, person] = report.steps;
  expect(unknown!.classes.map(({ keys }) => keys)).toEqual(expected.classes.map((row) => [row.class]));
  expectClose(unknown!.classes.map(({ factor }) => factor), expected.classes.map((row) => row.factor_unknown)); // prettier-ignore
  expectClose(response!.classes.map(({ factor }) => factor), expected.classes.map((row) => row.factor_response)); // prettier-ignore
  expect(person!.factor).toEqual({ min: 1, max: 1 });
});

test("the final weights have R's sums by class and Kish design effects (23)", () => {
  const sums = new Map<string, number>();
  for (const { caseId, weight } of weights) {
    const row = rows[Number(caseId)]!;
    const key = `${row.zone} ${row.type}`;
    sums.set(key, (sums.get(key) ?? 0) + weight);
  }
  expectClose(expected.classes.map((row) => sums.get(row.class)!), expected.classes.map((row) => row.final_sum)); // prettier-ignore
  const { final, base } = report.kish;
  expectClose([final.n, final.deff, final.neff, base.deff], [expected.final.n, expected.final.kish_deff, expected.final.kish_n_eff, expected.base.kish_deff]); // prettier-ignore
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
  expectBlock(mean([wholeDomain(tally)]), design, expected.mean_score);
  expectBlock(
    mean(domainsBy(tally, "street", ["Z1", "Z2", "Z3", "Z4"])),
    design,
    expected.mean_score_by_zone,
  );
});
