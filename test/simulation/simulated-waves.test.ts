import { marksOf, summariseWaves } from "#app/commands/simulation/summarise-waves.ts";
import { openPopulation } from "#app/commands/simulation/run-waves.ts";
import { readFlags } from "#app/commands/simulation/read-flags.ts";
import { isEligible } from "#surveys/demo/demo-district.ts";
import { generateDistrict } from "#surveys/demo/generate-district.ts";
import { answerSheet, createOpinions } from "#surveys/demo/opinions.ts";
import { simulateWave, SMALL_PLAN, waveGround } from "#surveys/demo/simulate-wave.ts";
import sheetJson from "#surveys/questionnaires/civility-2026.sheet.json" with { type: "json" };
import { checkScoringSheet } from "#surveys/scoring-sheet.ts";
import { expect, test } from "vitest";

/** Sixty waves of a small district: the limits allow for what so few can show. `npm run simulate` runs a thousand. */
test("estimates the known truth without bias, with honest variances and intervals", () => {
  const { population, surveyOnce } = openPopulation("small");
  const waves = Array.from({ length: 60 }, (_, wave) => surveyOnce("test", wave));
  const summary = summariseWaves(population, waves);
  for (const series of ["household", "intercept", "combined"] as const) {
    const { district, pooled, streets } = summary[series];
    expect(Math.abs(district.meanError), series).toBeLessThan(3.5 * district.monteCarloSe);
    expect(Math.abs(district.meanError), series).toBeLessThan(0.15);
    expect(district.varianceRatio, series).toBeGreaterThan(0.6);
    expect(district.varianceRatio, series).toBeLessThan(1.8);
    expect(pooled.varianceRatio, series).toBeGreaterThan(0.8);
    expect(pooled.varianceRatio, series).toBeLessThan(1.4);
    expect(district.coverage, series).toBeGreaterThanOrEqual(0.88);
    expect(pooled.coverage, series).toBeGreaterThanOrEqual(0.91);
    expect(streets.every((street) => street.withheld === 0)).toBe(true);
  }
});

test("has a population in which a plain average of respondents is wrong", () => {
  const district = generateDistrict("naive", "small");
  const opinions = createOpinions(district, checkScoringSheet(sheetJson));
  const ground = waveGround(district, opinions);
  let truth = 0;
  let eligible = 0;
  for (let person = 0; person < district.residents.count; person++) {
    if (!isEligible(district.residents, person)) continue;
    truth += answerSheet(opinions, "resident", person).ownShareSheet ?? 0;
    eligible++;
  }
  const errors = Array.from({ length: 150 }, (_, wave) => {
    const { households } = simulateWave(ground, SMALL_PLAN, `naive ${wave}`);
    const shares = households.flatMap(({ answers }) => answers?.ownShareSheet ?? []);
    return shares.reduce((sum, share) => sum + share, 0) / shares.length - truth / eligible;
  });
  const mean = errors.reduce((sum, error) => sum + error, 0) / errors.length;
  const variance = errors.reduce((sum, error) => sum + (error - mean) ** 2, 0) / (errors.length - 1);
  expect(mean).toBeGreaterThan(0.1);
  expect(mean).toBeGreaterThan(5 * Math.sqrt(variance / errors.length));
});

test("would notice a bias, an understated variance and a missing estimate", () => {
  const population = {
    streets: ["S"],
    lambda: 0.5,
    truth: { household: [10, 10], intercept: [10, 10], combined: [10, 10] },
  };
  const figure = (error: number) => ({ share: 10 + error, se: 0.1, low: 9.8 + error, high: 10.2 + error });
  const domain = (error: number) => [figure(error), figure(error)];
  const waves = [0.5, 0.9, 0.4, 1.1].map((error) => ({
    household: domain(error),
    intercept: domain(error),
    combined: [null, figure(error)],
  }));
  const summary = summariseWaves(population, waves);
  expect(summary.household.district.meanError).toBeCloseTo(0.725, 12);
  expect(summary.household.district.empiricalVariance).toBeCloseTo(0.3275 / 3, 12); // 0.225² + 0.175² + 0.325² + 0.375²
  expect(summary.household.district.varianceRatio).toBeCloseTo(0.01 / (0.3275 / 3), 12);
  expect(summary.household.district.coverage).toBe(0);
  const short = marksOf(summary).filter((mark) => !mark.met);
  expect(short.map((mark) => mark.label)).toContain("household: district, |mean error| under 0.05 points");
  expect(short.map((mark) => mark.label)).toContain("combined: no estimate withheld");
});

test("answers a wrong flag with a sentence", () => {
  expect(readFlags(["--waves", "many"])).toEqual({
    wrong: '--waves takes a whole number from 2 to 1,000,000, not "many".',
  });
  expect(readFlags(["--size", "huge"])).toEqual({ wrong: '--size takes full or small, not "huge".' });
  expect(readFlags(["--workers", "0"])).toMatchObject({ wrong: expect.stringContaining("--workers takes") });
  expect(readFlags(["--seed", ""])).toEqual({ wrong: "--seed takes some text." });
  expect(readFlags(["--wave", "3"])).toMatchObject({ wrong: expect.stringContaining("--wave") });
  expect(readFlags(["--help"])).toBe("help");
  expect(readFlags(["--waves", "12", "--seed", "B", "--workers", "1"])).toEqual({
    waves: 12,
    seed: "B",
    size: "full",
    workers: 1,
  });
});
