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
}

/**
 * Splits rows by the combinations of one or several variables that occur. O(rows · variables).
 *
 * @param by  none: one domain of all rows; order of `labels` is the order of the domains
 */
export function splitDomains(rows: number, by: readonly DomainVariable[]): DomainSplit {
  let split: DomainSplit = { count: 1, ofRow: null, labels: [{}] };
  for (const { name, codes, labels } of by) {
    const outer = split.ofRow && split.ofRow.map((d) => d + 1);
    const size = { rows, outerSize: split.count + 1, innerSize: labels.length + 1 };
    const pairs = numberPairs(outer, codes.map((code) => code + 1), size); // prettier-ignore
    const first = outer ? 1 : 0;
    const kept = Array.from({ length: pairs.count }, (_, k) => k)
      .filter((k) => pairs.outer[k]! >= first && pairs.inner[k]! > 0)
      .sort((a, b) => pairs.outer[a]! - pairs.outer[b]! || pairs.inner[a]! - pairs.inner[b]!);
    const domainOf = new Int32Array(pairs.count).fill(-1);
    kept.forEach((pair, domain) => (domainOf[pair] = domain));
    const before = split.labels;
    split = {
      count: kept.length,
      ofRow: pairs.ofRow.map((pair) => domainOf[pair]!),
      labels: kept.map((k) => ({ ...before[pairs.outer[k]! - first], [name]: labels[pairs.inner[k]! - 1]! })),
    };
  }
  return split;
}
