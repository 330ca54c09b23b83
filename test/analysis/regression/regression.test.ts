import fc from "fast-check";
import { expect, test } from "vitest";
import { DesignError } from "#analysis/design-error.ts";
import { makeDesign } from "#analysis/estimation/unit-design.ts";
import { coefficientTable } from "#analysis/regression/coefficient-table.ts";
import { fitRegression } from "#analysis/regression/fit-regression.ts";
import { modelMatrix } from "#analysis/regression/model-matrix.ts";
import { unitResponse } from "#analysis/regression/regression-response.ts";

function codeOf(run: () => unknown): string | undefined {
  try {
    run();
  } catch (error) {
    if (error instanceof DesignError) return `${error.code} ${error.details.regressor ?? ""}`.trim();
    throw error;
  }
}

function fit(family: "linear" | "logistic", y: number[], x: number[], weights = y.map(() => 1)) {
  const sumW = Float64Array.from(weights);
  const matrix = modelMatrix(y.length, [{ name: "x", values: x }]);
  return fitRegression(family, matrix, unitResponse(y, sumW), makeDesign({ n: y.length, weights: sumW }));
}

test("a line through four points, worked by hand", () => {
  // Sxx 5, Sxy 6.5: slope 1.3, intercept 2.5 − 1.3·1.5; residuals 0.45, −0.85, 0.35, 0.05
  const line = fit("linear", [1, 1, 3.5, 4.5], [0, 1, 2, 3]);
  expect(line.coefficients[1]).toBeCloseTo(1.3, 12);
  expect(line.coefficients[0]).toBeCloseTo(0.55, 12);
  // Var(slope) = 4/3 · Σ((x − 1.5)e/5)²
  const slopes = [-1.5 * 0.45, -0.5 * -0.85, 0.5 * 0.35, 1.5 * 0.05].map((u) => u / 5);
  expect(line.covariance[3]).toBeCloseTo((4 / 3) * slopes.reduce((sum, u) => sum + u * u, 0), 12);
  expect(line.df).toBe(2);
});

test("a logistic regression on one yes-or-no regressor gives the odds of both groups", () => {
  const y = [1, 1, 1, 0, 1, 0, 0, 0, 0];
  const line = fit("logistic", y, [1, 1, 1, 1, 0, 0, 0, 0, 0]);
  expect(line.coefficients[0]).toBeCloseTo(Math.log(1 / 4), 12);
  expect(coefficientTable(line)[1]!.oddsRatio!.estimate).toBeCloseTo(3 / (1 / 4), 10);
});

test("what no regression can be fitted to is refused", () => {
  const sumW = new Float64Array(4).fill(1);
  const y = unitResponse([1, 2, 4, 3], sumW);
  const design = makeDesign({ n: 4, weights: sumW });
  const twice = modelMatrix(4, [
    { name: "a", values: [1, 2, 3, 5] },
    { name: "b", values: [2, 4, 6, 10] },
  ]);
  expect(codeOf(() => fitRegression("linear", twice, y, design))).toBe("collinear b");
  expect(codeOf(() => fit("logistic", [0, 0, 1, 1], [1, 2, 3, 4]))).toBe("separation");
  expect(codeOf(() => fit("logistic", [0, 0, 1, 1, 0], [0, 0, 0, 1, 0]))).toBe("separation");
  expect(codeOf(() => fit("logistic", [0, 2, 1, 1], [1, 2, 3, 4]))).toBe("response-outside");
  expect(codeOf(() => fit("linear", [NaN, NaN], [1, 2]))).toBe("nothing-to-fit");
  expect(codeOf(() => coefficientTable(fit("linear", [1, 2], [1, 2])))).toBe("no-degrees-of-freedom");
});

test("a regressor far from zero loses no digits", () => {
  const years = [2021, 2022, 2023, 2024, 2025, 2026];
  const near = fit("linear", [3, 1, 4, 1, 5, 9], [-3, -2, -1, 0, 1, 2]);
  const far = fit("linear", [3, 1, 4, 1, 5, 9], years);
  expect(far.coefficients[1]).toBeCloseTo(near.coefficients[1]!, 9);
  expect(far.covariance[3]! / near.covariance[3]!).toBeCloseTo(1, 8);
});

test("the scale of the weights and the order of rows do not matter, and missing rows only add zeros", () => {
  const unit = fc.record({ x: fc.integer({ min: -5, max: 5 }), y: fc.integer({ min: -9, max: 9 }), w: fc.integer({ min: 1, max: 9 }) }); // prettier-ignore
  fc.assert(
    fc.property(
      fc.array(unit, { minLength: 5, maxLength: 20 }),
      fc.double({ min: 0.01, max: 1000, noNaN: true }),
      (units, scale) => {
        // prettier-ignore
        fc.pre(new Set(units.map(({ x }) => x)).size > 1);
        const of = (rows: typeof units, by: number) => fit("linear", rows.map(({ y }) => y), rows.map(({ x }) => x), rows.map(({ w }) => w * by)); // prettier-ignore
        const first = of(units, 1);
        const second = of([...units].reverse(), scale);
        first.coefficients.forEach((value, j) => expect(second.coefficients[j]).toBeCloseTo(value, 8));
        first.covariance.forEach((value, j) => expect(second.covariance[j]).toBeCloseTo(value, 8));
      },
    ),
    { seed: 22, numRuns: 100 },
  );
});
