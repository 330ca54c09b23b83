import { expect, test } from "vitest";
import { designDegrees } from "#analysis/estimation/degrees-of-freedom.ts";
import { domainsBy, wholeDomain } from "#analysis/estimation/domains.ts";
import { criticalValues, tInterval } from "#analysis/estimation/intervals.ts";
import { contrastShares, type ShareContrast } from "#analysis/score/contrast-shares.ts";
import { countedAnswers } from "#analysis/score/counted-answers.ts";
import { domainShares, type DomainShares } from "#analysis/score/domain-shares.ts";
import { lossParts } from "#analysis/score/loss-parts.ts";
import { checkDomains } from "#analysis/score/mode-domains.ts";
import { modeLosses } from "#analysis/score/mode-losses.ts";
import { isWithheld } from "#analysis/score/withheld.ts";
import { tallyUnits, type SheetItem } from "#analysis/tally.ts";
import { expectClose, readGolden, readInput, type Block } from "#test/analysis/read-reference.ts";
import { plainDesign, unitOf } from "#test/analysis/reference-tallies.ts";

interface GoldenContrast {
  estimate: number;
  se: number;
  df: number;
  t: number;
  p_two_sided: number;
  ci95_low: number;
  ci95_high: number;
}
type Golden = Record<"overall" | "by_street" | "by_age", Block> &
  Record<"S03_minus_S07" | "age_56_65_minus_18_35", GoldenContrast>;

const { input, expected } = readGolden<Golden>("04-household-composite-score");
const { omega } = input as { omega: Record<string, number> };
const ITEMS = Object.keys(omega);
const SHEET: SheetItem[] = ITEMS.map((id, i) => ({
  id,
  dimension: i < 4 ? "level" : "clean",
  weight: omega[id]!,
  dontKnow: "excluded",
}));
const TALLY = tallyUnits(
  "household",
  ITEMS,
  SHEET,
  readInput("household.csv").map((row) => {
    const { street = "", community = "", age = "", sex = "" } = row;
    const key = { stratum: street, psu: community, street, ageBand: age, sex };
    const unit = unitOf(row, ITEMS, key, Number(row.weight));
    const own = unit.scores.reduce((sum: number, score) => sum + (score ?? 0), 0);
    return { ...unit, ownShareSheet: own, ownShareOther: own };
  }),
);
const DESIGN = plainDesign(TALLY);
const DF = designDegrees(DESIGN.index);
const AGES = expected.by_age.names;
const STREETS = expected.by_street.names;

function sharesIn(domains: Parameters<typeof checkDomains>[2]): DomainShares {
  return domainShares(TALLY, DESIGN, SHEET, "sheet", checkDomains(TALLY, DESIGN, domains));
}

function points({ domains }: DomainShares) {
  return domains.map((outcome) => {
    if (isWithheld(outcome)) throw new Error(outcome.withheld.code);
    return outcome;
  });
}

function expectShares(shares: DomainShares, block: Block): void {
  const given = points(shares);
  const se = given.map(({ variance }) => Math.sqrt(variance));
  const limits = given.map(({ share }, d) => tInterval(share, se[d]!, DF, criticalValues(0.95)));
  expectClose(given.map(({ share }) => share), block.estimate); // prettier-ignore
  expectClose(se, block.se);
  expectClose(shares.covariance, block.covariance.flat(), Math.max(...block.covariance.flat()));
  expect(DF).toBe(block.df);
  expectClose(limits.map(([low]) => low), block.ci95_low); // prettier-ignore
  expectClose(limits.map(([, high]) => high), block.ci95_high); // prettier-ignore
}

function expectContrast(contrast: ShareContrast, wanted: GoldenContrast): void {
  const { estimate, se, df, t, p, ci } = contrast;
  const { p_two_sided, ci95_low, ci95_high } = wanted;
  expectClose([estimate, se, df, t, p, ...ci], [wanted.estimate, wanted.se, wanted.df, wanted.t, p_two_sided, ci95_low, ci95_high]); // prettier-ignore
}

test("shares overall, by street and by age band have R's covariances and intervals (04)", () => {
  expectShares(sharesIn([wholeDomain(TALLY)]), expected.overall);
  expectShares(sharesIn(domainsBy(TALLY, "street", STREETS)), expected.by_street);
  expectShares(sharesIn(domainsBy(TALLY, "ageBand", AGES)), expected.by_age);
});

test("differences of streets and of age bands are R's, covariance counted (04)", () => {
  const streets = sharesIn(domainsBy(TALLY, "street", STREETS));
  const ages = sharesIn(domainsBy(TALLY, "ageBand", AGES));
  const difference = (names: string[], up: string, down: string) =>
    names.map((name) => (name === up ? 1 : name === down ? -1 : 0));
  const street = contrastShares(points(streets), streets.covariance, difference(STREETS, "S03", "S07"), { df: DF }); // prettier-ignore
  expectContrast(street, expected.S03_minus_S07);
  const age = contrastShares(points(ages), ages.covariance, difference(AGES, "56-65", "18-35"), { df: DF });
  expectContrast(age, expected.age_56_65_minus_18_35);
});

test("points lost by item and dimension sum to 20 less R's share, with its standard error (04)", () => {
  const { score } = countedAnswers(TALLY, SHEET, "sheet");
  const domains = [...domainsBy(TALLY, "street", STREETS), wholeDomain(TALLY)];
  const checked = checkDomains(TALLY, DESIGN, domains);
  const shares = [...expected.by_street.estimate, ...expected.overall.estimate];
  const errors = [...expected.by_street.se, ...expected.overall.se];
  for (const detail of ["item", "dimension", "total"] as const) {
    const parts = lossParts(SHEET, detail);
    const { cells, covariance } = modeLosses(score, parts, DESIGN, checked, "household");
    const size = cells.length;
    domains.forEach((_, d) => {
      const mine = parts.map((__, p) => d * parts.length + p);
      const lost = mine.map((cell) => (cells[cell] as { lost: number }).lost);
      const variance = mine.flatMap((a) => mine.map((b) => covariance[a * size + b]!));
      expectClose([lost.reduce((sum, x) => sum + x, 0)], [20 - shares[d]!]);
      expectClose([Math.sqrt(variance.reduce((sum, v) => sum + v, 0))], [errors[d]!]);
    });
  }
});
