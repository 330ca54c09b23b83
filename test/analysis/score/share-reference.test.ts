import { expect, test } from "vitest";
import { wholeDomain } from "#analysis/estimation/domains.ts";
import { designCovariance } from "#analysis/estimation/design-covariance.ts";
import { ratiosByItem } from "#analysis/estimation/ratios-by-item.ts";
import { estimateWave, type WaveInput } from "#analysis/score/estimate-wave.ts";
import { domainKish, ownShares } from "#analysis/score/design-effect.ts";
import { isWithheld } from "#analysis/score/withheld.ts";
import { tallyUnits, type SheetItem } from "#analysis/tally.ts";
import { expectClose, readGolden, readInput, type Block } from "#test/analysis/read-reference.ts";
import { householdTally, interceptTally, plainDesign, unitOf } from "#test/analysis/reference-tallies.ts";
import { domainsBy } from "#analysis/estimation/domains.ts";

const OMEGA = { q01: 0.4, q02: 0.3, q03: 0.2, q04: 0.1, overall: 0 };
const ITEMS = Object.keys(OMEGA);
const SHEET: SheetItem[] = Object.entries(OMEGA).map(([id, weight]) => ({
  id,
  dimension: "level",
  weight,
  dontKnow: "excluded",
}));
const STREETS = Array.from({ length: 12 }, (_, k) => `S${String(k + 1).padStart(2, "0")}`);

const visit = (row: Record<string, string>) =>
  ((Number(row.slots_frame) / Number(row.slots_taken)) * Number(row.passers)) / Number(row.interviews);

test("a wave of intercepts alone has R's shares, standard errors and covariances by street (10)", () => {
  const { expected } = readGolden<Record<"score_overall" | "score_by_street", Block>>(
    "10-intercept-means-domains-score",
  );
  const person = (row: Record<string, string>) => visit(row) / Number(row.visits_per_week);
  const units = readInput("intercept.csv").map((row) => {
    const { street = "", visit_slot = "", age = "", sex = "" } = row;
    const answers = { ...row, overall: "1" };
    const unit = unitOf(
      answers,
      ITEMS,
      { stratum: street, psu: visit_slot, street, ageBand: age, sex },
      person(row),
    );
    const weights = ITEMS.map((_, i) => (unit.codes[i]! >= 0 ? SHEET[i]!.weight : 0));
    const total = weights.reduce((sum, w) => sum + w, 0);
    const own =
      total > 0 ? weights.reduce((sum, w, i) => sum + (20 * w * (unit.scores[i] ?? 0)) / total, 0) : null;
    return { ...unit, ownShareSheet: own, ownShareOther: own };
  });
  const input: WaveInput = {
    household: null,
    intercept: tallyUnits("intercept", ITEMS, SHEET, units),
    online: null,
    sheet: SHEET,
    overallItem: "overall",
    controlTotals: { street: {}, ageSex: {} },
    lambda: 0,
    streets: STREETS,
    dontKnow: "sheet",
  };
  const { overall, streets, covariance } = estimateWave(input);
  const figures = [...streets, overall].map(({ combined }) => {
    if (isWithheld(combined)) throw new Error(combined.withheld.code);
    return combined;
  });
  const { score_by_street, score_overall } = expected;
  expectClose(figures.map(({ share }) => share), [...score_by_street.estimate, ...score_overall.estimate]); // prettier-ignore
  expectClose(figures.map(({ se }) => se), [...score_by_street.se, ...score_overall.se]); // prettier-ignore
  expect(figures.map(({ df }) => df)).toEqual([...STREETS.map(() => 3), 36]);
  expectClose(
    covariance.matrix.slice(0, 12).flatMap((row) => row.slice(0, 12)),
    score_by_street.covariance.flat(),
    1,
  );
  expect(streets.every(({ flags }) => flags.includes("few-psus"))).toBe(true);
});

test("a design effect with replacement is R's (01)", () => {
  const { expected } = readGolden<{ means: { deff_with_replacement: number[] } }>(
    "01-household-means-totals-proportions-ratios",
  );
  const items = ["contact", "victim", "calls", "solved"];
  const tally = householdTally(items);
  const domain = wholeDomain(tally);
  const { items: names, rows, wScore, wAnswered } = tally;
  const means = ratiosByItem({ items: names, rows, numerator: wScore, denominator: wAnswered }, null, domain);
  const covariance = designCovariance(means, plainDesign(tally));
  const deff = items.map((_, i) => {
    const column = (values: Float64Array) =>
      Float64Array.from({ length: rows }, (__, row) => values[row * 4 + i]!);
    const only = (values: Float64Array) => ({ sheet: column(values), other: column(values) });
    const own = ownShares(
      { ...tally, wHasShare: only(wAnswered), wShare: only(wScore), wShare2: only(tally.wScore2) },
      "sheet",
      null,
      domain,
    );
    return covariance[i * 5]! / (own.variance / domainKish(tally, null, domain).n);
  });
  expectClose(deff, expected.means.deff_with_replacement);
});

test("Kish's effective n by street is R's (17)", () => {
  const { expected } = readGolden<{ kish_by_street_household: { kish_deff: number; kish_n_eff: number }[] }>(
    "17-weights-kish-deff-and-design-df",
  );
  const tally = householdTally(["q01"]);
  const kish = domainsBy(tally, "street", STREETS).map((domain) => domainKish(tally, null, domain));
  expectClose(kish.map(({ deff }) => deff), expected.kish_by_street_household.map((row) => row.kish_deff)); // prettier-ignore
  expectClose(kish.map(({ neff }) => neff), expected.kish_by_street_household.map((row) => row.kish_n_eff)); // prettier-ignore
  const intercept = interceptTally(["q01"], visit);
  const golden09 = readGolden<{ summary: { w_visit: { kish_deff: number } } }>(
    "09-intercept-time-location-weights",
  );
  expectClose([domainKish(intercept, null, wholeDomain(intercept)).deff], [golden09.expected.summary.w_visit.kish_deff]); // prettier-ignore
});
