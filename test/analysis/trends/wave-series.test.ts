import { expect, test } from "vitest";
import { estimateLosses } from "#analysis/score/estimate-losses.ts";
import { estimateWave, type WaveInput } from "#analysis/score/estimate-wave.ts";
import { isWithheld, type Outcome } from "#analysis/score/withheld.ts";
import { changeOfFigure, simultaneousLevel } from "#analysis/trends/change-of-figure.ts";
import { seriesParts } from "#analysis/trends/series-parts.ts";
import { waveSeries, type ModeFigure, type WaveSeries } from "#analysis/trends/wave-series.ts";
import { modeCovariance, type WaveFigure } from "#analysis/trends/waves-covariance.ts";
import { inventWave, SHEET } from "#test/analysis/invented-wave.ts";

function given<T extends object>(outcome: Outcome<T>): T {
  if (isWithheld(outcome)) throw new Error(`withheld: ${outcome.withheld.code}`);
  return outcome;
}

/** A part of a series in one domain, ready to be compared with other waves'. */
function figureOf(series: WaveSeries, part: string, d: number): WaveFigure {
  const found = series.parts.find(({ id }) => id === part)!;
  const { estimate, variance, df } = given(found.figures[d]!);
  const mode = (name: "household" | "intercept") => {
    const psus = series[name];
    if (!psus) return null;
    const size = psus.psus.length;
    return { psus, df: psus.degrees[d]!, totals: found[name]!.slice(d * size, (d + 1) * size) };
  };
  return { estimate, variance, df, lambda: series.lambda, household: mode("household"), intercept: mode("intercept") }; // prettier-ignore
}

test("a wave's series holds the shares and items that the wave's estimates hold", () => {
  for (const dontKnow of ["sheet", "other"] as const) {
    const input: WaveInput = { ...inventWave(), dontKnow };
    const series = waveSeries(input);
    const estimates = estimateWave(input);
    expect(series.domains).toEqual(["S1", "S2", "S3", "district"]);
    [...estimates.streets, estimates.overall].forEach(({ combined }, d) => {
      const { estimate, variance, df, n } = given(series.parts[0]!.figures[d]!);
      const { share, se, ...of } = given(combined);
      expect([estimate, Math.sqrt(variance), df, n]).toEqual(
        [share, se, of.df, of.n].map((x) => expect.closeTo(x, 10)),
      );
    });
    [...estimates.items, estimates.overallItem].forEach(({ id, combined }) => {
      const ours = given(series.parts.find((part) => part.id === `item/${id}`)!.figures.at(-1)!);
      const { estimate, se, answered } = given(combined);
      expect([ours.estimate, Math.sqrt(ours.variance), ours.n]).toEqual(
        [estimate, se, answered].map((x) => expect.closeTo(x, 10)),
      );
    });
  }
});

test("a dimension's score is its points earned over its points, in every street", () => {
  const input = inventWave();
  const { parts } = waveSeries(input);
  const { domains } = estimateLosses(input, "dimension");
  domains.forEach((domain, d) =>
    domain.parts.forEach(({ part, points, combined }) => {
      const { estimate, variance } = given(parts.find(({ id }) => id === `dimension/${part}`)!.figures[d]!);
      const { lost, se } = given(combined);
      expect(estimate).toBeCloseTo(1 - lost / points, 10);
      expect(Math.sqrt(variance)).toBeCloseTo(se / points, 10);
    }),
  );
});

test("only the parts asked for are made, the same as among all", () => {
  const wanted = seriesParts(SHEET).filter(({ id }) => id === "item/q02");
  const [item, ...others] = waveSeries(inventWave(), wanted).parts;
  expect(others).toEqual([]);
  expect(item).toEqual(waveSeries(inventWave()).parts.find(({ id }) => id === "item/q02"));
});

test("what a wave cannot give is withheld in its series for the same reason, with totals of zero", () => {
  const input = inventWave();
  const codes = (figures: readonly Outcome<ModeFigure>[]) =>
    figures.map((figure) => (isWithheld(figure) ? figure.withheld.code : "given"));
  const silent = waveSeries({ ...input, intercept: null });
  expect(codes(silent.parts[0]!.figures)).toEqual(new Array(4).fill("mode-missing"));
  expect(silent.intercept).toBeNull();
  const unasked = { ...input, household: { ...input.household!, wAnswered: input.household!.wAnswered.map((w, cell) => (cell % 4 === 1 ? 0 : w)) } }; // prettier-ignore
  const series = waveSeries(unasked);
  const part = (id: string) => series.parts.find((each) => each.id === id)!;
  expect(codes(part("share").figures)).toEqual(new Array(4).fill("item-unanswered"));
  expect(codes(part("item/q02").figures)).toEqual(new Array(4).fill("item-unanswered"));
  expect(codes(part("item/q01").figures)).toEqual(new Array(4).fill("given"));
  expect(part("item/q02").household!.every((total) => total === 0)).toBe(true);
});

test("waves keep their own SE whichever waves they are compared with; the same PSUs are correlated", () => {
  const series = [1, 2, 3].map((seed) => waveSeries(inventWave(seed)));
  for (const d of [0, 3]) {
    const waves = series.map((each) => figureOf(each, "share", d));
    const modes = (["household", "intercept"] as const).map((mode) => modeCovariance(waves, mode));
    const covariance = modes[0]!.map((value, k) => value + modes[1]![k]!);
    waves.forEach(({ variance }, k) => expect(covariance[k * 4]).toBeCloseTo(variance, 12));
    expect(covariance[1]).not.toBe(0);
  }
});

test("a wave set beside itself has correlation 1, beside one without common PSUs none", () => {
  const wave = figureOf(waveSeries(inventWave()), "share", 3);
  const elsewhere = waveSeries(inventWave(2, ["T1", "T2", "T3"]));
  const [variance, own] = modeCovariance([wave, wave], "household");
  expect(own).toBeCloseTo(variance!, 12);
  const change = changeOfFigure(wave, figureOf(elsewhere, "share", 3));
  expect(change.correlation).toBeCloseTo(0, 14);
  expect(change.se).toBeCloseTo(change.seIfIndependent, 12);
  expect(() => changeOfFigure(wave, wave)).toThrow(/no error|without variance/);
});

test("with λ of 1 a mode that is missing does not matter", () => {
  const [a, b] = [1, 2].map((seed) =>
    figureOf(waveSeries({ ...inventWave(seed), lambda: 1, intercept: null }), "share", 3),
  );
  expect(changeOfFigure(a!, b!).se).toBeGreaterThan(0);
});

test("intervals that hold together are wider, by Šidák", () => {
  expect(simultaneousLevel(1)).toBeCloseTo(0.95, 14);
  expect(simultaneousLevel(24) ** 24).toBeCloseTo(0.95, 12);
  expect(() => simultaneousLevel(0)).toThrow(RangeError);
});
