import { expect, test } from "vitest";
import { checkBoundaries } from "#surveys/frames/check-boundaries.ts";
import { ringProblem, signedArea } from "#surveys/frames/check-ring.ts";
import type { FrameKnown } from "#surveys/frames/frame-known.ts";

const KNOWN: FrameKnown = {
  district: "D",
  streets: [{ code: "S1", nameZh: "一街", nameEn: "First" }],
  elsewhere: { own: new Set(), named: new Set(["S9"]) },
  communities: [],
  slots: new Map(),
  existing: new Map(),
};

const SQUARE = [
  [112, 29],
  [113, 29],
  [113, 30],
  [112, 30],
  [112, 29],
];
const feature = (properties: unknown, coordinates: unknown, type = "Polygon") => ({
  type: "Feature",
  properties,
  geometry: { type, coordinates },
});
const check = (...features: unknown[]) => checkBoundaries({ type: "FeatureCollection", features }, KNOWN);
const codes = (...features: unknown[]) => check(...features).problems.map(({ row, code }) => [row, code]);

test("a street is named by code or name, and rings are turned counter-clockwise", () => {
  const [row] = check(feature({ 街道: "一街" }, [[...SQUARE].reverse()])).rows;
  expect(row?.street).toBe("S1");
  const [ring] = row!.boundary.coordinates as [[number, number][]];
  expect(signedArea(ring)).toBe(2);
  expect(check(feature({ code: "S1" }, [[SQUARE]], "MultiPolygon")).rows[0]?.boundary.type).toBe(
    "MultiPolygon",
  );
});

test("what is wrong with an outline is said with the feature's number", () => {
  const one = { code: "S1" };
  expect(checkBoundaries([], KNOWN).problems[0]?.code).toBe("not-geojson");
  expect(codes(feature({}, [SQUARE]))).toEqual([[1, "feature-without-street"]]);
  expect(codes(feature({ code: "S2" }, [SQUARE]))).toEqual([[1, "unknown-street"]]);
  expect(codes(feature({ code: "S9" }, [SQUARE]))).toEqual([[1, "other-district"]]);
  expect(codes(feature(one, [SQUARE]), feature(one, [SQUARE]))).toEqual([[2, "duplicate"]]);
  expect(codes(feature(one, [0, 0], "Point"))).toEqual([[1, "not-polygon"]]);
  expect(codes(feature(one, [SQUARE.slice(0, 4)]))).toEqual([[1, "not-closed"]]);
  expect(codes(feature(one, [SQUARE.map(([x, y]) => [y, x])]))).toEqual([[1, "swapped"]]);
  expect(
    codes(
      feature(one, [
        [
          [1, 2],
          ["a", 2],
          [1, 2],
        ],
      ]),
    ),
  ).toEqual([[1, "ring-shape"]]);
});

test("rings with too many points, off the globe, without area or crossing themselves are told apart", () => {
  const circle = Array.from({ length: 5001 }, (_, i) => [Math.cos(i / 795), Math.sin(i / 795)]);
  expect(ringProblem([...circle, circle[0]])).toBe("ring-points");
  expect(
    ringProblem([
      [500000, 3e6],
      [500001, 3e6],
      [500001, 3e6 + 1],
      [500000, 3e6],
    ]),
  ).toBe("position-out");
  expect(
    ringProblem([
      [1, 1],
      [2, 2],
      [3, 3],
      [1, 1],
    ]),
  ).toBe("no-area");
  expect(
    ringProblem([
      [0, 0],
      [2, 2],
      [2, 0],
      [0, 1],
      [0, 0],
    ]),
  ).toBe("crosses-itself");
  expect(ringProblem(SQUARE)).toBeNull();
});
