import fc from "fast-check";
import { expect, test } from "vitest";
import { estimateMeans } from "#analysis/estimation/estimate-means.ts";
import { balancedReplicates } from "#analysis/replication/balanced-replicates.ts";
import { bootstrapReplicates } from "#analysis/replication/bootstrap-replicates.ts";
import { jackknifeN } from "#analysis/replication/jackknife.ts";
import { prepareReplicates } from "#analysis/replication/prepare-replicates.ts";
import { rakedAgain } from "#analysis/replication/recalibration.ts";
import { replicateMeans, replicateRatio } from "#analysis/replication/replicate-means.ts";
import { replicateQuantiles } from "#analysis/replication/replicate-quantiles.ts";
import { replicateStatistic } from "#analysis/replication/replicate-statistic.ts";
import { replicateComposite } from "#analysis/replication/replicate-table.ts";
import { domainsBy } from "#analysis/estimation/domains.ts";
import { indexDesign } from "#analysis/estimation/design-index.ts";
import { columnMargin } from "#analysis/weighting/column-margin.ts";
import { rake } from "#analysis/weighting/rake.ts";
import { tallyMargin } from "#analysis/weighting/tally-margin.ts";
import { unitRows } from "#analysis/weighting/weighted-rows.ts";
import { expectClose } from "#test/analysis/read-reference.ts";
import { tallyOf } from "#test/analysis/reference-tallies.ts";
import { inventedUnits, type InventedUnits } from "./invented-units.ts";

const AGES = { "18-35": 40, "36-55": 35, "56-65": 25 };
const SEXES = { female: 52, male: 48 };

function margins({ by, sex }: InventedUnits) {
  return [columnMargin("age", [by], AGES), columnMargin("sex", [sex], SEXES)];
}

test("sums by PSU and cell give what each replicate's rows, raked one by one, give", () => {
  fc.assert(
    fc.property(
      fc.record({ strata: fc.integer({ min: 2, max: 5 }), half: fc.integer({ min: 1, max: 2 }), seed: fc.integer() }), // prettier-ignore
      ({ strata, half, seed }) => {
        const units = inventedUnits({ strata, psusPerStratum: 2 * half, seed });
        const { design, y, x, by } = units;
        const to = margins(units);
        const adjust = (weights: Float64Array) => {
          const rows = { ...unitRows(weights), n: weights.map((w) => (w > 0 ? 1 : 0)) };
          const { factor } = rake(rows, to);
          return weights.map((w, row) => w * factor[row]!);
        };
        for (const replicates of [
          jackknifeN(design),
          balancedReplicates(design, { rho: 0.4 }),
          bootstrapReplicates(design, { count: 20, seed, centre: "estimate" }),
        ]) {
          const ratio = (weights: Float64Array) =>
            [0, 1, 2].map((age) => {
              let [over, under] = [0, 0];
              for (let row = 0; row < weights.length; row++) {
                const [a, b] = [y.values[row]!, x.values[row]!];
                if (by.codes[row] !== age || Number.isNaN(a + b)) continue;
                [over, under] = [over + weights[row]! * a, under + weights[row]! * b];
              }
              return over / under;
            });
          const slow = replicateStatistic(design, replicates, ratio, adjust);
          const fast = replicateRatio(
            design,
            replicates,
            { numerator: y, denominator: x },
            { by: [by], recalibrate: rakedAgain(to) },
          );
          expectClose(fast.replicated, slow.replicated);
          expectClose(fast.estimates, fast.cells.map(({ estimate }) => estimate)); // prettier-ignore
          expectClose(fast.covariance, slow.covariance, Math.max(...slow.covariance.map(Math.abs)));
        }
      },
    ),
    { numRuns: 20, seed: 3 },
  );
});

