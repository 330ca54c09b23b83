import { DesignError } from "#analysis/design-error.ts";
import { domainDegrees } from "#analysis/estimation/degrees-of-freedom.ts";
import { designCovariance } from "#analysis/estimation/design-covariance.ts";
import type { Domain } from "#analysis/estimation/domains.ts";
import type { Linearised } from "#analysis/estimation/ratio-composite.ts";
import type { SurveyDesign } from "#analysis/estimation/survey-design.ts";
import type { SampledAreas } from "#analysis/small-area/sampled-areas.ts";

/**
 * Direct estimates of areas with their design variances, ready to be smoothed and modelled.
 *
 * An area inside one PSU has no variance under the wave's design: for communities, give a design whose strata are
 * communities and whose PSUs are dwellings; the estimate is then of the community drawn, which is what the model
 * needs. O(rows in areas + PSUs · areas²).
 *
 * @param linearised  one column an area, as `ratioComposite` gives it for `areas`
 * @returns           ids, estimates, variances, and df = active PSUs less active strata of each area
 * @throws {DesignError} `area-single-psu`, naming the area, if its responses lie in too few PSUs; as
 *   `designCovariance`
 */
export function directAreas(
  linearised: Linearised,
  design: SurveyDesign,
  areas: readonly Domain[],
): Pick<SampledAreas, "ids" | "estimates" | "variances"> & { df: Float64Array } {
  const df = Float64Array.from(areas, (area) => {
    const degrees = domainDegrees(design.index, area);
    if (degrees.df < 1)
      throw new DesignError("area-single-psu", `${area.id} has too few PSUs for a variance of its own`, {
        area: area.id,
        psus: degrees.psus,
      });
    return degrees.df;
  });
  const covariance = designCovariance(linearised, design);
  const k = linearised.columns;
  return {
    ids: areas.map(({ id }) => id),
    estimates: linearised.estimates,
    variances: linearised.estimates.map((_, a) => covariance[a * k + a]!),
    df,
  };
}
