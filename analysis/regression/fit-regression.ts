import { designCovariance } from "#analysis/estimation/design-covariance.ts";
import { designDegrees, domainDegrees } from "#analysis/estimation/degrees-of-freedom.ts";
import type { SurveyDesign } from "#analysis/estimation/survey-design.ts";
import { LINKS, type Family } from "#analysis/regression/links.ts";
import { linearScores } from "#analysis/regression/linear-scores.ts";
import type { ModelMatrix } from "#analysis/regression/model-matrix.ts";
import type { RegressionResponse } from "#analysis/regression/regression-response.ts";
import { solveScores } from "#analysis/regression/solve-scores.ts";
import { DesignError } from "#analysis/design-error.ts";

/** A fitted regression, coefficients in the order of `names`. */
export interface Regression {
  family: Family;
  names: readonly string[];
  terms: ModelMatrix["terms"];
  coefficients: Float64Array;
  /** names × names, row-major: linearised, with the design's clustering and calibration. */
  covariance: Float64Array;
  /** Design degrees of freedom + 1 − coefficients, as R survey's `svyglm`. */
  df: number;
  /** The same with PSUs and strata that hold rows of the fit only. */
  domainDf: number;
  iterations: number;
}

/**
 * Regression of a response on regressors with survey weights, linear or logistic.
 *
 * β solves Σ w x (y − μ(x′β)) = 0 over rows with an answer and all regressors; its linearised variable is
 * A⁻¹ x (y − μ) with A = Σ w μ′ x x′, whose totals by PSU (residuals after calibration) give the covariance. Rows left out
 * count as zeros. The same from unit rows and from a tally whose key holds the regressors: the equations need Σwy and Σw only.
 * O(rows · p² · iterations).
 * Source: Binder (1983), International Statistical Review 51, 279-292; Fuller (1975), Sankhyā C 37; Lumley (2010), chapter 5.
 *
 * @throws {DesignError} `nothing-to-fit` without a complete row; `collinear`; `separation`; `response-outside` if a logistic
 *   response is not within 0 and 1; those of the covariance
 */
export function fitRegression(
  family: Family,
  x: ModelMatrix,
  response: RegressionResponse,
  design: SurveyDesign,
): Regression {
  const link = LINKS[family];
  const rows = completeRows(x, response);
  if (rows.length === 0) throw new DesignError("nothing-to-fit", "no row has an answer and all regressors");
  link.check(response, rows);
  const final = scaled(response, design.factor);
  const p = x.names.length;
  const sum = rows.reduce((total, row) => total + final.weight[row]!, 0);
  const { coefficients, inverse, iterations } = solveScores(x.names, new Float64Array(p), sum, (beta) =>
    linearScores(link, x, final, rows, beta),
  );
  const values = new Float64Array(x.rows * p);
  for (const row of rows) {
    let eta = 0;
    for (let j = 0, cell = row * p; j < p; j++) eta += coefficients[j]! * x.values[cell++]!;
    const residual = response.total[row]! - response.weight[row]! * link.mean(eta);
    for (let i = 0; i < p; i++) {
      let direction = 0;
      for (let j = 0; j < p; j++) direction += inverse[i * p + j]! * x.values[row * p + j]!;
      values[row * p + i] = direction * residual;
    }
  }
  return {
    family,
    names: x.names,
    terms: x.terms,
    coefficients,
    covariance: designCovariance({ values, columns: p }, design),
    df: designDegrees(design.index) + 1 - p,
    domainDf: domainDegrees(design.index, { id: "fit", rows }).df + 1 - p,
    iterations,
  };
}

function completeRows(x: ModelMatrix, { weight }: RegressionResponse): Int32Array {
  const p = x.names.length;
  const rows = new Int32Array(x.rows);
  let count = 0;
  for (let row = 0; row < x.rows; row++) {
    let complete = weight[row]! > 0;
    for (let j = 0, cell = row * p; complete && j < p; j++) complete = !Number.isNaN(x.values[cell++]!);
    if (complete) rows[count++] = row;
  }
  return rows.slice(0, count);
}

function scaled({ total, weight }: RegressionResponse, factor: Float64Array | null): RegressionResponse {
  if (!factor) return { total, weight };
  return {
    total: total.map((value, row) => factor[row]! * value),
    weight: weight.map((value, row) => factor[row]! * value),
  };
}
