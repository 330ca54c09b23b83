import { numberPairs } from "#analysis/estimation/number-pairs.ts";
import type { Codes } from "#analysis/estimation/unit-design.ts";

/** A variable that splits the sample: a code −1 puts the row in no domain. */
export interface DomainVariable extends Codes {
  name: string;
}

/** The domains that occur, in ascending order of the first variable's labels, then the next one's. */
export interface DomainSplit {
  count: number;
  /** Domain of each row, −1 for none; null where all rows are in one. */
  ofRow: Int32Array | null;
  /** Per domain its label of every variable. */
  labels: Record<string, string>[];
  /** Whether every row is in a domain. */
  complete: boolean;
}

/**
 * Splits rows by the combinations of one or several variables that occur. O(rows · variables).
 *
 * @param by  none: one domain of all rows; order of `labels` is the order of the domains
 */
export function splitDomains(rows: number, by: readonly DomainVariable[]): DomainSplit {
  const [first, ...further] = by;
  let split: DomainSplit = first
    ? splitByOne(first)
    : { count: 1, ofRow: null, labels: [{}], complete: true };
  for (const { name, codes, labels } of further) {
    const size = { rows, outerSize: split.count + 1, innerSize: labels.length + 1 };
    const shifted = (of: Int32Array) => of.map((code) => code + 1);
    const pairs = numberPairs(shifted(split.ofRow!), shifted(codes), size);
    const kept = Array.from({ length: pairs.count }, (_, k) => k)
      .filter((k) => pairs.outer[k]! > 0 && pairs.inner[k]! > 0)
      .sort((a, b) => pairs.outer[a]! - pairs.outer[b]! || pairs.inner[a]! - pairs.inner[b]!);
    const domainOf = new Int32Array(pairs.count).fill(-1);
    kept.forEach((pair, domain) => (domainOf[pair] = domain));
    const before = split.labels;
    split = {
      count: kept.length,
      ofRow: pairs.ofRow.map((pair) => domainOf[pair]!),
      labels: kept.map((k) => ({ ...before[pairs.outer[k]! - 1], [name]: labels[pairs.inner[k]! - 1]! })),
      complete: kept.length === pairs.count,
    };
  }
  return split;
}

/** Labels that no row has are left out; the codes are the domains where every label is used. */
function splitByOne({ name, codes, labels }: DomainVariable): DomainSplit {
  const used = new Uint8Array(labels.length + 1); // the first for missing
  for (let row = 0; row < codes.length; row++) used[codes[row]! + 1] = 1;
  const kept = Array.from(labels.keys()).filter((code) => used[code + 1] === 1);
  const complete = used[0] === 0;
  const named = kept.map((code) => ({ [name]: labels[code]! }));
  if (kept.length === labels.length) return { count: kept.length, ofRow: codes, labels: named, complete };
  const domainOf = new Int32Array(labels.length + 1).fill(-1);
  kept.forEach((code, domain) => (domainOf[code + 1] = domain));
  return { count: kept.length, ofRow: codes.map((code) => domainOf[code + 1]!), labels: named, complete };
}
