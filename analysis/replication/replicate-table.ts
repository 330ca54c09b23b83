import { DesignError } from "#analysis/design-error.ts";
import type { Domain } from "#analysis/estimation/domains.ts";
import type { RatioTable } from "#analysis/estimation/ratio-composite.ts";
import type { PreparedReplicates } from "#analysis/replication/prepare-replicates.ts";
import { replicateCovariance, type Replicated } from "#analysis/replication/replicate-covariance.ts";
import { replicateSums } from "#analysis/replication/replicate-sums.ts";

/**
 * Σ_i c_i · R_i of a tally in each domain, R_i = Σwy / Σwa of item i there: shares, means, satisfaction rates.
 *
 * The ratio is formed anew in each replicate. O(domains · (rows · items + replicates · cells · items)) where a
 * replicate changes few PSUs, see `cellSums`.
 * Source: Wolter (2007), chapters 3 to 5.
 *
 * @param table         base-weighted sums; its rows are the rows that `prepared` was made from
 * @param coefficients  c_i per item; items with 0 are not looked at
 * @param domains       one estimate each, in this order
 * @throws {DesignError} `item-unanswered` if a needed item has no counted answer in a domain of the full sample
 */
export function replicateComposite(
  table: RatioTable,
  coefficients: Float64Array,
  domains: readonly Domain[],
  prepared: PreparedReplicates,
): Replicated {
  const needed = [...coefficients.keys()].filter((i) => coefficients[i] !== 0);
  const count = needed.length;
  return replicateTable(table, needed, domains, prepared, 1, (sums, at, into, to) => {
    let sum = 0;
    for (let k = 0; k < count; k++)
      sum += (coefficients[needed[k]!]! * sums[at + k]!) / sums[at + count + k]!;
    into[to] = sum;
  });
}

/**
 * R_i = Σwy / Σwa of every item in one domain; otherwise as `replicateComposite`.
 *
 * @throws {DesignError} as `replicateCovariance`
 */
export function replicateRatios(table: RatioTable, domain: Domain, prepared: PreparedReplicates): Replicated {
  const items = [...table.items.keys()];
  return replicateTable(table, items, [domain], prepared, items.length, (sums, at, into, to) => {
    for (const i of items) into[to + i] = sums[at + i]! / sums[at + items.length + i]!;
  });
}

/**
 * Σwy of every item in one domain; otherwise as `replicateComposite`.
 *
 * @throws {DesignError} as `replicateCovariance`
 */
export function replicateTotals(table: RatioTable, domain: Domain, prepared: PreparedReplicates): Replicated {
  const items = [...table.items.keys()];
  return replicateTable(table, items, [domain], prepared, items.length, (sums, at, into, to) => {
    for (const i of items) into[to + i] = sums[at + i]!;
  });
}

/** Writes a domain's estimates, at `to` and on, from its needed items' numerators, then denominators, at `at` and on. */
type Statistic = (sums: Float64Array, at: number, into: Float64Array, to: number) => void;

function replicateTable(
  table: RatioTable,
  items: readonly number[],
  domains: readonly Domain[],
  prepared: PreparedReplicates,
  perDomain: number,
  statistic: Statistic,
): Replicated {
  const { replicates, cellOfRow } = prepared;
  const places = { unitOf: replicates.unitOfRow, cellOf: cellOfRow };
  const stride = table.items.length;
  const columns = domains.length * perDomain;
  const values = new Float64Array((replicates.list.length + 1) * columns);
  domains.forEach(({ id, rows }, d) => {
    const of = (values: Float64Array) => items.map((offset) => ({ values, stride, offset }));
    const sums = replicateSums(prepared, rows, places, [...of(table.numerator), ...of(table.denominator)]);
    const missing = items.findIndex((_, k) => !(sums[items.length + k]! > 0));
    if (missing >= 0) throw unanswered(table.items[items[missing]!]!, id);
    for (let r = 0; r <= replicates.list.length; r++)
      statistic(sums, 2 * r * items.length, values, r * columns + d * perDomain);
  });
  return replicateCovariance(values, columns, replicates);
}

function unanswered(item: string, domain: string): DesignError {
  return new DesignError("item-unanswered", `item ${item} has no counted answer in ${domain}`, {
    item,
    domain,
  });
}
