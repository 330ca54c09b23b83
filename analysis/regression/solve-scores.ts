import { DesignError } from "#analysis/design-error.ts";
import { invertInformation } from "#analysis/regression/invert-information.ts";

/** Score equations at one β: Σ contributions, and the information −∂score/∂β (p × p, row-major). */
export interface Scores {
  score: Float64Array;
  information: Float64Array;
  /** What the solution maximises; halves steps that lower it. Absent where there is no such function. */
  objective?: number;
  /** Largest |x′β|, where growth without end means that no solution exists. */
  reach?: number;
}

/** Where the weighted score equations hold. */
export interface Solution {
  coefficients: Float64Array;
  /** p × p, of the information at the solution. */
  inverse: Float64Array;
  iterations: number;
}

const MOST_ITERATIONS = 100;
/** The squared Newton step in the information's metric after which nothing changes but rounding. */
const SETTLED = 1e-24;
/** Where steps no longer shrink below this one, rounding is all that is left. */
const ROUNDING = 1e-12;
/** exp(−30) is a probability of 1e-13. */
const FARTHEST = 30;

/**
 * Solves score equations by Newton's method, with halved steps where the objective falls.
 *
 * O(iterations · cost of `at`). Source: McCullagh & Nelder (1989), Generalized Linear Models, section 2.5.
 *
 * @param scale  Σw, to measure steps independently of the scale of the weights
 * @throws {DesignError} `collinear`; `separation` if a regressor predicts the response without error, so that its
 *   coefficient has no end; `not-converged` after 100 steps
 */
export function solveScores(
  names: readonly string[],
  start: Float64Array,
  scale: number,
  at: (coefficients: Float64Array) => Scores,
): Solution {
  let coefficients = start;
  let current = at(coefficients);
  let before = Infinity;
  for (let iterations = 1; iterations <= MOST_ITERATIONS; iterations++) {
    const inverse = invertAt(current, names, iterations);
    const step = multiply(inverse, current.score);
    const squared = step.reduce((sum, move, j) => sum + move * current.score[j]!, 0) / scale;
    if (!Number.isFinite(squared)) break;
    if (squared < SETTLED || (squared < ROUNDING && squared > 0.9 * before))
      return { coefficients: moved(coefficients, step, 1), inverse, iterations };
    before = squared;
    let next = moved(coefficients, step, 1);
    let scores = at(next);
    for (let part = 0.5; falls(current, scores) && part > 1e-6; part /= 2) {
      next = moved(coefficients, step, part);
      scores = at(next);
    }
    coefficients = next;
    current = scores;
    if ((current.reach ?? 0) > FARTHEST) throw separated();
  }
  throw new DesignError("not-converged", `no solution after ${MOST_ITERATIONS} steps`);
}

function invertAt(
  { information, reach = 0 }: Scores,
  names: readonly string[],
  iteration: number,
): Float64Array {
  try {
    return invertInformation(information, names);
  } catch (error) {
    if (iteration > 1 && reach > 15 && error instanceof DesignError) throw separated();
    throw error;
  }
}

function falls(before: Scores, after: Scores): boolean {
  if (before.objective === undefined || after.objective === undefined) return false;
  return !(after.objective >= before.objective - 1e-9 * Math.abs(before.objective));
}

function moved(coefficients: Float64Array, step: Float64Array, part: number): Float64Array {
  return coefficients.map((value, j) => value + part * step[j]!);
}

function multiply(matrix: Float64Array, vector: Float64Array): Float64Array {
  const p = vector.length;
  return vector.map((_, i) => vector.reduce((sum, value, j) => sum + matrix[i * p + j]! * value, 0));
}

function separated(): DesignError {
  return new DesignError("separation", "a regressor predicts the response without error");
}
