import { expect, test } from "vitest";
import { prepareCalibration } from "#analysis/estimation/calibration.ts";
import { SHARE_POINTS } from "#analysis/score/share.ts";
import { isWithheld, withheld, type Outcome } from "#analysis/score/withheld.ts";
import type { SheetItem } from "#analysis/tally.ts";
import { combineParts } from "#analysis/trends/combine-parts.ts";
import { comparable, partOfSeries, type PartOfWave } from "#analysis/trends/part-of-wave.ts";
import { modeInfluence } from "#analysis/trends/mode-influence.ts";
import { seriesParts } from "#analysis/trends/series-parts.ts";
import { waveSeries, type ModeFigure } from "#analysis/trends/wave-series.ts";
import { rake } from "#analysis/weighting/rake.ts";
import { tallyMargin } from "#analysis/weighting/tally-margin.ts";
import { inventWave, SHEET } from "#test/analysis/invented-wave.ts";
import { expectClose, readGolden, type Block } from "#test/analysis/read-reference.ts";
import { householdTally, plainDesign } from "#test/analysis/reference-tallies.ts";

function given(outcome: Outcome<ModeFigure> | undefined): ModeFigure {
  if (!outcome || isWithheld(outcome)) throw new Error("withheld");
  return outcome;
}

/** A wave of one stratum in one mode: an item's score in each of three PSUs of one answer. */
function itemOf(scores: readonly number[]): PartOfWave {
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  const totals = Float64Array.from(scores, (score) => (score - mean) / scores.length);
  const variance = (3 / 2) * totals.reduce((sum, total) => sum + total * total, 0);
  const psus = { strata: ["S"], stratumOfPsu: [0, 0, 0], psus: ["a", "b", "c"], degrees: [2] };
  return {
    ...{ domains: ["district"], lambda: 1, household: psus, intercept: null },
    figures: [{ estimate: mean, variance, df: 2, n: 3 }],
    totals: new Map([["district", { household: totals, intercept: null }]]),
  };
}

test("a weighted sum of items has the variance of that sum in each PSU", () => {
  const [level, bright] = [itemOf([0, 0.5, 1]), itemOf([1, 0.5, 0.9])];
  const both = combineParts([level, bright], [12, 8]);
  // 12·(0, ½, 1) + 8·(1, ½, 0.9) = (8, 10, 19.2): mean 12.4, s² = 35.68, V = s²/3.
  expect(both.figures).toEqual([
    { estimate: expect.closeTo(12.4, 12), variance: expect.closeTo(35.68 / 3, 12), df: 2, n: 3 },
  ]);
  expect([...both.totals.get("district")!.household!]).toEqual(
    [-4.4, -2.4, 6.8].map((x) => expect.closeTo(x / 3, 12)),
  );
  // What cancels in every PSU has no variance, as where everybody answers alike.
  const opposite = combineParts([level, itemOf([1, 0.5, 0])], [10, 10]);
  expect(opposite.figures).toEqual([withheld("no-variation", { mode: "household" })]);
});

test("all items by their points are the share itself, and a dimension's items its score", () => {
  for (const lambda of [0, 0.35, 1]) {
    const series = waveSeries({ ...inventWave(), lambda });
    const scored = SHEET.filter(({ weight }) => weight > 0);
    const items = scored.map(({ id }) => partOfSeries(series, `item/${id}`)!);
    const combined = combineParts(items, scored.map(({ weight }) => SHARE_POINTS * weight)); // prettier-ignore
    const share = partOfSeries(series, "share")!;
    share.domains.forEach((domain, d) => {
      const [ours, own] = [given(combined.figures[d]), given(share.figures[d])];
      expect([ours.estimate, ours.variance, ours.df]).toEqual(
        [own.estimate, own.variance, own.df].map((x) => expect.closeTo(x, 9)),
      );
      const [a, b] = [comparable(combined, domain)!, comparable(share, domain)!];
      for (const mode of ["household", "intercept"] as const)
        expectClose(a[mode]!.totals, b[mode]!.totals, 20);
    });
    expect(combineParts([items[0]!], [1]).figures.map((figure) => given(figure).variance)).toEqual(
      items[0]!.figures.map((figure) => expect.closeTo(given(figure).variance, 14)),
    );
  }
});

