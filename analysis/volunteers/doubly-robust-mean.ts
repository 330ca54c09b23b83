import { DesignError } from "#analysis/design-error.ts";
import { LINKS, type Family } from "#analysis/regression/links.ts";
import { linearScores } from "#analysis/regression/linear-scores.ts";
import type { ModelMatrix } from "#analysis/regression/model-matrix.ts";
import { solveScores, type Solution } from "#analysis/regression/solve-scores.ts";
import { addPropensity, twoSampleVariance, type TwoSampleVariance, type VolunteerStudy } from "#analysis/volunteers/two-sample-variance.ts"; // prettier-ignore

/** A mean that holds if either the propensity or the regression model does. */
export interface DoublyRobustMean extends TwoSampleVariance {
  estimate: number;
  /** Of the answer on the covariates, among volunteers, unweighted. */
  coefficients: Float64Array;
}

/**
 * Mean that is right if either the pseudo-weights or the model of the answers is: Σ_B w (y − m)/Σ_B w + Σ_A d m/Σ_A d.
 *
 * m = μ(x′β) with the propensity's covariates, linear or logistic, fitted to volunteers without weights. The variance carries the
 * estimation of both models and both samples' designs. O((volunteers + reference) · p² · iterations).
 * Source: Chen, Li & Wu (2020), JASA 115, section 3.2; variance by linearising all equations together, Binder (1983).
 *
 * @param y  per volunteer, NaN where missing
 * @throws {DesignError} `item-unanswered`; as `fitRegression`; those of the covariance
 */
export function doublyRobustMean(study: VolunteerStudy, y: Float64Array, family: Family): DoublyRobustMean {
  const { samples, pseudo } = study;
  const { volunteers: xB, reference: xA, referenceWeights: d } = samples;
  const { weights: w } = pseudo;
  const link = LINKS[family];
  const rows = new Int32Array(y.length).map((_, row) => row).filter((row) => !Number.isNaN(y[row]!));
  if (rows.length === 0) throw new DesignError("item-unanswered", "no volunteer answered");
  const model = fitOutcome(family, xB, y, rows);
  const [mB, mA] = [predict(xB, model.coefficients), predict(xA, model.coefficients)].map((eta) => eta.map(link.mean)); // prettier-ignore
  const sumW = rows.reduce((sum, row) => sum + w[row]!, 0);
  const sumD = d.reduce((sum, weight) => sum + weight, 0);
  const residual = rows.reduce((sum, row) => sum + w[row]! * (y[row]! - mB![row]!), 0) / sumW;
  const predicted = d.reduce((sum, weight, row) => sum + weight * mA![row]!, 0) / sumD;

  const p = xB.names.length;
  const moments = new Float64Array(p); // ∂θ/∂β
  const derivative = new Float64Array(y.length); // ∂θ/∂w
  for (const row of rows) {
    derivative[row] = (y[row]! - mB![row]! - residual) / sumW;
    const fall = (w[row]! * link.slope(mB![row]!)) / sumW;
    for (let j = 0; j < p; j++) moments[j]! -= fall * xB.values[row * p + j]!;
  }
  const reference = new Float64Array(xA.rows);
  for (let row = 0; row < xA.rows; row++) {
    reference[row] = (d[row]! * (mA![row]! - predicted)) / sumD;
    const rise = (d[row]! * link.slope(mA![row]!)) / sumD;
    for (let j = 0; j < p; j++) moments[j]! += rise * xA.values[row * p + j]!;
  }
  const direction = predict(xB, moments.map((_, i) => moments.reduce((sum, m, j) => sum + model.inverse[i * p + j]! * m, 0))); // prettier-ignore
  const volunteers = new Float64Array(y.length);
  for (const row of rows)
    volunteers[row] = w[row]! * derivative[row]! + direction[row]! * (y[row]! - mB![row]!);
  const contributions = { volunteers, reference };
  addPropensity(study, derivative, contributions);
  return {
    estimate: residual + predicted,
    coefficients: model.coefficients,
    ...twoSampleVariance(study, contributions),
  };
}

function fitOutcome(family: Family, x: ModelMatrix, y: Float64Array, rows: Int32Array): Solution {
  const link = LINKS[family];
  const response = { total: y, weight: new Float64Array(y.length).fill(1) };
  link.check(response, rows);
  return solveScores(x.names, new Float64Array(x.names.length), rows.length, (beta) =>
    linearScores(link, x, response, rows, beta),
  );
}

function predict({ names, rows, values }: ModelMatrix, coefficients: Float64Array): Float64Array {
  const p = names.length;
  return new Float64Array(rows).map((_, row) => {
    let eta = 0;
    for (let j = 0; j < p; j++) eta += coefficients[j]! * values[row * p + j]!;
    return eta;
  });
}
