import { DesignError } from "#analysis/design-error.ts";

/** linear: g = 1 + u (GREG); raking: g = exp(u); logit: g between its bounds by construction. */
export type CalibrationMethod = "linear" | "raking" | "logit";

/** Lowest and highest factor allowed. */
export type Bounds = readonly [low: number, high: number];

/** A calibration factor as a function of u = x′λ, its derivative, and its integral from any fixed point. */
export interface DistanceFunction {
  factor(u: number): number;
  slope(u: number): number;
  potential(u: number): number;
}

/**
 * The factor function of a calibration method; bounded linear and raking factors are clipped, as in R `calibrate`.
 *
 * Source: Deville & Särndal (1992), JASA 87, section 2, cases 1, 2, 6 and 7; Deville, Särndal & Sautory (1993).
 *
 * @throws {DesignError} `calibration-bounds` {low, high} unless low < high, for raking 0 ≤ low, and for logit, which
 *   must have bounds, low < 1 < high
 */
export function distanceFunction(method: CalibrationMethod, bounds: Bounds | null): DistanceFunction {
  const [low, high] = bounds ?? [-Infinity, Infinity];
  const lowest = method === "raking" && bounds ? 0 : -Infinity;
  const missing = method === "logit" && !(low < 1 && high > 1 && Number.isFinite(high - low));
  if (!(low < high && low >= lowest) || missing)
    throw new DesignError("calibration-bounds", `${method} calibration cannot keep to [${low}, ${high}]`, { method, low, high }); // prettier-ignore
  if (method === "logit") return logit(low, high);
  return clipped(method === "linear" ? LINEAR : RAKING, low, high);
}

const LINEAR = { factor: (u: number) => 1 + u, slope: () => 1, potential: (u: number) => u + (u * u) / 2, inverse: (g: number) => g - 1 }; // prettier-ignore
const RAKING = { factor: Math.exp, slope: Math.exp, potential: Math.exp, inverse: Math.log };

function clipped(
  free: DistanceFunction & { inverse(g: number): number },
  low: number,
  high: number,
): DistanceFunction {
  const [from, to] = [Number.isFinite(low) ? free.inverse(low) : -Infinity, Number.isFinite(high) ? free.inverse(high) : Infinity]; // prettier-ignore
  return {
    factor: (u) => (u <= from ? low : u >= to ? high : free.factor(u)),
    slope: (u) => (u <= from || u >= to ? 0 : free.slope(u)),
    potential: (u) =>
      u < from
        ? free.potential(from) + low * (u - from)
        : u > to
          ? free.potential(to) + high * (u - to)
          : free.potential(u),
  };
}

function logit(low: number, high: number): DistanceFunction {
  const steepness = (high - low) / ((high - 1) * (1 - low));
  const odds = (1 - low) / (high - 1);
  const place = (u: number) => 1 / (1 + Math.exp(-steepness * u) / odds);
  return {
    factor: (u) => low + (high - low) * place(u),
    slope: (u) => (high - low) * steepness * place(u) * (1 - place(u)),
    potential: (u) => low * u + ((high - low) / steepness) * softplus(steepness * u + Math.log(odds)),
  };
}

/** ln(1 + eˣ) without overflow. */
function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}
