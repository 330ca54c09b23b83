/**
 * Whole numbers with the same sum, by largest remainder; of equal remainders the earlier one is rounded up.
 *
 * Source: Hamilton's method; Balinski & Young (1982), Fair Representation, chapter 2.
 *
 * @param parts  not negative; their sum is taken as whole
 */
export function roundToTotal(parts: Float64Array): Int32Array {
  const rounded = Int32Array.from(parts, (part) => Math.floor(part + 1e-9));
  const total = Math.round(parts.reduce((sum, part) => sum + part, 0));
  const given = rounded.reduce((sum, part) => sum + part, 0);
  const remainder = (h: number) => parts[h]! - rounded[h]!;
  const order = Array.from(parts.keys()).sort((a, b) => remainder(b) - remainder(a) || a - b);
  for (const h of order.slice(0, Math.max(0, total - given))) rounded[h]!++;
  return rounded;
}
