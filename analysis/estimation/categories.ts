import type { Codes } from "#analysis/estimation/unit-design.ts";

/**
 * A column of labels as codes, labels in ascending order: as numbers where all of them are numbers, else as text.
 *
 * O(rows + labels · log labels).
 *
 * @param values  one a row; null, undefined and "" are missing (−1)
 */
export function categories(values: readonly (string | number | null | undefined)[]): Codes {
  const seen = new Set<string>();
  for (const value of values) if (value !== null && value !== undefined && value !== "") seen.add(`${value}`);
  const numbers = [...seen].every((label) => Number.isFinite(Number(label)));
  const labels = [...seen].sort((a, b) => (numbers ? Number(a) - Number(b) : a < b ? -1 : 1));
  const codeOf = new Map(labels.map((label, code) => [label, code]));
  return { codes: Int32Array.from(values, (value) => codeOf.get(`${value ?? ""}`) ?? -1), labels };
}
