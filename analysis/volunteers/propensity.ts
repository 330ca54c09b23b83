import { DesignError } from "#analysis/design-error.ts";
import { linearScores } from "#analysis/regression/linear-scores.ts";
import { LINKS } from "#analysis/regression/links.ts";
import type { ModelMatrix } from "#analysis/regression/model-matrix.ts";
import { solveScores } from "#analysis/regression/solve-scores.ts";

/** Volunteers and a probability sample of the same population, with the same covariates in the same order. */
export interface TwoSamples {
  volunteers: ModelMatrix;
  reference: ModelMatrix;
  /** Final weight per reference row (base × factor). */
  referenceWeights: Float64Array;
}

/** A propensity model fitted to both samples: its equations are Σ s x = 0 over volunteers and reference rows together. */
export interface Propensity {
  coefficients: Float64Array;
  /** p × p, row-major: of −∂equations/∂β. */
  inverse: Float64Array;
  /** x′β per volunteer. */
  linear: Float64Array;
  /** s per volunteer and per reference row. */
  volunteerScore: Float64Array;
  referenceScore: Float64Array;
  iterations: number;
}

/**
 * Solves Σ_B x = Σ_B v p(x′β) x + Σ_A a p(x′β) x for β, p logistic, B the volunteers, A the reference rows.
 *
 * With v = 1 this is a logistic regression of B against A with weights a; with v = 0 and a the weights of A its second part
 * estimates the population's. O((volunteers + reference) · p² · iterations).
 *
 * @param volunteerWeight   v, the same for every volunteer
 * @param referenceWeights  a
 * @throws {DesignError} `covariate-missing` {sample, row}; `collinear`; `separation` where a covariate tells the samples
 *   apart, or the volunteers outnumber the population
 */
export function fitPropensity(
  { volunteers, reference }: TwoSamples,
  volunteerWeight: number,
  referenceWeights: Float64Array,
): Propensity {
  checkCovariates(volunteers, reference);
  const [n, m, p] = [volunteers.rows, reference.rows, volunteers.names.length];
  const x = { ...volunteers, rows: n + m, values: new Float64Array((n + m) * p) };
  x.values.set(volunteers.values);
  x.values.set(reference.values, n * p);
  const response = { total: new Float64Array(n + m).fill(1, 0, n), weight: new Float64Array(n + m) };
  response.weight.fill(volunteerWeight, 0, n).set(referenceWeights, n);
  const rows = new Int32Array(n + m).map((_, row) => row);
  const { logistic: link } = LINKS;
  const scale = response.weight.reduce((sum, weight) => sum + weight, 0);
  const solution = solveScores(x.names, new Float64Array(p), scale, (beta) =>
    linearScores(link, x, response, rows, beta),
  );
  const { coefficients } = solution;
  const linear = Float64Array.from(rows, (row) => {
    let eta = 0;
    for (let j = 0; j < p; j++) eta += coefficients[j]! * x.values[row * p + j]!;
    return eta;
  });
  const score = linear.map((eta, row) => response.total[row]! - response.weight[row]! * link.mean(eta));
  return {
    ...solution,
    linear: linear.slice(0, n),
    volunteerScore: score.slice(0, n),
    referenceScore: score.slice(n),
  };
}

function checkCovariates(volunteers: ModelMatrix, reference: ModelMatrix): void {
  if (volunteers.names.join("\n") !== reference.names.join("\n"))
    throw new RangeError("both samples need the same covariates in the same order");
  for (const [sample, x] of [
    ["volunteers", volunteers],
    ["reference", reference],
  ] as const) {
    // prettier-ignore
    const at = x.values.findIndex(Number.isNaN);
    const row = Math.floor(at / x.names.length) + 1;
    if (at >= 0)
      throw new DesignError("covariate-missing", `${sample} row ${row} has a missing covariate`, {
        sample,
        row,
      });
  }
}
