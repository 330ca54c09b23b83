import { controlTotals, DEMO_SEED, generateDistrict } from "#surveys/demo/generate-district.ts";
import { createOpinions } from "#surveys/demo/opinions.ts";
import { DEMO_LAMBDA, DEMO_PLAN, simulateWave, SMALL_PLAN, waveGround } from "#surveys/demo/simulate-wave.ts";
import { trueShares } from "#surveys/demo/true-shares.ts";
import sheetJson from "#surveys/questionnaires/civility-2026.sheet.json" with { type: "json" };
import { deriveSeed } from "#surveys/sampling/random.ts";
import { checkScoringSheet } from "#surveys/scoring-sheet.ts";
import { asMargins, estimateSimulatedWave, SERIES } from "./estimate-simulated-wave.ts";
import type { Series } from "./estimate-simulated-wave.ts";

/** One estimate of one wave; null where it was withheld. */
export type Figure = { share: number; se: number; low: number; high: number } | null;

/** Per series, the streets in the district's order and, last, the whole district. */
export type WaveResult = Record<Series, Figure[]>;

export interface Population {
  streets: string[];
  lambda: number;
  truth: Record<Series, number[]>;
}

/**
 * The demo district ready to be surveyed: its truth, and a function that surveys it once.
 *
 * Wave number `wave` of a seed is the same whoever runs it and after whatever others.
 */
export function openPopulation(size: "full" | "small"): {
  population: Population;
  surveyOnce: (seed: string, wave: number) => WaveResult;
} {
  const district = generateDistrict(DEMO_SEED, size);
  const sheet = checkScoringSheet(sheetJson);
  const opinions = createOpinions(district, sheet);
  const ground = waveGround(district, opinions);
  const streets = district.streets.map((street) => street.code);
  const totals = asMargins(district, controlTotals(district));
  const setting = { sheet, streets, totals, lambda: DEMO_LAMBDA };
  const plan = size === "full" ? DEMO_PLAN : SMALL_PLAN;
  const truth = trueShares(district, opinions, DEMO_LAMBDA).sheet;
  const trueValues = (series: Series) => [...truth[series].streets, truth[series].overall];

  return {
    population: {
      streets,
      lambda: DEMO_LAMBDA,
      truth: bySeries(trueValues),
    },
    surveyOnce(seed, wave) {
      const simulated = simulateWave(ground, plan, deriveSeed(seed, "wave", wave));
      const estimates = estimateSimulatedWave(simulated, setting);
      return bySeries((series) =>
        estimates[series].map((estimate): Figure =>
          "withheld" in estimate
            ? null
            : { share: estimate.share, se: estimate.se, low: estimate.ci[0], high: estimate.ci[1] },
        ),
      );
    },
  };
}

export function bySeries<T>(value: (series: Series) => T): Record<Series, T> {
  return Object.fromEntries(SERIES.map((series) => [series, value(series)])) as Record<Series, T>;
}
