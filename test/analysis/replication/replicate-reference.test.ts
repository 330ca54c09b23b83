import { expect, test } from "vitest";
import { designDegrees } from "#analysis/estimation/degrees-of-freedom.ts";
import { domainsBy, wholeDomain } from "#analysis/estimation/domains.ts";
import { criticalValues, tInterval } from "#analysis/estimation/intervals.ts";
import { designCovariance } from "#analysis/estimation/design-covariance.ts";
import { ratioComposite, type RatioTable } from "#analysis/estimation/ratio-composite.ts";
import { jackknifeN } from "#analysis/replication/jackknife.ts";
import { prepareReplicates, type PreparedReplicates } from "#analysis/replication/prepare-replicates.ts";
import { rakedAgain } from "#analysis/replication/recalibration.ts";
import type { Replicated } from "#analysis/replication/replicate-covariance.ts";
import { replicateComposite, replicateTotals } from "#analysis/replication/replicate-table.ts";
import { replicateUnits } from "#analysis/replication/replicate-units.ts";
import { everyUnit, factorsOfUnits, type ReplicateCentre, type Replicates } from "#analysis/replication/replicates.ts"; // prettier-ignore
import type { Tally } from "#analysis/tally.ts";
import { tallyMargin } from "#analysis/weighting/tally-margin.ts";
import { expectClose, readGolden, type Block } from "#test/analysis/read-reference.ts";
import { householdTally, interceptTally, plainDesign } from "#test/analysis/reference-tallies.ts";
import { referenceFactors } from "./reference-factors.ts";

const AGES = ["18-35", "36-55", "56-65"];
const CENTRES = { centred_at_full_estimate: "estimate", centred_at_replicate_mean: "mean" } as const;
type Blocks = Record<"mean_all_and_by_age" | "total" | "score_all_and_by_age", Block>;
type Centred = Record<keyof typeof CENTRES, Blocks>;

const person = (row: Record<string, string>) =>
  ((Number(row.slots_frame) / Number(row.slots_taken)) * Number(row.passers)) /
  Number(row.interviews) /
  Number(row.visits_per_week);

function table({ items, rows, wScore, wAnswered }: Tally): RatioTable {
  return { items, rows, numerator: wScore, denominator: wAnswered };
}

function expectReplicated({ estimates, columns, covariance }: Replicated, df: number, block: Block): void {
  const se = Array.from(estimates, (_, c) => Math.sqrt(covariance[c * columns + c]!));
  const intervals = se.map((one, c) => tInterval(estimates[c]!, one, df, criticalValues(0.95)));
  const entries = block.covariance.flat();
  expectClose(estimates, block.estimate);
  expectClose(se, block.se);
  expectClose(covariance, entries, Math.max(...entries.map(Math.abs)));
  expectClose([df], [block.df]);
  expectClose(intervals.map(([low]) => low), block.ci95_low); // prettier-ignore
  expectClose(intervals.map(([, high]) => high), block.ci95_high); // prettier-ignore
}

/** Every figure of a golden's three blocks. */
function expectBlocks(
  contact: Tally,
  score: Tally,
  omega: Float64Array,
  prepare: (tally: Tally) => PreparedReplicates,
  blocks: Blocks,
): void {
  const df = designDegrees(plainDesign(contact).index);
  const domains = (tally: Tally) => [wholeDomain(tally), ...domainsBy(tally, "ageBand", AGES)];
  const points = omega.map((weight) => 20 * weight);
  const mean = replicateComposite(table(contact), Float64Array.of(1), domains(contact), prepare(contact));
  expectReplicated(mean, df, blocks.mean_all_and_by_age);
  const total = replicateTotals(table(contact), wholeDomain(contact), prepare(contact));
  expectReplicated(total, df, blocks.total);
  const scores = replicateComposite(table(score), points, domains(score), prepare(score));
  expectReplicated(scores, df, blocks.score_all_and_by_age);
}

test("the stratified jackknife makes R's factors, scales and figures about either centre (14)", () => {
  const { expected } = readGolden<
    Centred & {
      scale: number;
      rscales: number[];
      linearised_for_comparison: Record<"mean_se" | "score_se", number>;
    }
  >("14-replicate-jkn-intercept");
  const contact = interceptTally(["contact"], person);
  const score = interceptTally(["q01", "q02", "q03", "q04"], person);
  const design = plainDesign(contact);
  const replicates = jackknifeN(design);
  expectClose([replicates.scale], [expected.scale]);
  expectClose(replicates.rscales, expected.rscales);
  const factors = referenceFactors("14-replicate-factors-jkn-intercept", contact, design);
  const made = replicates.list.map((one) => factorsOfUnits(replicates, one).join());
  expect(made.sort()).toEqual(factors.map((one) => one.join()).sort());
  const linearised = (tally: Tally, omega: Float64Array) =>
    Math.sqrt(designCovariance(ratioComposite(table(tally), omega, null, [wholeDomain(tally)]), plainDesign(tally))[0]!); // prettier-ignore
  const { mean_se, score_se } = expected.linearised_for_comparison;
  expectClose([linearised(contact, Float64Array.of(1))], [mean_se]);
  expectClose([linearised(score, Float64Array.of(8, 6, 4, 2))], [score_se]);
  for (const [name, centre] of Object.entries(CENTRES)) {
    const prepare = (tally: Tally) => prepareReplicates(tally, jackknifeN(plainDesign(tally), centre));
    expectBlocks(
      contact,
      score,
      Float64Array.of(0.4, 0.3, 0.2, 0.1),
      prepare,
      expected[name as keyof Centred],
    );
  }
});

test("the rescaled bootstrap has R's figures, plain and with every replicate raked (15)", () => {
  const { expected, input } = readGolden<Record<"plain" | "each_replicate_raked", Centred>>(
    "15-replicate-rao-wu-bootstrap-household",
  );
  const { omega, margins_for_raked: margins } = input as {
    omega: Record<string, number>;
    margins_for_raked: Record<"age" | "sex", Record<string, number>>;
  };
  const given = (tally: Tally, centre: ReplicateCentre): Replicates => {
    const design = plainDesign(tally);
    const { count, ofRow } = replicateUnits(design);
    const list = referenceFactors("15-replicate-factors-rao-wu-household", tally, design).map(everyUnit);
    const scale = 1 / (centre === "mean" ? 49 : 50);
    const rscales = new Float64Array(50).fill(1);
    return { type: "bootstrap", units: count, unitOfRow: ofRow, list, scale, rscales, centre };
  };
  const contact = householdTally(["contact"]);
  const score = householdTally(Object.keys(omega));
  for (const [name, centre] of Object.entries(CENTRES)) {
    const plain = (tally: Tally) => prepareReplicates(tally, given(tally, centre));
    const raked = (tally: Tally) => {
      const age = tallyMargin(tally, "age", ["ageBand"], margins.age);
      const sex = tallyMargin(tally, "sex", ["sex"], margins.sex);
      return prepareReplicates(tally, given(tally, centre), rakedAgain([age, sex]));
    };
    const weights = Float64Array.from(Object.values(omega));
    expectBlocks(contact, score, weights, plain, expected.plain[name as keyof Centred]);
    expectBlocks(contact, score, weights, raked, expected.each_replicate_raked[name as keyof Centred]);
  }
});
