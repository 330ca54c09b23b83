import betaCdf from "@stdlib/stats-base-dists-beta-cdf";
import { DesignError } from "#analysis/design-error.ts";
import type { Regression } from "#analysis/regression/fit-regression.ts";
import { invertInformation } from "#analysis/regression/invert-information.ts";

/** A joint test that coefficients are zero. */
export interface WaldTest {
  f: number;
  df: readonly [numerator: number, denominator: number];
  p: number;
}

/**
 * Tests that all coefficients of a term are 0: F = β′V⁻¹β/q against F(q, df).
 *
 * Source: Korn & Graubard (1999), section 3.4; R survey's `regTermTest(method = "Wald")`.
 *
 * @param term  its name as in `fit.terms`
 * @throws {RangeError} if there is no such term
 * @throws {DesignError} `no-degrees-of-freedom`; `collinear` if V is singular, as with more coefficients than PSUs
 */
export function waldTest(fit: Regression, term: string, df: "design" | "domain" = "design"): WaldTest {
  const columns = fit.terms.find(({ name }) => name === term)?.columns;
  if (!columns) throw new RangeError(`the regression has no term ${term}`);
  const degrees = df === "design" ? fit.df : fit.domainDf;
  if (!(degrees > 0))
    throw new DesignError("no-degrees-of-freedom", `no test with ${degrees} degrees of freedom`, {
      df: degrees,
    });
  const q = columns.length;
  const p = fit.names.length;
  const block = Float64Array.from(columns.flatMap((i) => columns.map((j) => fit.covariance[i * p + j]!)));
  const inverse = invertInformation(
    block,
    columns.map((j) => fit.names[j]!),
  );
  let squared = 0;
  columns.forEach((i, a) =>
    columns.forEach((j, b) => {
      squared += fit.coefficients[i]! * inverse[a * q + b]! * fit.coefficients[j]!;
    }),
  );
  const f = squared / q;
  return { f, df: [q, degrees], p: betaCdf(degrees / (degrees + q * f), degrees / 2, q / 2) };
}
