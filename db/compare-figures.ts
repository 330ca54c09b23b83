export interface FiguresCompared {
  /** Numbers, words and marks compared. */
  compared: number;
  /** Where the two are not the same, with both values. */
  different: { path: string; stored: unknown; computed: unknown }[];
}

/**
 * Compares two results leaf by leaf, numbers to the last digit, as they are once both have been written as JSON.
 *
 * @returns every place where they differ: "streets[3].combined.share"
 */
export function compareFigures(stored: unknown, computed: unknown): FiguresCompared {
  const result: FiguresCompared = { compared: 0, different: [] };
  compare(JSON.parse(JSON.stringify(stored)), JSON.parse(JSON.stringify(computed)), "", result);
  return result;
}

function compare(stored: unknown, computed: unknown, path: string, result: FiguresCompared): void {
  if (isBranch(stored) && isBranch(computed) && Array.isArray(stored) === Array.isArray(computed)) {
    const isList = Array.isArray(stored);
    for (const key of new Set([...Object.keys(stored), ...Object.keys(computed)])) {
      const place = isList ? `${path}[${key}]` : path ? `${path}.${key}` : key;
      compare(stored[key], computed[key], place, result);
    }
    return;
  }
  result.compared += 1;
  if (stored !== computed) result.different.push({ path, stored, computed });
}

const isBranch = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;
