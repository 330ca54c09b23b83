import { expect, test } from "vitest";
import {
  asMargins,
  estimateSimulatedWave,
  householdTally,
  interceptTally,
} from "#app/commands/simulation/estimate-simulated-wave.ts";
import { expectedMargins, type PlannedStreet } from "#analysis/planning/expected-margins.ts";
import { type VarianceComponents, varianceComponents } from "#analysis/planning/variance-components.ts";
import { isWithheld } from "#analysis/score/withheld.ts";
import { controlTotals, DEMO_SEED, generateDistrict } from "#surveys/demo/generate-district.ts";
import { createOpinions } from "#surveys/demo/opinions.ts";
import { DEMO_LAMBDA, DEMO_PLAN, simulateWave, waveGround } from "#surveys/demo/simulate-wave.ts";
import sheetJson from "#surveys/questionnaires/civility-2026.sheet.json" with { type: "json" };
import { splitCertainties } from "#surveys/sampling/systematic-pps.ts";
import { checkScoringSheet } from "#surveys/scoring-sheet.ts";

test("margins planned from earlier waves are those of the next waves within 15 %", () => {
  const district = generateDistrict(DEMO_SEED, "full");
  const sheet = checkScoringSheet(sheetJson);
  const ground = waveGround(district, createOpinions(district, sheet));
  // One wave knows a correlation to a few hundredths only: what is planned from here is the mean of six.
  const earlier = Array.from({ length: 6 }, (_, i) => simulateWave(ground, DEMO_PLAN, `earlier ${i}`));
  const household = average(
    earlier.map((wave) => varianceComponents(householdTally(wave.households, sheet))!),
  );
  const intercept = average(earlier.map((wave) => varianceComponents(interceptTally(wave.sessions, sheet))!));
  const response = household.n / earlier[0]!.households.length;
  const totals = asMargins(district, controlTotals(district));
  const codes = district.streets.map(({ code }) => code);
  const planned = codes.map((code): PlannedStreet => {
    const street = ground.frame.streets.find(({ id }) => id === code)!;
    const sizes = street.communities.map(({ dwellings }) => dwellings);
    const all = sizes.reduce((sum, size) => sum + size, 0);
    const { certain, draws } = splitCertainties(sizes, DEMO_PLAN.communitiesPerStreet);
    return {
      population: totals.street[code]!,
      passages: street.siteSlots.reduce((sum, { footfall }) => sum + footfall, 0),
      household: {
        random: draws,
        certain: certain.map((i) => sizes[i]! / all),
        perUnit: DEMO_PLAN.dwellingsPerCommunity * response,
      },
      intercept: {
        random: DEMO_PLAN.sessionsPerStreet,
        certain: [],
        perUnit: intercept.n / (DEMO_PLAN.sessionsPerStreet * codes.length),
      },
    };
  });
  const expected = expectedMargins(planned, { household, intercept }, DEMO_LAMBDA);

  const waves = Array.from({ length: 12 }, (_, i) =>
    estimateSimulatedWave(simulateWave(ground, DEMO_PLAN, `next ${i}`), {
      ...{ sheet, streets: codes, totals, lambda: DEMO_LAMBDA },
    }),
  );
  for (const mode of ["household", "intercept", "combined"] as const) {
    const realised = (domains: (n: number) => boolean) => {
      const margins = waves.flatMap((figures) =>
        figures[mode].flatMap((figure, d) =>
          domains(d) && !isWithheld(figure) ? [(figure.ci[1] - figure.ci[0]) / 2] : [],
        ),
      );
      return margins.reduce((sum, margin) => sum + margin, 0) / margins.length;
    };
    const streets = expected.streets.reduce((sum, street) => sum + street[mode].margin, 0) / codes.length;
    expect(streets / realised((d) => d < codes.length), `${mode}, streets`).toBeGreaterThan(0.85);
    expect(streets / realised((d) => d < codes.length), `${mode}, streets`).toBeLessThan(1.15);
    expect(expected.district[mode].margin / realised((d) => d === codes.length), mode).toBeGreaterThan(0.85);
    expect(expected.district[mode].margin / realised((d) => d === codes.length), mode).toBeLessThan(1.15);
  }
}, 120_000);

function average(waves: VarianceComponents[]) {
  const mean = (key: "n" | "sd" | "correlation" | "weightCv2") =>
    waves.reduce((sum, wave) => sum + wave[key], 0) / waves.length;
  return { n: mean("n"), sd: mean("sd"), correlation: mean("correlation"), weightCv2: mean("weightCv2") };
}
