import { DesignError } from "#analysis/design-error.ts";
import type { RegressionResponse } from "#analysis/regression/regression-response.ts";

/** Of the response: a number, or yes and no. */
export type Family = "linear" | "logistic";

/** How a linear predictor becomes a mean. */
export interface Link {
  mean: (eta: number) => number;
  /** dμ/dη at a mean. */
  slope: (mean: number) => number;
  /** ∫μ dη, whose difference from yη the solution maximises. */
  potential: (eta: number) => number;
  /** Whether x′β may grow without end. */
  bounded: boolean;
  /** @throws {DesignError} `response-outside` */
  check: (response: RegressionResponse, rows: Int32Array) => void;
}

/** 1/(1 + e^−η), without overflow. */
export function logistic(eta: number): number {
  return 1 / (1 + Math.exp(-eta));
}

/** The canonical link of each family. Source: McCullagh & Nelder (1989), section 2.2. */
export const LINKS: Record<Family, Link> = {
  linear: {
    mean: (eta) => eta,
    slope: () => 1,
    potential: (eta) => 0.5 * eta * eta,
    bounded: false,
    check: () => {},
  },
  logistic: {
    mean: logistic,
    slope: (mean) => mean * (1 - mean),
    potential: (eta) => Math.max(eta, 0) + Math.log1p(Math.exp(-Math.abs(eta))),
    bounded: true,
    check: ({ total, weight }, rows) => {
      const row = rows.find((at) => !(total[at]! >= 0 && total[at]! <= weight[at]! * (1 + 1e-12)));
      if (row !== undefined)
        throw new DesignError("response-outside", `row ${row + 1}: not between 0 and 1`, { row: row + 1 });
    },
  },
};
