import { test } from "vitest";
import { domainsBy, wholeDomain } from "#analysis/estimation/domains.ts";
import { ratioComposite, type RatioTable } from "#analysis/estimation/ratio-composite.ts";
import { ratiosByItem } from "#analysis/estimation/ratios-by-item.ts";
import type { Tally } from "#analysis/tally.ts";
import { readGolden, type Block } from "#test/analysis/read-reference.ts";
import { expectBlock, interceptTally, plainDesign } from "#test/analysis/reference-tallies.ts";

const OMEGA = Float64Array.of(0.4, 0.3, 0.2, 0.1);
const ITEMS = ["q01", "q02", "q03", "q04"];
const STREETS = Array.from({ length: 12 }, (_, k) => `S${String(k + 1).padStart(2, "0")}`);
const AGES = ["18-35", "36-55", "56-65"];

type Names =
  | "visit_weighted"
  | "person_weighted"
  | "contact_by_age"
  | "contact_by_resident"
  | "contact_by_street"
  | "score_overall"
  | "score_by_street"
  | "score_by_age"
  | "score_visit_weighted";

const { expected } = readGolden<Record<Names, Block>>("10-intercept-means-domains-score");

const visit = (row: Record<string, string>) =>
  ((Number(row.slots_frame) / Number(row.slots_taken)) * Number(row.passers)) / Number(row.interviews);
const person = (row: Record<string, string>) => visit(row) / Number(row.visits_per_week);

function scores({ items, rows, wScore, wAnswered }: Tally): RatioTable {
  return { items, rows, numerator: wScore, denominator: wAnswered };
}

test("visit-weighted and person-weighted means have R's covariances (10)", () => {
  for (const [weight, block] of [
    [visit, expected.visit_weighted],
    [person, expected.person_weighted],
  ] as const) {
    const tally = interceptTally(["contact", "resident"], weight);
    expectBlock(ratiosByItem(scores(tally), null, wholeDomain(tally)), plainDesign(tally), block);
  }
});

test("domain means by age, residence and street have R's covariances (10)", () => {
  const tally = interceptTally(["contact"], person, "resident");
  const mean = (by: "street" | "ageBand" | "sex", ids: string[]) =>
    ratioComposite(scores(tally), Float64Array.of(1), null, domainsBy(tally, by, ids));
  expectBlock(mean("ageBand", AGES), plainDesign(tally), expected.contact_by_age);
  expectBlock(mean("sex", ["0", "1"]), plainDesign(tally), expected.contact_by_resident);
  expectBlock(mean("street", STREETS), plainDesign(tally), expected.contact_by_street);
});

test("the score of four items has R's variances overall, by street and by age (10)", () => {
  const tally = interceptTally(ITEMS, person);
  const points = OMEGA.map((weight) => 20 * weight);
  const score = (of: Tally, domains: ReturnType<typeof domainsBy>) =>
    ratioComposite(scores(of), points, null, domains);
  expectBlock(score(tally, [wholeDomain(tally)]), plainDesign(tally), expected.score_overall);
  expectBlock(
    score(tally, domainsBy(tally, "street", STREETS)),
    plainDesign(tally),
    expected.score_by_street,
  );
  expectBlock(score(tally, domainsBy(tally, "ageBand", AGES)), plainDesign(tally), expected.score_by_age);
  const visits = interceptTally(ITEMS, visit);
  expectBlock(score(visits, [wholeDomain(visits)]), plainDesign(visits), expected.score_visit_weighted);
});
