import { DesignError } from "#analysis/design-error.ts";
import type { Tally, TallyKey } from "#analysis/tally.ts";

const KEYS = ["stratum", "psu", "street", "ageBand", "sex"] as const;
const PER_ROW = ["n", "sumW", "sumW2"] as const;
const PER_ITEM = [
  "answered",
  "dontKnow",
  "wAnswered",
  "wDontKnow",
  "wScore",
  "wScore2",
  "wSatisfied",
] as const;
const PER_RULE = ["wHasShare", "wShare", "wShare2"] as const;

/**
 * Puts the rows of several waves' tallies below one another: the same label is the same stratum, PSU or street.
 *
 * O(rows · items).
 *
 * @param tallies  of one mode and the same items, at least one, in the order of the waves
 * @throws {DesignError} `waves-differ` if their modes or items do
 */
export function stackTallies(tallies: readonly Tally[]): Tally {
  const first = tallies[0];
  if (!first) throw new RangeError("no wave to stack");
  if (tallies.some(({ mode, items }) => mode !== first.mode || items.join() !== first.items.join()))
    throw new DesignError("waves-differ", "waves of different modes or items have no change");
  const figures = (of: (tally: Tally) => Float64Array) => concatenate(tallies.map(of));
  const keys = columns(KEYS, (key) => stackKey(tallies, key));
  const byRule = (name: (typeof PER_RULE)[number]) => ({
    sheet: figures((tally) => tally[name].sheet),
    other: figures((tally) => tally[name].other),
  });
  return {
    mode: first.mode,
    items: first.items,
    rows: tallies.reduce((sum, { rows }) => sum + rows, 0),
    labels: columns(KEYS, (key) => keys[key].labels),
    ...columns(KEYS, (key) => keys[key].codes),
    ...columns(PER_ROW, (name) => figures((tally) => tally[name])),
    ...columns(PER_ITEM, (name) => figures((tally) => tally[name])),
    ...columns(PER_RULE, byRule),
  };
}

/** One record with the same kind of value under each name. */
function columns<Name extends string, Value>(names: readonly Name[], of: (name: Name) => Value) {
  return Object.fromEntries(names.map((name) => [name, of(name)])) as Record<Name, Value>;
}

/** A key column of all waves, its codes pointing into one list of labels. */
function stackKey(tallies: readonly Tally[], key: keyof TallyKey<never>) {
  const numberOf = new Map<string, number>();
  const parts = tallies.map((tally) => {
    const renumbered = tally.labels[key].map((label) => {
      const known = numberOf.get(label) ?? numberOf.size;
      numberOf.set(label, known);
      return known;
    });
    return tally[key].map((code) => (code < 0 ? -1 : renumbered[code]!));
  });
  const codes = new Int32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    codes.set(part, at);
    at += part.length;
  }
  return { codes, labels: [...numberOf.keys()] };
}

/** Float columns one after the other. */
export function concatenate(parts: readonly Float64Array[]): Float64Array {
  const whole = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
