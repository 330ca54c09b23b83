import { DesignError } from "#analysis/design-error.ts";

const SLACK = 1e-9;

/** n in proportion to sizes, which are not negative and not all 0. Not rounded. */
export function shareOut(sizes: Float64Array, n: number): Float64Array {
  const sum = sizes.reduce((total, size) => total + size, 0);
  return sizes.map((size) => (n * size) / sum);
}

/**
 * n in proportion to sizes, kept within limits: every part is t·size cut to [least, most], with one t for all.
 *
 * Shares out, fixes the parts below their least (where what they lack is at least what others have too much, else those
 * above their most), shares the rest among the free ones, until all fit. O(strata²).
 * Source: Cochran (1977), section 5.8, for the upper limit; Gabler, Ganninger & Münnich (2012), Metrika 75, for both.
 *
 * @throws {DesignError} `limits-infeasible` if n is outside [Σ least, Σ most]
 */
export function shareOutWithin(
  sizes: Float64Array,
  n: number,
  least: Float64Array,
  most: Float64Array,
): Float64Array {
  checkLimits(n, least, most);
  const fixed = new Float64Array(sizes.length).fill(NaN);
  let parts = shareOut(sizes, n);
  for (;;) {
    let lacking = 0;
    let surplus = 0;
    let outside = false;
    parts.forEach((part, h) => {
      if (!Number.isNaN(fixed[h])) return;
      if (part < least[h]! - SLACK) lacking += least[h]! - part;
      else if (part > most[h]! + SLACK) surplus += part - most[h]!;
      else return;
      outside = true;
    });
    if (!outside) return parts;
    parts.forEach((part, h) => {
      if (!Number.isNaN(fixed[h])) return;
      if (lacking >= surplus && part < least[h]! - SLACK) fixed[h] = least[h]!;
      if (lacking < surplus && part > most[h]! + SLACK) fixed[h] = most[h]!;
    });
    const spent = fixed.reduce((sum, part) => sum + (Number.isNaN(part) ? 0 : part), 0);
    const open = sizes.map((size, h) => (Number.isNaN(fixed[h]) ? size : 0));
    // where only strata of size 0 are left, they share alike
    const free = shareOut(
      open.some((size) => size > 0) ? open : fixed.map((part) => (Number.isNaN(part) ? 1 : 0)),
      n - spent,
    );
    parts = fixed.map((part, h) => (Number.isNaN(part) ? free[h]! : part));
  }
}

function checkLimits(n: number, least: Float64Array, most: Float64Array): void {
  const low = least.reduce((sum, limit) => sum + limit, 0);
  const high = most.reduce((sum, limit) => sum + limit, 0);
  const crossed = least.findIndex((limit, h) => limit > most[h]!);
  if (crossed >= 0)
    throw new DesignError("limits-infeasible", `stratum ${crossed + 1} has its least above its most`, {
      stratum: crossed + 1,
    });
  if (low > n + SLACK || high < n - SLACK)
    throw new DesignError("limits-infeasible", `${n} interviews do not lie between ${low} and ${high}`, {
      n,
      least: low,
      most: high,
    });
}
