import { DesignError } from "#analysis/design-error.ts";
import type { RespondentScores } from "#analysis/drivers/dimension-scores.ts";
import { varianceInflation, weightedCovariance } from "#analysis/drivers/weighted-spread.ts";
import type { SurveyDesign } from "#analysis/estimation/survey-design.ts";
import { fitRegression } from "#analysis/regression/fit-regression.ts";
import { modelMatrix } from "#analysis/regression/model-matrix.ts";
import { unitResponse } from "#analysis/regression/regression-response.ts";

/** Importance of one dimension in one sample. */
export interface DriverMoments {
  dimension: string;
  /** Standard deviations of overall satisfaction for one of the dimension, the others held; and its variance. */
  standardised: number;
  variance: number;
  /** Overall score for one whole score of the dimension. */
  slope: number;
  /** Variance inflation factor. */
  inflation: number;
}

/** A sample's regression of overall satisfaction on its dimensions. */
export interface DriverFit {
  drivers: DriverMoments[];
  df: number;
  /** Respondents with all scores, of those with a weight. */
  complete: number;
  respondents: number;
  /** Part of the variance of overall satisfaction that the dimensions explain together. */
  explained: number;
}

/** Fewest complete respondents for each coefficient. */
const LEAST_PER_COEFFICIENT = 10;

/**
 * Overall satisfaction regressed on the dimensions' scores, with survey weights, in standard deviations.
 *
 * Linear; rows that lack a score are outside the domain and count as zeros in the variance. Spreads (weighted, over complete
 * rows) are taken as known. df are the domain's + 1 − coefficients. O(units · dimensions²).
 * Source: Binder (1983); Lumley (2010), chapter 5; ten respondents a coefficient: Harrell (2015), section 4.4.
 *
 * @param design  of the units in their order, a row each, rows of PSUs without responses after them
 * @throws {DesignError} `too-few-for-drivers` {n, wanted, coefficients}; `no-variation` if all are equally satisfied; `collinear` {regressor};
 *   `no-degrees-of-freedom`; those of the covariance
 */
export function fitDrivers(scores: RespondentScores, design: SurveyDesign): DriverFit {
  const { dimensions, columns, overall } = scores;
  const { sumW, factor } = design;
  const respondents = overall.length;
  const complete = Int32Array.from(overall.keys()).filter((row) =>
    [overall, ...columns].every((column) => !Number.isNaN(column[row]!)),
  );
  const [n, wanted] = [complete.length, LEAST_PER_COEFFICIENT * (dimensions.length + 1)];
  if (n < wanted)
    throw new DesignError("too-few-for-drivers", `${n} complete respondents, ${wanted} wanted`, {
      ...{ n, wanted, coefficients: dimensions.length + 1 },
    });
  const weights = factor ? sumW.map((w, row) => w * factor[row]!) : sumW;
  const covariance = weightedCovariance([overall, ...columns], weights, complete);
  const [spread, ...spreads] = covariance.map((row, j) => Math.sqrt(row[j]!)) as [number, ...number[]];
  if (!(spread > 0)) throw new DesignError("no-variation", "all respondents are equally satisfied", {});
  // A column that does not vary is left as it is, to be refused by name.
  const scaled = (column: Float64Array, by: number) =>
    Float64Array.from({ length: sumW.length }, (_, row) => (column[row] ?? NaN) / (by > 0 ? by : 1));
  const terms = columns.map((column, d) => ({ name: dimensions[d]!, values: scaled(column, spreads[d]!) }));
  const answers = unitResponse(scaled(overall, spread), sumW);
  const fit = fitRegression("linear", modelMatrix(sumW.length, terms), answers, design);
  if (!(fit.domainDf > 0))
    throw new DesignError("no-degrees-of-freedom", "too few PSUs for the coefficients", { df: fit.domainDf });
  const inflation = varianceInflation(covariance.slice(1).map((row) => row.slice(1)));
  const p = dimensions.length + 1;
  const beta = fit.coefficients.slice(1);
  const explained = beta.reduce(
    (sum, b, d) => sum + (b * covariance[0]![d + 1]!) / (spread * spreads[d]!),
    0,
  );
  return {
    drivers: dimensions.map((dimension, d) => ({
      ...{ dimension, standardised: beta[d]!, variance: fit.covariance[(d + 1) * (p + 1)]! },
      ...{ slope: (beta[d]! * spread) / spreads[d]!, inflation: inflation[d]! },
    })),
    ...{ df: fit.domainDf, complete: n, respondents, explained },
  };
}
