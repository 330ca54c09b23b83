import { expect, test } from "vitest";
import { designCovariance } from "#analysis/estimation/design-covariance.ts";
import { domainsBy, wholeDomain } from "#analysis/estimation/domains.ts";
import { linearisedCovariance } from "#analysis/estimation/linearised-covariance.ts";
import { lonelyStratum } from "#analysis/estimation/lonely-strata.ts";
import { psuTotals } from "#analysis/estimation/psu-totals.ts";
import { ratioComposite } from "#analysis/estimation/ratio-composite.ts";
import type { LonelyPsu } from "#analysis/estimation/survey-design.ts";
import { expectClose, readGolden, readInput } from "#test/analysis/read-reference.ts";
import { plainDesign, tallyOf, totalsOf, unitOf } from "#test/analysis/reference-tallies.ts";

interface Figures {
  mean_se: number;
  total_se: number;
  mean_by_group_se: { x: number; y: number };
}

const { expected } = readGolden<Record<"certainty" | "adjust" | "average", Figures>>("13-lonely-psu-options");
const [first] = readInput("lonely-psu.csv");
const VALUE = Object.keys(first!).find(
  (column) => !["street", "community", "weight", "group"].includes(column),
)!;
const tally = tallyOf(
  "household",
  [VALUE],
  readInput("lonely-psu.csv").map((row) => {
    const { street = "", community = "", group = "" } = row;
    return unitOf(row, [VALUE], { stratum: street, psu: community, street, ageBand: null, sex: group }, Number(row.weight)); // prettier-ignore
  }),
);
const table = { items: [VALUE], rows: tally.rows, numerator: tally.wScore, denominator: tally.wAnswered };
const mean = (domains: ReturnType<typeof domainsBy>) =>
  ratioComposite(table, Float64Array.of(1), null, domains);

test.each(["certainty", "adjust", "average"] as const)(
  "strata of one PSU under %s are as in R (13)",
  (option) => {
    const design = { ...plainDesign(tally), lonelyPsu: option as LonelyPsu };
    const se = (linearised: Parameters<typeof designCovariance>[0]) => {
      const covariance = designCovariance(linearised, design);
      return Array.from({ length: linearised.columns }, (_, c) =>
        Math.sqrt(covariance[c * linearised.columns + c]!),
      );
    };
    const { mean_se, total_se, mean_by_group_se } = expected[option];
    expectClose(se(mean([wholeDomain(tally)])), [mean_se]);
    expectClose(se(totalsOf(tally)), [total_se]);
    expectClose(se(mean(domainsBy(tally, "sex", ["x", "y"]))), [mean_by_group_se.x, mean_by_group_se.y]);
  },
);

test("by default a stratum of one PSU is refused by name (13)", () => {
  const design = plainDesign(tally);
  const totals = psuTotals(mean([wholeDomain(tally)]), design);
  expect(() => linearisedCovariance(totals, 1, design.index, "fail")).toThrow(/stratum C has a single PSU/);
});

test("a domain that such a stratum has no part in keeps its variance, unless weights are calibrated", () => {
  const { index } = plainDesign(tally);
  const lonely = (calibrated: boolean) =>
    domainsBy(tally, "street", ["A", "B", "C", "D"]).map((domain) =>
      lonelyStratum(index, domain, calibrated),
    );
  expect(lonely(false)).toEqual([null, null, "C", "D"]);
  expect(lonely(true)).toEqual(["C", "C", "C", "C"]);
});
