import fc from "fast-check";
import { expect, test } from "vitest";
import { communityShares, type CommunityShare } from "#analysis/small-area/community-shares.ts";
import { isWithheld, type Outcome } from "#analysis/score/withheld.ts";
import { tallyUnits, type SheetItem, type UnitRow } from "#analysis/tally.ts";
import { expectClose, readGolden, type Block } from "#test/analysis/read-reference.ts";
import { householdTally } from "#test/analysis/reference-tallies.ts";

const ONE: SheetItem[] = [{ id: "q", dimension: "level", weight: 1, dontKnow: "excluded" }];
const TWO: SheetItem[] = [
  { id: "a", dimension: "level", weight: 0.75, dontKnow: "excluded" },
  { id: "b", dimension: "bright", weight: 0.25, dontKnow: "zero" },
];

/** One answer: its community and dwelling, a score an item (null: "don't know"), and a weight. */
type Answer = [community: string, dwelling: string, scores: (number | null)[], weight?: number];

function tallyOf(sheet: readonly SheetItem[], answers: readonly Answer[], empty: [string, string][] = []) {
  const units = answers.map(([stratum, psu, scores, weight = 1]): UnitRow => ({
    ...{ stratum, psu, street: "S", ageBand: null, sex: null, weight, scores },
    codes: scores.map((score) => (score === null ? -1 : 0)),
    satisfied: scores.map((score) => score !== null && score > 0.5),
    ...{ ownShareSheet: null, ownShareOther: null },
  }));
  const drawn = empty.map(([stratum, psu]) => ({ stratum, psu, street: "S" }));
  return tallyUnits("household", sheet.map(({ id }) => id), sheet, units, drawn); // prettier-ignore
}

const ofOne = (answers: readonly Answer[], communities = ["C1"]) =>
  communityShares(tallyOf(ONE, answers), null, ONE, "sheet", communities);
const codes = (outcomes: readonly Outcome<CommunityShare>[]) =>
  outcomes.map((outcome) => (isWithheld(outcome) ? outcome.withheld.code : "given"));
const close = (share: CommunityShare) =>
  Object.fromEntries(Object.entries(share).map(([name, x]) => [name, expect.closeTo(x, 10)]));

test("dwellings of one answer each give the mean and the variance of a mean, in points", () => {
  const [first, second] = ofOne(
    [
      ["C1", "d1", [0]],
      ["C1", "d2", [0.5]],
      ["C1", "d3", [1]],
      ["C2", "d1", [0.5]],
      ["C2", "d2", [0.7]],
    ],
    ["C1", "C2"],
  );
  // s² = 0.25 and 0.02, over n, times 20².
  expect(first).toEqual(close({ estimate: 10, variance: 100 / 3, df: 2, n: 3 }));
  expect(second).toEqual(close({ estimate: 12, variance: 4, df: 1, n: 2 }));
});

test("answers of one dwelling are one PSU, whatever they weigh", () => {
  const [share] = ofOne([
    ["C1", "d1", [1], 1],
    ["C1", "d1", [0], 1],
    ["C1", "d2", [1], 2],
  ]);
  // R = 3/4; dwelling totals (1 − 2·¾)/4 and (2 − 2·¾)/4 are −⅛ and ⅛: V = 2·(2/64).
  expect(share).toEqual(close({ estimate: 15, variance: 400 / 16, df: 1, n: 3 }));
});

test("don't know counts as each item's rule says, or the other way round", () => {
  const answers: Answer[] = [
    ["C1", "d1", [1, null]],
    ["C1", "d2", [0.5, 1]],
    ["C1", "d3", [null, 0.5]],
  ];
  const under = (rule: "sheet" | "other") => communityShares(tallyOf(TWO, answers), null, TWO, rule, ["C1"]);
  // By the sheet a = (1 + ½)/2 and b = (0 + 1 + ½)/3; turned round a = (1 + ½ + 0)/3 and b = (1 + ½)/2.
  expect(under("sheet")).toEqual([expect.objectContaining({ estimate: expect.closeTo(15 * 0.75 + 5 * 0.5, 10) })]); // prettier-ignore
  expect(under("other")).toEqual([expect.objectContaining({ estimate: expect.closeTo(15 * 0.5 + 5 * 0.75, 10) })]); // prettier-ignore
});

