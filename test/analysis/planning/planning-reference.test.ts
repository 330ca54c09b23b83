import { expect, test } from "vitest";
import { allocate, type AllocationLimits } from "#analysis/planning/allocate.ts";
import type { AllocationRule } from "#analysis/planning/allocation-sizes.ts";
import { bestClusterTake, clusterDesignEffect } from "#analysis/planning/cluster-take.ts";
import { detectableDifference } from "#analysis/planning/detectable-difference.ts";
import { sampleSize, type SampleSizePlan } from "#analysis/planning/sample-size.ts";
import { expectGolden } from "#test/analysis/expect-golden.ts";
import { readGolden, readInput } from "#test/analysis/read-reference.ts";

const LIMITS = { relative: 1e-9, absolute: 1e-12 };
const { expected } = readGolden<Record<string, unknown>>("25-sample-size-and-allocation");

const STREETS = readInput("planning-streets.csv").map(({ dwellings, score_sd, score_mean }) => ({
  population: Number(dwellings),
  sd: Number(score_sd),
  mean: Number(score_mean),
}));

test("sample sizes are the golden's, step by step (25)", () => {
  const steps = (plan: SampleSizePlan) => {
    const size = sampleSize(plan);
    return {
      simple_random: size.simpleRandom,
      with_deff: size.withDeff,
      with_population: size.withPopulation,
      contacts: size.contacts,
      completes_rounded_up: size.completesRoundedUp,
      contacts_rounded_up: size.contactsRoundedUp,
    };
  };
  const score = { variance: 3.4 ** 2, margin: 0.5, deff: 1.6, response: 0.5, population: 640 };
  expectGolden(
    {
      "proportion_0.5_margin_0.05_deff_1.7_response_0.42": steps({ variance: 0.25, margin: 0.05, deff: 1.7, response: 0.42 }), // prettier-ignore
      "proportion_0.1_margin_0.03_deff_1.4_response_0.6_N_2400": steps({ variance: 0.09, margin: 0.03, deff: 1.4, response: 0.6, population: 2400 }), // prettier-ignore
      "score_sd_3.4_margin_0.5_deff_1.6_response_0.5_N_640": steps(score),
    },
    expected.sample_size,
    LIMITS,
  );
});

test("allocations, rounded ones and their variances are the golden's (25)", () => {
  const power = (exponent: number, of: "total" | "size"): AllocationRule => ({ kind: "power", exponent, of });
  const limits: AllocationLimits = { least: 25, most: "population" };
  const allocations = {
    proportional: allocate(STREETS, 900, { kind: "proportional" }),
    equal: allocate(STREETS, 900, { kind: "equal" }),
    neyman: allocate(STREETS, 900, { kind: "neyman" }),
    power_1_total: allocate(STREETS, 900, power(1, "total")),
    "power_0.5_total": allocate(STREETS, 900, power(0.5, "total")),
    "power_0.5_size": allocate(STREETS, 900, power(0.5, "size")),
    "power_0.25_size": allocate(STREETS, 900, power(0.25, "size")),
    power_0: allocate(STREETS, 900, power(0, "size")),
    neyman_between_25_and_population: allocate(STREETS, 900, { kind: "neyman" }, limits),
    equal_between_25_and_population: allocate(STREETS, 900, { kind: "equal" }, limits),
  };
  const each = (take: (allocation: ReturnType<typeof allocate>) => unknown) =>
    Object.fromEntries(Object.entries(allocations).map(([name, allocation]) => [name, take(allocation)]));
  expectGolden(each(({ exact }) => exact), expected.allocation, LIMITS); // prettier-ignore
  expectGolden(each(({ rounded }) => rounded), expected.rounded, LIMITS); // prettier-ignore
  expectGolden(each(({ varianceOfMean }) => varianceOfMean), expected.variance_of_mean, LIMITS); // prettier-ignore
  expect(Object.keys(allocations)).toEqual(Object.keys(expected.allocation as object));
});

test("detectable differences and cluster takes are the golden's (25)", () => {
  const waves = { variance: 0.24, n: [700, 700] as const, deff: 1.5 };
  const detectable = {
    "streets_n_80_and_60_score_sd_3.4_deff_1.6": detectableDifference({ variance: 3.4 ** 2, n: [80, 60], deff: 1.6 }), // prettier-ignore
    "waves_n_700_700_p_0.4_deff_1.5_rho_0.45_overlap_0.66": detectableDifference({ ...waves, correlation: 0.45, overlap: 0.66 }), // prettier-ignore
    waves_independent: detectableDifference(waves),
  };
  expectGolden(detectable, expected.detectable, LIMITS);
  const cluster = {
    "deff_m_18_rho_0.04": clusterDesignEffect(18, 0.04),
    "best_take_c_psu_65_c_person_9_rho_0.04": bestClusterTake(65, 9, 0.04),
    "deff_with_cv2_0.35": clusterDesignEffect(18, 0.04, 0.35),
  };
  expectGolden(cluster, expected.cluster, LIMITS);
});