test("a factor on everything multiplies the figure, its square the variance", () => {
  const series = waveSeries(inventWave());
  const items = ["q01", "q03"].map((id) => partOfSeries(series, `item/${id}`)!);
  const [once, fourfold] = [combineParts(items, [2, 3]), combineParts(items, [8, 12])];
  once.figures.forEach((figure, d) => {
    const { estimate, variance, df, n } = given(figure);
    expect(fourfold.figures[d]).toEqual({
      estimate: expect.closeTo(4 * estimate, 10),
      variance: expect.closeTo(16 * variance, 10),
      df: expect.closeTo(df, 8),
      n,
    });
  });
});

test("with R's raked households the items make R's score, overall and by street (05)", () => {
  type Margins = Record<"street" | "age" | "sex", Record<string, number>>;
  const { input, expected } = readGolden<Record<"score_overall" | "score_by_street", Block>>("05-household-raking-street-age-sex"); // prettier-ignore
  const { omega, margins } = input as { omega: Record<string, number>; margins: Margins };
  const sheet = Object.entries(omega).map(([id, weight]): SheetItem => ({
    id,
    weight,
    dimension: "level",
    dontKnow: "excluded",
  }));
  const tally = householdTally(Object.keys(omega));
  const list = [
    tallyMargin(tally, "street", ["street"], margins.street),
    tallyMargin(tally, "age", ["ageBand"], margins.age),
    tallyMargin(tally, "sex", ["sex"], margins.sex),
  ];
  const { factor } = rake(tally, list);
  const design = { ...plainDesign(tally), factor, calibration: prepareCalibration(list, tally.sumW) };
  const streets = expected.score_by_street.names;
  const parts = seriesParts(sheet).filter(({ kind }) => kind === "item");
  const { psus, parts: found } = modeInfluence({ tally, design }, sheet, "sheet", streets, parts);
  const domains = [...streets, "district"];
  const items = parts.map(({ id }, p) =>
    partOfSeries(
      {
        ...{ domains, lambda: 1, household: psus, intercept: null },
        parts: [{ id, figures: found[p]!.figures, household: found[p]!.totals, intercept: null }],
      },
      id,
    ),
  );
  const score = combineParts(items as PartOfWave[], sheet.map(({ weight }) => SHARE_POINTS * weight)); // prettier-ignore
  const figures = score.figures.map(given);
  const { score_overall: overall, score_by_street: byStreet } = expected;
  expectClose(figures.map(({ estimate }) => estimate), [...byStreet.estimate, ...overall.estimate]); // prettier-ignore
  expectClose(figures.map(({ variance }) => Math.sqrt(variance)), [...byStreet.se, ...overall.se]); // prettier-ignore
  expect(figures.at(-1)!.df).toBeCloseTo(overall.df, 10);
});

test("what one part lacks the sum lacks, for the same reason; what was not looked up says so", () => {
  const [first, second] = [itemOf([0, 0.5, 1]), itemOf([1, 0.5, 0.9])];
  const unanswered = { ...second, figures: [withheld("item-unanswered", { item: "q02" })] };
  expect(combineParts([first, unanswered], [1, 1]).figures).toEqual(unanswered.figures);
  const elsewhere = { ...first, totals: new Map() };
  const unread = combineParts([elsewhere, { ...second, totals: new Map() }], [1, 1]);
  expect(unread.figures).toEqual([withheld("not-looked-up")]);
  expect(comparable(unread, "district")).toBeNull();
  expect(() => combineParts([], [])).toThrow(RangeError);
});

test("only the domains asked for are put together", () => {
  const parts = [itemOf([0, 0.5, 1]), itemOf([1, 0.5, 0.9])];
  expect(combineParts(parts, [12, 8], ["district"])).toEqual(combineParts(parts, [12, 8]));
  expect(combineParts(parts, [12, 8], []).figures).toEqual([withheld("not-looked-up")]);
});
