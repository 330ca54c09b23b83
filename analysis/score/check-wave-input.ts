import type { WaveInput } from "#analysis/score/estimate-wave.ts";

/**
 * Refuses input whose parts do not belong together: a mistake of the caller's, not of the sample's.
 *
 * @throws {TypeError} if a tally's items are not the sheet's, or the overall item is not on the sheet
 * @throws {RangeError} if λ is outside [0, 1] or the item weights do not sum to 1
 */
export function checkWaveInput(input: WaveInput): void {
  const { sheet, overallItem, lambda } = input;
  if (!(lambda >= 0 && lambda <= 1)) throw new RangeError(`lambda must lie in [0, 1], not ${lambda}`);
  const total = sheet.reduce((sum, item) => sum + item.weight, 0);
  if (!(Math.abs(total - 1) < 1e-9)) throw new RangeError(`item weights must sum to 1, not ${total}`);
  if (!sheet.some((item) => item.id === overallItem))
    throw new TypeError(`${overallItem} is not on the sheet`);
  for (const mode of ["household", "intercept", "online"] as const) {
    const tally = input[mode];
    if (tally && (tally.items.length !== sheet.length || sheet.some((item, i) => item.id !== tally.items[i])))
      throw new TypeError(`the ${mode} tally's items are not the scoring sheet's`);
  }
}
