import { expect, test } from "vitest";
import { DesignError } from "#analysis/design-error.ts";
import { estimateMeans, estimateTotals } from "#analysis/estimation/estimate-means.ts";
import type { LonelyPsu } from "#analysis/estimation/survey-design.ts";
import { makeDesign } from "#analysis/estimation/unit-design.ts";
import { readGolden } from "#test/analysis/read-reference.ts";
import { expectBlocks, unitColumns } from "#test/analysis/reference-units.ts";

type Expected = Record<string, Record<string, unknown>>;

const lonely = unitColumns("lonely-psu.csv");
const score = lonely.columns("score");
const { expected } = readGolden<Expected>("13-lonely-psu-options");

function figures(lonelyPsu: LonelyPsu, domainLonely = false) {
  const design = lonely.design("street", "community", { lonelyPsu, domainLonely });
  const [x, y] = estimateMeans(design, score, { by: [lonely.factor("group")] }).cells;
  const [mean] = estimateMeans(design, score).cells;
  const [total] = estimateTotals(design, score).cells;
  const estimates = { mean: mean!.estimate, total: total!.estimate, mean_by_group: { x: x!.estimate, y: y!.estimate } }; // prettier-ignore
  return { estimates, mean_se: mean!.se, total_se: total!.se, mean_by_group_se: { x: x!.se, y: y!.se } };
}

test.each(["remove", "certainty", "adjust", "average"] as const)(
  "unit rows with strata of one PSU under %s are as in R, in domains too (13)",
  (option) => {
    const { total_se_survey_4_1_1_do_not_reproduce, ...wanted } = expected[option]!;
    const other = total_se_survey_4_1_1_do_not_reproduce as number | undefined;
    if (other) expect(Math.abs(figures(option).total_se! / other - 1)).toBeGreaterThan(0.01);
    expectBlocks({ figures: figures(option) }, { figures: { ...wanted, estimates: expected.estimates } });
  },
);

test.each(["adjust", "average"] as const)(
  "strata that a domain leaves one PSU count as lonely where asked, under %s (13)",
  (option) => {
    const { mean_by_group_se } = figures(option, true);
    expectBlocks({ mean_by_group_se }, expected.domain_lonely_true![option] as Record<string, unknown>);
  },
);

test("a stratum of one PSU is refused by name, unless it was taken completely (13)", () => {
  expect(() => figures("fail")).toThrow(/stratum C has a single PSU/);
  const strata = { codes: Int32Array.of(0, 1, 1), labels: ["all of it", "part"] };
  const whole = makeDesign({ n: 3, strata, fpc: [Float64Array.of(1, 4, 4)] });
  expect([...whole.sumW]).toEqual([1, 2, 2]);
  const y = [{ name: "y", values: [5, 1, 3] }];
  // 4²·(1 − 2/4)·s²/2 with s² = 2
  expect(estimateTotals(whole, y).cells[0]!.se).toBeCloseTo(Math.sqrt(8), 12);
});

const codes = (...of: number[]) => ({ codes: Int32Array.from(of), labels: ["a", "b", "c"] });

test.each([
  ["weight-not-positive", { weights: Float64Array.of(1, 0, 1) }, /row 2: weight 0/],
  ["psu-in-two-strata", { strata: codes(0, 1, 1), psu: [codes(0, 0, 1)] }, /row 2: PSU a is in two strata/],
  ["fpc-varies", { fpc: [Float64Array.of(9, 9, 8)] }, /row 3, stage 1: population size 8 differs from 9/],
  ["fpc-too-small", { fpc: [Float64Array.of(2, 2, 2)] }, /row 1, stage 1: population size 2 is less than/],
  ["fpc-without-stage", { fpc: [Float64Array.of(9, 9, 9), Float64Array.of(9, 9, 9)] }, /more population/],
  ["design-unknown", { strata: codes(0, -1, 0) }, /row 2 has no strata/],
] as const)("a bad design is refused with its row: %s", (code, input, message) => {
  const make = () => makeDesign({ n: 3, ...input });
  expect(make).toThrow(message);
  expect(make).toThrow(DesignError);
  expect(make).toThrow(expect.objectContaining({ code }));
});