test("a community that cannot speak for itself is withheld with the reason; the others stand", () => {
  const alone: Answer = ["alone", "d1", [1, 1]];
  const unanswered: Answer[] = [
    ["unanswered", "d1", [null, 1]],
    ["unanswered", "d2", [null, 0]],
  ];
  const alike: Answer[] = [
    ["alike", "d1", [0.5, 0.5]],
    ["alike", "d2", [0.5, 0.5]],
  ];
  const fine: Answer[] = [
    ["fine", "d1", [0.5, 1]],
    ["fine", "d2", [1, 0]],
  ];
  const tally = tallyOf(TWO, [alone, ...unanswered, ...alike, ...fine], [["silent", "d1"]]);
  const communities = ["nowhere", "silent", "alone", "unanswered", "alike", "fine"];
  const shares = communityShares(tally, null, TWO, "sheet", communities);
  expect(codes(shares)).toEqual(["mode-missing", "mode-missing", "too-few-psus", "item-unanswered", "no-variation", "given"]); // prettier-ignore
  expect(shares[2]).toEqual({ withheld: { code: "too-few-psus", details: { mode: "household", psus: 1 } } });
});

test("with streets in the place of communities it is R's score by street (04)", () => {
  const { input, expected } = readGolden<{ by_street: Block }>("04-household-composite-score");
  const { omega } = input as { omega: Record<string, number> };
  const sheet = Object.entries(omega).map(([id, weight]): SheetItem => ({
    id,
    weight,
    dimension: "level",
    dontKnow: "excluded",
  }));
  const { names, estimate, se } = expected.by_street;
  const tally = householdTally(Object.keys(omega));
  const shares = communityShares(tally, null, sheet, "sheet", names) as CommunityShare[];
  expectClose(shares.map((share) => share.estimate), estimate); // prettier-ignore
  expectClose(shares.map((share) => Math.sqrt(share.variance)), se); // prettier-ignore
  // Raked weights count as given: the same as design weights that were multiplied before.
  const doubled = communityShares(tally, new Float64Array(tally.rows).fill(2), sheet, "sheet", names);
  expectClose((doubled as CommunityShare[]).map((share) => Math.sqrt(share.variance)), se); // prettier-ignore
});

test("neither the scale of the weights nor other communities change a community's own share", () => {
  const score = fc.constantFrom(0, 0.25, 0.5, 0.75, 1);
  const answer = fc.tuple(fc.constantFrom("C1", "C2"), fc.constantFrom("d1", "d2", "d3"), score, fc.integer({ min: 1, max: 9 })); // prettier-ignore
  fc.assert(
    fc.property(
      fc.array(answer, { minLength: 4, maxLength: 30 }),
      fc.integer({ min: 2, max: 50 }),
      (drawn, scale) => {
        const answers = drawn.map(([c, d, y, w]): Answer => [c, d, [y], w]);
        const [whole] = ofOne(answers);
        const scaled = ofOne(answers.map(([c, d, y, w]) => [c, d, y, w! * scale]))[0]!;
        const alone = ofOne(answers.filter(([community]) => community === "C1"))[0]!;
        if (isWithheld(whole!))
          expect([codes([scaled]), codes([alone])]).toEqual([codes([whole]), codes([whole])]); // prettier-ignore
        else {
          expect(scaled).toEqual(close(whole!));
          expect(alone).toEqual(close(whole!));
          expect(whole!.estimate).toBeGreaterThanOrEqual(0);
          expect(whole!.estimate).toBeLessThanOrEqual(20);
        }
      },
    ),
    { seed: 20261128, numRuns: 200 },
  );
});
