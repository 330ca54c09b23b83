import { contrast } from "#analysis/estimation/contrast.ts";
import type { Cell, Estimates } from "#analysis/estimation/estimate-cells.ts";
import type { NumericColumn } from "#analysis/estimation/group-sums.ts";
import type { DomainVariable } from "#analysis/estimation/split-domains.ts";
import { makeDesign, type UnitDesignInput } from "#analysis/estimation/unit-design.ts";
import { expectGolden } from "#test/analysis/expect-golden.ts";
import { readInput } from "#test/analysis/read-reference.ts";

const LIMITS = { relative: 1e-9, absolute: 1e-12 };

type Rows = Record<string, string>[];

/** A reference input as unit columns, codes by name with labels in ascending order. */
export function unitColumns(file: string | Rows) {
  const rows = typeof file === "string" ? readInput(file) : file;
  const text = (name: string) => rows.map((row) => row[name]!);
  const numbers = (name: string) =>
    Float64Array.from(rows, (row) => (row[name] === "" ? Number.NaN : Number(row[name])));
  const factor = (name: string, of = text(name)): DomainVariable => {
    const labels = [...new Set(of)].sort();
    return { name, labels, codes: Int32Array.from(of, (label) => labels.indexOf(label)) };
  };
  const columns = (...names: string[]): NumericColumn[] =>
    names.map((name) => ({ name, values: numbers(name) }));
  const design = (strata: string | null, psu: string | null, more: Partial<UnitDesignInput> = {}) =>
    makeDesign({
      n: rows.length,
      ...(strata ? { strata: factor(strata) } : {}),
      ...(psu ? { psu: [factor(psu)] } : {}),
      weights: "weight" in rows[0]! ? numbers("weight") : undefined,
      ...more,
    });
  return { rows, numbers, factor, columns, design, n: rows.length };
}

/** Estimates in the shape of a golden's block, on the design's df. */
export function blockOf({ cells, covariance }: Estimates, names: (cell: Cell) => string) {
  const k = cells.length;
  return {
    names: cells.map(names),
    estimate: cells.map((cell) => cell.estimate),
    se: cells.map((cell) => cell.se),
    covariance: cells.map((_, a) => [...covariance.subarray(a * k, (a + 1) * k)]),
    df: cells[0]!.df,
    ci95_low: cells.map((cell) => cell.ci![0]),
    ci95_high: cells.map((cell) => cell.ci![1]),
    deff_with_replacement: cells.map((cell) => cell.deff),
    deff: cells.map((cell) => cell.deff! / (1 - cell.n / cell.sumWeights)),
    n_eff: cells.map((cell) => (cell.n / cell.deff!) * (1 - cell.n / cell.sumWeights)),
  };
}

export const byVariable = (cell: Cell) => cell.variable;
export const byDomain = (cell: Cell) => Object.values(cell.by).join(" ");

/** A contrast in the shape of the goldens. */
export function contrastOf(estimates: Pick<Estimates, "cells" | "covariance">, coefficients: number[]) {
  const { estimate, se, df, t, p, ci } = contrast(estimates, coefficients);
  return { estimate, se, df, t, p_two_sided: p, ci95_low: ci![0], ci95_high: ci![1] };
}

/** Σ_i c_i of the item means in each domain: cells by item, then domain, become one a domain. */
export function scoreOf(means: Estimates, points: number[], name = "score"): Estimates {
  const k = means.cells.length;
  const domains = k / points.length;
  const weight = (cell: number, d: number) =>
    cell % domains === d ? points[Math.floor(cell / domains)]! : 0;
  const covariance = new Float64Array(domains * domains);
  for (let a = 0; a < k; a++)
    for (let b = 0; b < k; b++)
      covariance[(a % domains) * domains + (b % domains)]! +=
        weight(a, a % domains) * weight(b, b % domains) * means.covariance[a * k + b]!;
  const cells = means.cells.slice(0, domains).map((cell, d) => {
    const { estimate, se, ci } = contrast(means, means.cells.map((_, k) => weight(k, d))); // prettier-ignore
    return { ...cell, variable: name, estimate, se, ci, deff: null };
  });
  return { cells, covariance, totals: [] };
}

/** Holds blocks to a golden's; every block named must be there. */
export function expectBlocks(actual: Record<string, unknown>, expected: Record<string, unknown>): void {
  for (const [name, block] of Object.entries(actual)) {
    if (!(name in expected)) throw new Error(`the golden has no ${name}`);
    expectGolden(block, expected[name], LIMITS, name);
  }
}
