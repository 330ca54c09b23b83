import { expect, test } from "vitest";
import { fitsInRecord } from "#app/field/record-size.ts";
import { fitWithin, shrinkPhoto, type Size } from "#app/field/shrink-photo.ts";
import { BODY_LIMIT } from "#app/server/http/body-limit.ts";
import {
  LARGEST_PHOTO,
  LARGEST_RECORD,
  LONGEST_NOTES,
  MOST_PHOTOS,
} from "#surveys/fieldwork/photo-limits.ts";

const large = { width: 4032, height: 3024 };

/** A picture that needs so many bytes a pixel at the best quality. */
function camera(bytesPerPixel: number) {
  const tried: (Size & { quality: number })[] = [];
  const encode = ({ width, height }: Size, quality: number) => {
    tried.push({ width, height, quality });
    return Promise.resolve({ size: Math.round(width * height * bytesPerPixel * quality) });
  };
  return { encode, tried };
}

test("a picture fits within the square with its proportions kept, and is never made larger", () => {
  expect(fitWithin(large, 1280)).toEqual({ width: 1280, height: 960 });
  expect(fitWithin({ width: 3024, height: 4032 }, 1280)).toEqual({ width: 960, height: 1280 });
  expect(fitWithin({ width: 200, height: 100 }, 1280)).toEqual({ width: 200, height: 100 });
  expect(fitWithin({ width: 9000, height: 1 }, 1280)).toEqual({ width: 1280, height: 1 });
});

test("a plain picture keeps its size and quality; a busy one becomes coarser, then smaller", async () => {
  const plain = camera(0.1);
  expect(await shrinkPhoto(large, plain.encode)).toEqual({ size: expect.any(Number) as number });
  expect(plain.tried).toEqual([{ width: 1280, height: 960, quality: 0.82 }]);
  const busy = camera(0.4);
  const photo = await shrinkPhoto(large, busy.encode);
  expect(photo!.size).toBeLessThanOrEqual(LARGEST_PHOTO);
  expect(busy.tried.at(-1)).toMatchObject({ width: 960 });
});

test("a picture that cannot be made small enough is none", async () => {
  expect(await shrinkPhoto(large, camera(50).encode)).toBeNull();
});

test("as many of the largest photos as may be taken fit into one record, with the longest notes and answers", () => {
  const data = "A".repeat(4 * Math.ceil(LARGEST_PHOTO / 3));
  const photos = Array.from({ length: MOST_PHOTOS }, () => ({ data }));
  const words = "街".repeat(LONGEST_NOTES + 500);
  expect(fitsInRecord([words, photos])).toBe(true);
  expect(fitsInRecord([words, photos, photos])).toBe(false);
});

test("the tablet and the server mean the same by too large", () => {
  expect(LARGEST_RECORD).toBe(BODY_LIMIT);
});
