import { expect, test } from "vitest";
import { joinEstimates } from "#analysis/estimation/contrast.ts";
import { estimateMeans, estimateTotals } from "#analysis/estimation/estimate-means.ts";
import { estimateProportion, indicator } from "#analysis/estimation/estimate-proportion.ts";
import { estimateRatio } from "#analysis/estimation/estimate-ratio.ts";
import type { NumericColumn } from "#analysis/estimation/group-sums.ts";
import { readGolden, readInput } from "#test/analysis/read-reference.ts";
import {
  blockOf,
  byDomain,
  byVariable,
  contrastOf,
  expectBlocks,
  scoreOf,
  unitColumns,
} from "#test/analysis/reference-units.ts";

type Expected = Record<string, Record<string, unknown>>;

const { columns, factor, design: make, n } = unitColumns("household.csv");
const design = make("street", "community");
const by = (...names: string[]) => ({ by: names.map((name) => factor(name)) });
const one = { name: "one", values: new Float64Array(n).fill(1) };
const first = (name: string) => columns(name)[0]!;
const ITEMS = ["q01", "q02", "q03", "q04", "q05", "q06", "q07", "q08"];
const POINTS = [4, 3, 3, 2.4, 2, 2, 2, 1.6];

test("unit rows give every figure of means, totals, proportions, ratios and items (01)", () => {
  const { expected } = readGolden<Expected>("01-household-means-totals-proportions-ratios");
  const simple = columns("contact", "victim", "calls", "solved");
  const levels = ["high", "low", "mid"].map((level) => ({ ...indicator("rating", factor("rating"), level), name: level })); // prettier-ignore
  const ratio = (y: NumericColumn, x: NumericColumn) =>
    estimateRatio(design, { numerator: y, denominator: x });
  const ratios = joinEstimates(design, ratio(first("solved"), first("calls")), ratio(first("calls"), one));
  const names = { "solved/calls": "solved_per_call", "calls/one": "calls_per_person" };
  expectBlocks(
    {
      means: blockOf(estimateMeans(design, simple), byVariable),
      totals: blockOf(estimateTotals(design, simple), byVariable),
      rating_proportions: blockOf(estimateProportion(design, levels, { interval: "t" }), byVariable),
      rating_totals: blockOf(estimateTotals(design, levels), byVariable),
      ratios: blockOf(ratios, ({ variable }) => names[variable as keyof typeof names]),
      item_means: blockOf(estimateMeans(design, columns(...ITEMS)), byVariable),
    },
    expected,
  );
});

test("unit rows give every domain with its covariances, df and contrast (02)", () => {
  const { expected } = readGolden<Expected>("02-household-domain-means-with-covariance");
  const calls = columns("calls");
  const contact = columns("contact");
  const ages = estimateMeans(design, calls, by("age"));
  const victims = estimateMeans(design, calls, by("victim"));
  const degrees = (name: string) =>
    estimateMeans(design, [one], by(name)).cells.map(({ by, domainDf }) => ({ domain: by[name], df: domainDf })); // prettier-ignore
  const table = expected.domain_psus_strata_df as Record<string, { domain: string; df: number }[]>;
  for (const name of ["age", "victim", "street"])
    expect(degrees(name)).toEqual(table[name]!.map(({ domain, df }) => ({ domain, df })));
  expect(victims.cells[1]!.n).toBe(expected.victim_domain!.cases);
  const own = { ...victims, cells: victims.cells.slice(1), covariance: victims.covariance.slice(3) };
  const rows = unitColumns(readInput("household.csv").filter(({ victim }) => victim === "1"));
  const dropped = estimateMeans(rows.design("street", "community", { lonelyPsu: "remove" }), calls.map(({ name }) => ({ name, values: rows.numbers(name) }))); // prettier-ignore
  const wrong = expected.victim_domain!.wrong_se_if_rows_were_dropped_first as number;
  expect(Math.abs(dropped.cells[0]!.se! / wrong - 1)).toBeLessThan(1e-9);
  const { covariance_used, wrong_se_if_independent, ...difference } = expected.difference_56_65_minus_18_35_calls!; // prettier-ignore
  expect(ages.covariance[2]).toBeCloseTo(covariance_used as number, 12);
  const independent = Math.sqrt(ages.covariance[0]! + ages.covariance[8]!);
  expect(Math.abs(independent / (wrong_se_if_independent as number) - 1)).toBeLessThan(1e-9);
  expect(Math.abs((difference.se as number) / independent - 1)).toBeGreaterThan(0.01);
  expectBlocks(
    {
      contact_mean_by_street: blockOf(estimateMeans(design, contact, by("street")), byDomain),
      calls_mean_by_age: blockOf(ages, byDomain),
      contact_mean_by_age: blockOf(estimateMeans(design, contact, by("age")), byDomain),
      contact_mean_by_age_sex: blockOf(estimateMeans(design, contact, by("age", "sex")), byDomain),
      calls_total_by_age: blockOf(estimateTotals(design, calls, by("age")), byDomain),
      persons_by_age: blockOf(estimateTotals(design, [one], by("age")), byDomain),
      difference: contrastOf(ages, [-1, 0, 1]),
      mean_calls: blockOf(own, byVariable),
    },
    { ...expected, difference, mean_calls: expected.victim_domain!.mean_calls },
  );
});

test("contrasts between streets, and of a street with the whole district, are R's (03)", () => {
  const { expected } = readGolden<Expected>("03-household-street-contrasts");
  const streets = estimateMeans(design, columns("contact"), by("street"));
  const withAll = joinEstimates(design, streets, estimateMeans(design, columns("contact")));
  const unit = (plus: number, minus: number) => Array.from({ length: 12 }, (_, k) => (k === plus ? 1 : k === minus ? -1 : 0)); // prettier-ignore
  expectBlocks(
    {
      S03_minus_S07: contrastOf(streets, unit(2, 6)),
      S01_minus_mean_of_others: contrastOf(
        streets,
        Array.from({ length: 12 }, (_, k) => (k ? -1 / 11 : 1)),
      ),
      S03_minus_district: contrastOf(withAll, [...unit(2, -1), -1]),
    },
    expected,
  );
});

test("the composite score from unit rows, with its contrasts, is R's (04)", () => {
  const { expected } = readGolden<Expected>("04-household-composite-score");
  const score = (...names: string[]) =>
    scoreOf(estimateMeans(design, columns(...ITEMS), by(...names)), POINTS);
  const streets = score("street");
  const ages = score("age");
  expectBlocks(
    {
      overall: blockOf(score(), byVariable),
      by_street: blockOf(streets, byDomain),
      by_age: blockOf(ages, byDomain),
      S03_minus_S07: contrastOf(streets, Array.from({ length: 12 }, (_, k) => (k === 2 ? 1 : k === 6 ? -1 : 0))), // prettier-ignore
      age_56_65_minus_18_35: contrastOf(ages, [-1, 0, 1]),
    },
    expected,
  );
});
