import type { Link } from "#analysis/regression/links.ts";
import type { ModelMatrix } from "#analysis/regression/model-matrix.ts";
import type { RegressionResponse } from "#analysis/regression/regression-response.ts";
import type { Scores } from "#analysis/regression/solve-scores.ts";

/**
 * Score equations Σ x (Σwy − Σw·μ(x′β)) of a regression and their information Σ w μ′ x x′ at one β.
 *
 * O(rows · p²).
 *
 * @param rows  those that count
 */
export function linearScores(
  link: Link,
  x: ModelMatrix,
  { total, weight }: RegressionResponse,
  rows: Int32Array,
  beta: Float64Array,
): Scores {
  const p = beta.length;
  const { values } = x;
  const score = new Float64Array(p);
  const information = new Float64Array(p * p);
  let objective = 0;
  let reach = 0;
  for (let k = 0; k < rows.length; k++) {
    const row = rows[k]!;
    const from = row * p;
    let eta = 0;
    for (let j = 0; j < p; j++) eta += beta[j]! * values[from + j]!;
    const mean = link.mean(eta);
    const residual = total[row]! - weight[row]! * mean;
    const v = weight[row]! * link.slope(mean);
    if (link.bounded) {
      objective += total[row]! * eta - weight[row]! * link.potential(eta);
      reach = Math.max(reach, Math.abs(eta));
    }
    for (let i = 0; i < p; i++) {
      const left = values[from + i]!;
      score[i]! += left * residual;
      const scaled = v * left;
      for (let j = 0; j <= i; j++) information[i * p + j]! += scaled * values[from + j]!;
    }
  }
  for (let i = 0; i < p; i++) for (let j = 0; j < i; j++) information[j * p + i] = information[i * p + j]!;
  return link.bounded ? { score, information, objective, reach } : { score, information };
}
