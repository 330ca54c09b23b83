import { numericValues } from "#analysis/estimation/group-sums.ts";
import { splitDomains, type DomainVariable } from "#analysis/estimation/split-domains.ts";
import type { ReplicatedColumns } from "./replicated-columns.ts";

/** Σwy over Σwx in each domain that holds a case; without x, Σwy. */
interface Sums {
  y: ArrayLike<number>;
  /** Null for a total; 1 where y is present for a mean. */
  x: ArrayLike<number> | null;
  domainOfRow: Int32Array | null;
  domains: number;
}

/** A function that gives an estimate's cells, in their order, under the weights it is given. */
export type Statistic = (weights: Float64Array) => number[];

/** The cells of an estimate as a function of the weights, row by row. */
export function replicateStatistic(
  { kind, columns, denominator }: ReplicatedColumns,
  by: readonly DomainVariable[],
  rows: number,
): Statistic {
  const { count, ofRow } = splitDomains(rows, by);
  const ones = new Float64Array(rows).fill(1);
  const x = denominator ? numericValues(denominator.values) : kind === "mean" ? ones : null;
  const parts = columns.map(({ values }) => {
    return { y: numericValues(values), x, domainOfRow: ofRow, domains: count };
  });
  const present = parts.map((part) => casesOf(part));
  return (weights) =>
    parts.flatMap((part, k) => {
      const { over, under } = sumsOf(part, weights);
      const cells: number[] = [];
      for (let domain = 0; domain < count; domain++)
        if (present[k]![domain]) cells.push(part.x ? over[domain]! / under[domain]! : over[domain]!);
      return cells;
    });
}

function casesOf({ y, x, domainOfRow, domains }: Sums): Uint8Array {
  const present = new Uint8Array(domains);
  for (let row = 0; row < y.length; row++) {
    const domain = domainOfRow ? domainOfRow[row]! : 0;
    if (domain >= 0 && !Number.isNaN(y[row]!) && !Number.isNaN(x?.[row])) present[domain] = 1;
  }
  return present;
}

function sumsOf({ y, x, domainOfRow, domains }: Sums, weights: Float64Array) {
  const over = new Float64Array(domains);
  const under = new Float64Array(domains);
  for (let row = 0; row < y.length; row++) {
    const domain = domainOfRow ? domainOfRow[row]! : 0;
    const value = y[row]!;
    const size = x ? x[row]! : 1;
    if (domain < 0 || value !== value || size !== size) continue;
    over[domain]! += weights[row]! * value;
    under[domain]! += weights[row]! * size;
  }
  return { over, under };
}
