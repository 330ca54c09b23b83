import { LARGEST_PHOTO, LONGEST_SIDE } from "#surveys/fieldwork/photo-limits.ts";

export interface Size {
  width: number;
  height: number;
}

/** The size within a square of `side`, in whole pixels, the proportions kept; never larger than it was. */
export function fitWithin({ width, height }: Size, side: number): Size {
  const scale = Math.min(1, side / Math.max(width, height));
  const whole = (pixels: number) => Math.max(1, Math.round(pixels * scale));
  return { width: whole(width), height: whole(height) };
}

const QUALITIES = [0.82, 0.7, 0.6, 0.5];
const SMALLER = 0.75;
const SMALLEST_SIDE = 320;

/**
 * Writes a picture as a JPEG that is small enough: first coarser, then smaller.
 *
 * @param encode  the picture drawn at a size and written at a quality between 0 and 1
 * @returns       null when even the smallest is too large
 */
export async function shrinkPhoto<T extends { size: number }>(
  original: Size,
  encode: (size: Size, quality: number) => Promise<T>,
  limit = LARGEST_PHOTO,
): Promise<T | null> {
  for (let side = LONGEST_SIDE; side >= SMALLEST_SIDE; side *= SMALLER) {
    for (const quality of QUALITIES) {
      const photo = await encode(fitWithin(original, Math.round(side)), quality);
      if (photo.size <= limit) return photo;
    }
  }
  return null;
}
