import { criticalValues } from "#analysis/estimation/intervals.ts";
import { checkWaveInput } from "#analysis/score/check-wave-input.ts";
import { combineCovariances, combineShares } from "#analysis/score/combine-modes.ts";
import { crossedDomains, crossedLabels, type DomainKey, type DomainLabels } from "#analysis/score/cross-domains.ts"; // prettier-ignore
import { domainShares, type DomainShares } from "#analysis/score/domain-shares.ts";
import { toEstimate } from "#analysis/score/estimate.ts";
import type { DomainEstimates, WaveInput } from "#analysis/score/estimate-wave.ts";
import { flagsOf } from "#analysis/score/flags.ts";
import { checkDomains } from "#analysis/score/mode-domains.ts";
import { missingStreet } from "#analysis/score/missing-street.ts";
import { waveDesigns, type ModeDesign } from "#analysis/score/wave-designs.ts";
import { isWithheld, orWithheld, withheld, type Outcome } from "#analysis/score/withheld.ts";
import type { Tally } from "#analysis/tally.ts";

/** Shares of domains with the covariance between them. */
export interface SharesBy {
  domains: ({ by: DomainLabels } & DomainEstimates)[];
  /** Of the combined shares, points²: `places` are the domains not withheld, in the order of rows and columns. */
  covariance: { places: number[]; matrix: number[][] };
}

/**
 * A wave's shares by any variables of the tally's key: by age band, by street and sex, …, by mode and combined.
 *
 * Domains are the combinations that occur; households raked as in `estimateWave`, so that by street alone the figures
 * are the same. A domain that reaches over all streets is withheld while a mode is missing in one of them.
 * O(rows · (items + domains) + psus · domains²). Source: METHODS.md.
 *
 * @param variables  at least one, e.g. ["ageBand"] or ["street", "sex"]
 * @throws {TypeError | RangeError} as `estimateWave`
 */
export function estimateSharesBy(input: WaveInput, variables: readonly DomainKey[]): SharesBy {
  checkWaveInput(input);
  const { sheet, lambda, dontKnow, level = 0.95 } = input;
  const critical = criticalValues(level);
  const designs = waveDesigns(input);
  const tallies = [input.household, input.intercept].filter((tally): tally is Tally => tally !== null);
  const labels = crossedLabels(tallies, variables);
  const silent = (reason: DomainShares["domains"][number]): DomainShares => ({
    domains: labels.map(() => reason),
    covariance: new Float64Array(labels.length ** 2),
  });
  const mode = (designed: Outcome<ModeDesign>): DomainShares => {
    if (isWithheld(designed)) return silent(designed);
    const { tally, design } = designed;
    const street = variables.includes("street") ? null : missingStreet(tally, input.streets);
    if (street !== null) return silent(withheld("mode-missing", { mode: tally.mode, street }));
    const checked = checkDomains(tally, design, crossedDomains(tally, variables, labels));
    const shares = orWithheld(() => domainShares(tally, design, sheet, dontKnow, checked));
    return isWithheld(shares) ? silent(shares) : shares;
  };
  const [household, intercept] = [mode(designs.household), mode(designs.intercept)];
  const moments = household.domains.map((h, d) => combineShares(lambda, h, intercept.domains[d]!));
  const covariance = combineCovariances(lambda, household.covariance, intercept.covariance);
  const places = labels.map((_, d) => d).filter((d) => !isWithheld(moments[d]!));
  return {
    domains: labels.map((by, d) => {
      const combined = toEstimate(moments[d]!, critical);
      const byMode = {
        household: toEstimate(household.domains[d]!, critical),
        intercept: toEstimate(intercept.domains[d]!, critical),
      };
      return { by, combined, byMode, flags: flagsOf(moments[d]!, combined) };
    }),
    covariance: {
      places,
      matrix: places.map((a) => places.map((b) => covariance[a * labels.length + b]!)),
    },
  };
}
