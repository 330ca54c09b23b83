import fc from "fast-check";
import { expect, test } from "vitest";
import { placeStreets } from "#app/present/place-streets.ts";

const street = (share: number, half: number) => ({
  share,
  ci: [share - half, share + half] as [number, number],
});

test("streets whose intervals do not overlap have one place each", () => {
  const placed = placeStreets([street(15, 0.2), street(17, 0.2), street(16, 0.2)]);
  expect(placed.map(({ street: { share }, best, worst, apart }) => [share, best, worst, apart])).toEqual([
    [17, 1, 1, true],
    [16, 2, 2, true],
    [15, 3, 3, true],
  ]);
});

test("overlapping streets share a range, also across a third that lies between them", () => {
  const placed = placeStreets([street(17, 0.1), street(16, 0.6), street(15.5, 0.1), street(13, 0.1)]);
  expect(placed.map(({ best, worst, apart }) => [best, worst, apart])).toEqual([
    [1, 1, true],
    [2, 3, false],
    [2, 3, false],
    [4, 4, true],
  ]);
});

test("intervals that only touch are not told apart", () => {
  expect(placeStreets([street(17, 0.5), street(16, 0.5)]).map(({ apart }) => apart)).toEqual([false, false]);
});

test("the range always holds the street's own place in the order, whatever the intervals", () => {
  const streets = fc.array(
    fc.tuple(fc.double({ min: 0, max: 20, noNaN: true }), fc.double({ min: 0, max: 3, noNaN: true })),
  );
  fc.assert(
    fc.property(streets, (pairs) => {
      placeStreets(pairs.map(([share, half]) => street(share, half))).forEach(({ best, worst }, i) => {
        expect(best).toBeLessThanOrEqual(i + 1);
        expect(worst).toBeGreaterThanOrEqual(i + 1);
      });
    }),
  );
});
