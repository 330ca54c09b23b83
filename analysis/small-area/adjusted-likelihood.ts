import type { VarianceLikelihood } from "#analysis/small-area/likeliest-variance.ts";

/**
 * A log-likelihood plus log A, which keeps the model variance A above 0.
 *
 * Source: Li & Lahiri (2010), Journal of Multivariate Analysis 101, 882-892.
 */
export function liLahiriAdjusted({ logLikelihood, slope }: VarianceLikelihood): VarianceLikelihood {
  return {
    logLikelihood: (variance) => logLikelihood(variance) + Math.log(variance),
    slope: (variance) => slope(variance) + 1 / variance,
  };
}

/**
 * A log-likelihood plus (1/m) log arctan Σ γ, γ = A/(A + D): above 0 as well, but next to no bias.
 *
 * Source: Yoshimori & Lahiri (2014), Journal of Multivariate Analysis 124, 281-294.
 *
 * @param variances  D of the m areas, all positive
 */
export function yoshimoriLahiriAdjusted(
  { logLikelihood, slope }: VarianceLikelihood,
  variances: Float64Array,
): VarianceLikelihood {
  const m = variances.length;
  const shrinkage = (a: number) => variances.reduce((sum, d) => sum + a / (a + d), 0);
  return {
    logLikelihood: (a) => logLikelihood(a) + Math.log(Math.atan(shrinkage(a))) / m,
    slope: (a) => {
      const sum = shrinkage(a);
      const change = variances.reduce((total, d) => total + d / (a + d) ** 2, 0);
      return slope(a) + change / (m * Math.atan(sum) * (1 + sum * sum));
    },
  };
}
