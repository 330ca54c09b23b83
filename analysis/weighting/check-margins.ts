import { DesignError } from "#analysis/design-error.ts";
import type { Margin } from "#analysis/estimation/calibration.ts";
import type { Tally } from "#analysis/tally.ts";

/** Margins from two sources are one population when their sums agree to this relative difference. */
const SAME_POPULATION = 1e-9;

/**
 * Refuses margins that no raking of these responses could meet.
 *
 * @throws {DesignError}
 *   `no-respondents`;
 *   `margin-unknown` {margin, n}: responses whose category is not known;
 *   `margin-without-respondents` {margin, category, population};
 *   `margin-without-population` {margin, category, n}: responses where the population is 0;
 *   `margins-contradict` {margin, total, other, otherTotal}
 */
export function checkMargins(tally: Pick<Tally, "rows" | "n">, margins: readonly Margin[]): void {
  if (!tally.n.some((n) => n > 0)) throw new DesignError("no-respondents", "there is no response to rake");
  for (const margin of margins) {
    const n = respondents(tally, margin);
    margin.labels.forEach((category, k) => {
      const population = margin.totals[k]!;
      if (population > 0 && n[k] === 0)
        throw new DesignError("margin-without-respondents", `nobody answered in ${margin.name} ${category}`, {
          margin: margin.name,
          category,
          population,
        });
      if (!(population > 0) && n[k]! > 0)
        throw new DesignError("margin-without-population", `${margin.name} ${category} has no population`, {
          margin: margin.name,
          category,
          n: n[k]!,
        });
    });
  }
  const [first, ...others] = margins.map((margin) => ({ name: margin.name, total: total(margin) }));
  for (const other of others)
    if (first && Math.abs(other.total - first.total) > SAME_POPULATION * first.total)
      throw new DesignError("margins-contradict", `${first.name} and ${other.name} differ in their sum`, {
        margin: first.name,
        total: first.total,
        other: other.name,
        otherTotal: other.total,
      });
}

function respondents(tally: Pick<Tally, "rows" | "n">, margin: Margin): Float64Array {
  const n = new Float64Array(margin.labels.length);
  let unknown = 0;
  for (let row = 0; row < tally.rows; row++) {
    const category = margin.categoryOfRow[row]!;
    if (category < 0) unknown += tally.n[row]!;
    else n[category]! += tally.n[row]!;
  }
  if (unknown > 0)
    throw new DesignError("margin-unknown", `${unknown} responses have no known ${margin.name}`, {
      margin: margin.name,
      n: unknown,
    });
  return n;
}

function total(margin: Margin): number {
  return margin.totals.reduce((sum, value) => sum + value, 0);
}
