import type { Codes } from "#analysis/estimation/unit-design.ts";

/** A regressor: a number, a category (one column each but the reference's), or the product of regressors. */
export type Term =
  | { name: string; values: ArrayLike<number> }
  | { name: string; codes: Codes; reference?: string }
  | { product: readonly Term[] };

/** Regressors of every row; NaN where one is missing, which leaves the row out of a fit. */
export interface ModelMatrix {
  names: readonly string[];
  /** Which columns belong to which term, "(Intercept)" included. */
  terms: readonly { name: string; columns: readonly number[] }[];
  rows: number;
  /** rows × names, row-major. */
  values: Float64Array;
}

interface Columns {
  name: string;
  columns: { name: string; at: (row: number) => number }[];
}

/**
 * Lays regressors out as columns: treatment contrasts for categories, against the first label unless `reference` says
 * another. Columns of a category are called "street:S02", products "age:56-65 × worker". O(rows · columns).
 *
 * @param rows       unit rows, or rows of a tally
 * @param intercept  true unless given; without it the first category keeps all its columns
 * @throws {RangeError} if a term has another number of rows, or a reference is no label
 */
export function modelMatrix(rows: number, terms: readonly Term[], intercept = true): ModelMatrix {
  const one: Columns = { name: "(Intercept)", columns: [{ name: "(Intercept)", at: () => 1 }] };
  let whole = !intercept;
  const parts = terms.map((term) => {
    const full = whole && "codes" in term;
    if (full) whole = false;
    return columnsOf(term, rows, full);
  });
  if (intercept) parts.unshift(one);
  const columns = parts.flatMap((part) => part.columns);
  const values = new Float64Array(rows * columns.length);
  columns.forEach(({ at }, c) => {
    for (let row = 0, cell = c; row < rows; row++, cell += columns.length) values[cell] = at(row);
  });
  let first = 0;
  const placed = parts.map(({ name, columns: own }) => ({ name, columns: own.map(() => first++) }));
  return { names: columns.map(({ name }) => name), terms: placed, rows, values };
}

function columnsOf(term: Term, rows: number, full: boolean): Columns {
  if ("product" in term) {
    const factors = term.product.map((factor) => columnsOf(factor, rows, false));
    return factors.reduce(multiply);
  }
  const length = "values" in term ? term.values.length : term.codes.codes.length;
  if (length !== rows) throw new RangeError(`regressor ${term.name} has ${length} rows, not ${rows}`);
  const { name } = term;
  if ("values" in term) return { name, columns: [{ name, at: (row) => term.values[row]! }] };
  const { codes, labels } = term.codes;
  const reference = term.reference === undefined ? 0 : labels.indexOf(term.reference);
  if (reference < 0) throw new RangeError(`${term.reference} is no category of ${name}`);
  const kept = Array.from(labels.keys()).filter((label) => full || label !== reference);
  const at = (label: number) => (row: number) => (codes[row]! < 0 ? NaN : Number(codes[row] === label));
  return { name, columns: kept.map((label) => ({ name: `${name}:${labels[label]}`, at: at(label) })) };
}

function multiply(a: Columns, b: Columns): Columns {
  const columns = a.columns.flatMap((left) =>
    b.columns.map((right) => ({
      name: `${left.name} × ${right.name}`,
      at: (row: number) => left.at(row) * right.at(row),
    })),
  );
  return { name: `${a.name} × ${b.name}`, columns };
}
