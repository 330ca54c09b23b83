import { expect, test } from "vitest";
import { domainDegrees } from "#analysis/estimation/degrees-of-freedom.ts";
import { domainsBy, wholeDomain } from "#analysis/estimation/domains.ts";
import { indexDesign } from "#analysis/estimation/design-index.ts";
import { ratioComposite, type RatioTable } from "#analysis/estimation/ratio-composite.ts";
import { ratiosByItem } from "#analysis/estimation/ratios-by-item.ts";
import type { Tally } from "#analysis/tally.ts";
import { readGolden, type Block } from "#test/analysis/read-reference.ts";
import { expectBlock, householdTally, plainDesign, totalsOf } from "#test/analysis/reference-tallies.ts";

const ITEMS = ["q01", "q02", "q03", "q04", "q05", "q06", "q07", "q08"];
const OMEGA = Float64Array.of(0.2, 0.15, 0.15, 0.12, 0.1, 0.1, 0.1, 0.08);
const AGES = ["18-35", "36-55", "56-65"];
const STREETS = Array.from({ length: 12 }, (_, k) => `S${String(k + 1).padStart(2, "0")}`);

function scores({ items, rows, wScore, wAnswered }: Tally): RatioTable {
  return { items, rows, numerator: wScore, denominator: wAnswered };
}

test("means, item means and totals have R's estimates, covariances and intervals (01)", () => {
  const { expected } = readGolden<Record<"means" | "totals" | "item_means", Block>>(
    "01-household-means-totals-proportions-ratios",
  );
  const simple = householdTally(["contact", "victim", "calls", "solved"]);
  expectBlock(ratiosByItem(scores(simple), null, wholeDomain(simple)), plainDesign(simple), expected.means);
  expectBlock(totalsOf(simple), plainDesign(simple), expected.totals);
  const items = householdTally(ITEMS);
  expectBlock(ratiosByItem(scores(items), null, wholeDomain(items)), plainDesign(items), expected.item_means);
});

test("a ratio of two items is the ratio composite of one as numerator, the other as denominator (01)", () => {
  const { expected } = readGolden<{ ratios: Block }>("01-household-means-totals-proportions-ratios");
  const tally = householdTally(["solved", "calls"]);
  const pick = (item: number) =>
    Float64Array.from({ length: tally.rows }, (_, row) => tally.wScore[row * 2 + item]!);
  const table = { items: ["solved"], rows: tally.rows, numerator: pick(0), denominator: pick(1) };
  const { names, estimate, se, covariance, df, ci95_low, ci95_high } = expected.ratios;
  expect(names[0]).toBe("solved_per_call");
  const first = (xs: number[]) => xs.slice(0, 1);
  expectBlock(ratioComposite(table, Float64Array.of(1), null, [wholeDomain(tally)]), plainDesign(tally), {
    names: ["solved_per_call"],
    estimate: first(estimate),
    se: first(se),
    covariance: [first(covariance[0]!)],
    df,
    ci95_low: first(ci95_low),
    ci95_high: first(ci95_high),
  });
});

test("domain means by street, age, and age and sex have R's covariance between domains (02)", () => {
  const { expected } = readGolden<
    Record<"contact_mean_by_street" | "calls_mean_by_age" | "contact_mean_by_age", Block>
  >("02-household-domain-means-with-covariance");
  const one = Float64Array.of(1);
  const contact = householdTally(["contact"]);
  const calls = householdTally(["calls"]);
  const means = (tally: Tally, by: "street" | "ageBand", ids: string[]) =>
    ratioComposite(scores(tally), one, null, domainsBy(tally, by, ids));
  expectBlock(means(contact, "street", STREETS), plainDesign(contact), expected.contact_mean_by_street);
  expectBlock(means(contact, "ageBand", AGES), plainDesign(contact), expected.contact_mean_by_age);
  expectBlock(means(calls, "ageBand", AGES), plainDesign(calls), expected.calls_mean_by_age);
});

test("a rare domain keeps the PSUs where it is absent as zeros, and its own df counts active ones (02, 17)", () => {
  type Active = { domain: string; psus: number; strata: number; df: number }[];
  const { expected } = readGolden<{
    victim_domain: { mean_calls: Block };
    domain_psus_strata_df: Record<"age" | "victim" | "street", Active>;
  }>("02-household-domain-means-with-covariance");
  const tally = householdTally(["calls"], "victim");
  const victims = domainsBy(tally, "sex", ["1"]);
  expectBlock(
    ratioComposite(scores(tally), Float64Array.of(1), null, victims),
    plainDesign(tally),
    expected.victim_domain.mean_calls,
  );
  for (const [key, active] of Object.entries(expected.domain_psus_strata_df)) {
    const by = ({ age: "ageBand", victim: "sex", street: "street" } as const)[key as "age"];
    for (const { domain, ...wanted } of active)
      expect(domainDegrees(indexDesign(tally), domainsBy(tally, by, [domain])[0]!), domain).toEqual(wanted);
  }
});

test("the composite score out of 20 has R's estimates and covariances overall, by street and by age (04)", () => {
  const { expected } = readGolden<Record<"overall" | "by_street" | "by_age", Block>>(
    "04-household-composite-score",
  );
  const tally = householdTally(ITEMS);
  const design = plainDesign(tally);
  const points = OMEGA.map((weight) => 20 * weight);
  const score = (domains: ReturnType<typeof domainsBy>) =>
    ratioComposite(scores(tally), points, null, domains);
  expectBlock(score([wholeDomain(tally)]), design, expected.overall);
  expectBlock(score(domainsBy(tally, "street", STREETS)), design, expected.by_street);
  expectBlock(score(domainsBy(tally, "ageBand", AGES)), design, expected.by_age);
});