test("unit rows and their tally give the same raked jackknife", () => {
  const units = inventedUnits({ strata: 4, psusPerStratum: 5 });
  const { design, y, by, sex } = units;
  const values = Array.from(y.values, (value) => (Number.isNaN(value!) ? null : value! / 10));
  const tally = tallyOf("household", ["y"], values.map((score, row) => ({
    stratum: String(design.index.stratumOfPsu[design.index.psuOfRow[row]!]),
    psu: String(design.index.psuOfRow[row]),
    street: "S",
    ageBand: by.labels[by.codes[row]!]!,
    sex: sex.labels[sex.codes[row]!]!,
    weight: design.sumW[row]!,
    codes: [score === null ? -1 : 0],
    scores: [score],
    satisfied: [false],
    ownShareSheet: null,
    ownShareOther: null,
  }))); // prettier-ignore
  const fromUnits = replicateMeans(design, jackknifeN(design), [{ name: "y", values }], {
    by: [by],
    recalibrate: rakedAgain(margins(units)),
  });
  const to = [tallyMargin(tally, "age", ["ageBand"], AGES), tallyMargin(tally, "sex", ["sex"], SEXES)];
  const replicates = jackknifeN({ ...design, index: indexDesign(tally) });
  const prepared = prepareReplicates(tally, replicates, rakedAgain(to));
  const table = { items: ["y"], rows: tally.rows, numerator: tally.wScore, denominator: tally.wAnswered };
  const domains = domainsBy(tally, "ageBand", Object.keys(AGES));
  const fromTally = replicateComposite(table, Float64Array.of(1), domains, prepared);
  const largest = Math.max(...fromUnits.covariance.map(Math.abs));
  expectClose(fromTally.estimates, fromUnits.estimates);
  fromTally.covariance.forEach((v, k) =>
    expect(Math.abs(v - fromUnits.covariance[k]!)).toBeLessThan(1e-12 * largest),
  );
});

test("a margin's own mean has no variance when every replicate is raked, and means near Taylor's", () => {
  const units = inventedUnits({ strata: 6, psusPerStratum: 6 });
  const { design, y, by } = units;
  const young = { name: "young", values: Float64Array.from(by.codes, (code) => (code === 0 ? 1 : 0)) };
  const recalibrate = rakedAgain(margins(units));
  const { cells } = replicateMeans(design, jackknifeN(design), [young, y], { recalibrate });
  expect(cells[0]!.estimate).toBeCloseTo(0.4, 12);
  expect(cells[0]!.se!).toBeLessThan(1e-9);
  const plain = replicateMeans(design, jackknifeN(design), [y]).cells[0]!.se!;
  expect(plain / estimateMeans(design, [y]).cells[0]!.se!).toBeCloseTo(1, 1);
});

test("a replicate without a case of the domain is left out and counted", () => {
  const { design, y } = inventedUnits({ strata: 3, psusPerStratum: 4 });
  const codes = design.index.psuOfRow.map((psu) => (psu === 5 ? 0 : 1));
  const by = { name: "only", codes, labels: ["one PSU", "rest"] };
  const { cells, undefinedIn } = replicateMeans(design, jackknifeN(design), [y], { by: [by], df: "domain" });
  expect([...undefinedIn]).toEqual([1, 0]);
  expect(cells[0]!.ci).toBeNull();
});

test("quantiles by bootstrap: the full sample's quantile, and a spread near a third of the interquartile range's", () => {
  const { design, y } = inventedUnits({ strata: 6, psusPerStratum: 6 });
  const replicates = bootstrapReplicates(design, { count: 200, seed: 1 });
  const { quantiles } = replicateQuantiles(design, replicates, [y], [0.25, 0.5, 0.75]);
  const [low, middle, high] = quantiles;
  expect(low!.estimate < middle!.estimate && middle!.estimate < high!.estimate).toBe(true);
  expect(middle!.se).toBeGreaterThan(0);
  expect(middle!.se).toBeLessThan((high!.estimate - low!.estimate) / 3);
});
