import type { Tally, TallyKey } from "#analysis/tally.ts";

const KEYS = ["stratum", "psu", "street", "ageBand", "sex"] as const;

/** Fills a tally's key columns and labels (in order of first appearance) from one key a row. */
export function labelKeys(tally: Tally, keys: readonly TallyKey<string | null>[]): void {
  for (const name of KEYS) {
    const labels = tally.labels[name];
    const column = tally[name];
    const seen = new Map<string, number>();
    keys.forEach((key, row) => {
      const label = key[name];
      if (label === null) return;
      let index = seen.get(label);
      if (index === undefined) {
        index = labels.length;
        labels.push(label);
        seen.set(label, index);
      }
      column[row] = index;
    });
  }
}
