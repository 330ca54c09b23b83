import type { QualityUnit } from "./quality-unit.ts";

/** Up to so many, all are compared with all; beyond, within streets. */
export const MOST_COMPARED = 4000;
/** Fewer items in common say nothing. */
const FEWEST_IN_COMMON = 10;
/** Codes −2 … 12 fit into four bits. */
const HIGHEST_CODE = 12;
const ONES = 0x11111111;

/** The interview that another resembles most. */
export interface Nearest {
  other: string;
  /** Items with the same answer, of those asked in both. */
  matched: number;
  of: number;
  /** How many others it was compared with. */
  compared: number;
}

export interface Nearests {
  volunteer: Nearest | null;
  /** In the whole wave, or the street where that would be too many. */
  wave: Nearest | null;
}

/**
 * For each interview the one that it agrees with most, among the same volunteer's and in the wave.
 *
 * Answers are packed four bits an item, eight to a word: a pair of 24 items takes three words, so 3,000 interviews with
 * one another (4.5 million pairs) take a tenth of a second. O(n² · items/8). Don't know and refused are answers as well;
 * items that one of the two was not asked do not count. Of equal ones the first is named.
 * Source: Kuriakose & Robbins (2016), Statistical Journal of the IAOS 32, 283-291 (maximum percent match).
 */
export function nearestInterviews(units: readonly QualityUnit[], most = MOST_COMPARED): Nearests[] {
  const packed = pack(units);
  const found: Nearests[] = units.map(() => ({ volunteer: null, wave: null }));
  const blocks = units.length <= most ? [units.map((_, i) => i)] : group(units, ({ streetId }) => streetId);
  for (const block of blocks) compareWithin(block, packed, (i, nearest) => (found[i]!.wave = nearest), units);
  for (const block of group(units, ({ volunteerId }) => volunteerId))
    compareWithin(block, packed, (i, nearest) => (found[i]!.volunteer = nearest), units);
  return found;
}

interface Packed {
  width: number;
  /** Code + 3 in four bits; 0: not asked. */
  words: Int32Array;
  /** 1 in the lowest bit of each item that was asked. */
  asked: Int32Array;
}

function pack(units: readonly QualityUnit[]): Packed {
  const items = Math.max(0, ...units.slice(0, 1).map(({ codes }) => codes.length));
  const width = Math.ceil(items / 8);
  const words = new Int32Array(units.length * width);
  const asked = new Int32Array(units.length * width);
  units.forEach(({ codes }, u) => {
    codes.forEach((code, i) => {
      if (code === null) return;
      const at = u * width + (i >> 3);
      const shift = (i & 7) * 4;
      words[at]! |= (Math.min(code, HIGHEST_CODE) + 3) << shift;
      asked[at]! |= 1 << shift;
    });
  });
  return { width, words, asked };
}

function group(units: readonly QualityUnit[], key: (unit: QualityUnit) => string | null): number[][] {
  const groups = new Map<string, number[]>();
  units.forEach((unit, i) => {
    const name = key(unit);
    if (name === null) return;
    const members = groups.get(name);
    if (members) members.push(i);
    else groups.set(name, [i]);
  });
  return [...groups.values()];
}

function compareWithin(
  block: readonly number[],
  { width, words, asked }: Packed,
  keep: (unit: number, nearest: Nearest) => void,
  units: readonly QualityUnit[],
): void {
  const n = block.length;
  const rows = Int32Array.from(block);
  // Matched parts of the best pair so far, as fractions, and what they are made of.
  const best = new Float64Array(n).fill(-1);
  const other = new Int32Array(n);
  const matchedOf = new Int32Array(n);
  const commonOf = new Int32Array(n);
  for (let a = 0; a < n; a++) {
    const from = rows[a]! * width;
    for (let b = a + 1; b < n; b++) {
      const to = rows[b]! * width;
      let matched = 0;
      let common = 0;
      for (let k = 0; k < width; k++) {
        const both = asked[from + k]! & asked[to + k]!;
        let differs = words[from + k]! ^ words[to + k]!;
        differs |= differs >>> 1;
        differs |= differs >>> 2;
        matched += Math.imul(~differs & both, ONES) >>> 28;
        common += Math.imul(both, ONES) >>> 28;
      }
      if (common < FEWEST_IN_COMMON) continue;
      const part = matched / common;
      if (part > best[a]!) {
        best[a] = part;
        other[a] = b;
        matchedOf[a] = matched;
        commonOf[a] = common;
      }
      if (part > best[b]!) {
        best[b] = part;
        other[b] = a;
        matchedOf[b] = matched;
        commonOf[b] = common;
      }
    }
  }
  for (let a = 0; a < n; a++) {
    if (best[a]! < 0) continue;
    const named = units[rows[other[a]!]!]!.id;
    keep(rows[a]!, { other: named, matched: matchedOf[a]!, of: commonOf[a]!, compared: n - 1 });
  }
}
