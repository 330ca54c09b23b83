import { indicator } from "#analysis/estimation/estimate-proportion.ts";
import { splitDomains } from "#analysis/estimation/split-domains.ts";
import type { DataTable } from "./columns.ts";
import { domainVariables } from "./domain-variables.ts";
import type { CovaryingEstimate } from "./estimate-linearised.ts";

/** Σwy over Σwx in each domain that holds a case; without x, Σwy. */
interface Sums {
  y: Float64Array;
  /** Null for a total; 1 where y is present for a mean. */
  x: Float64Array | null;
  domainOfRow: Int32Array | null;
  domains: number;
}

/** A function that writes an estimate's cells, in their order, under the weights it is given. */
export type Statistic = (weights: Float64Array) => number[];

/** The cells of an estimate as a function of the weights. */
export function replicateStatistic(estimate: CovaryingEstimate, table: DataTable): Statistic {
  const { count, ofRow } = splitDomains(table.rows, domainVariables(estimate.by, table));
  const parts = columnsOf(estimate, table).map((part) => ({ ...part, domainOfRow: ofRow, domains: count }));
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

function columnsOf(estimate: CovaryingEstimate, table: DataTable): Pick<Sums, "y" | "x">[] {
  switch (estimate.kind) {
    case "mean":
    case "total":
      return estimate.variables.map((name) => {
        const y = table.numbers.get(name)!;
        return { y, x: estimate.kind === "mean" ? new Float64Array(y.length).fill(1) : null };
      });
    case "ratio":
      return [{ y: table.numbers.get(estimate.numerator)!, x: table.numbers.get(estimate.denominator)! }];
    case "proportion": {
      const { values } = indicator(estimate.variable, table.texts.get(estimate.variable)!, estimate.equals);
      return [{ y: values as Float64Array, x: new Float64Array(values.length).fill(1) }];
    }
  }
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
