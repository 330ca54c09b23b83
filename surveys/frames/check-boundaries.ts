import { type Position, ringProblem, signedArea } from "./check-ring.ts";
import { FRAME_COLUMNS } from "./frame-columns.ts";
import { type FrameProblem, quoted } from "./frame-kinds.ts";
import { type FrameKnown, placeFinder } from "./frame-known.ts";
import { plainHeading } from "./match-columns.ts";

export interface StreetBoundary {
  type: "Polygon" | "MultiPolygon";
  coordinates: number[][][] | number[][][][];
}

export interface CheckedBoundary {
  /** Place of the feature in the file, from 1. */
  number: number;
  street: string;
  boundary: StreetBoundary;
}

export interface BoundaryCheck {
  rows: CheckedBoundary[];
  count: number;
  problems: FrameProblem[];
}

type Loose = { [key: string]: unknown } | null | undefined;

/**
 * Checks a GeoJSON collection of street outlines. A feature names its street by code or name in a property that is called
 * as the street column of any list; coordinates are longitude and latitude in degrees (RFC 7946).
 *
 * Heights are left out, coordinates kept to 6 decimals (0.1 m), and rings turned as the RFC wants them: outer ones
 * counter-clockwise, holes clockwise.
 *
 * @param collection  parsed JSON of any shape
 */
export function checkBoundaries(collection: unknown, known: FrameKnown): BoundaryCheck {
  const features = (collection as Loose)?.features;
  const check: BoundaryCheck = { rows: [], count: 0, problems: [] };
  if ((collection as Loose)?.type !== "FeatureCollection" || !Array.isArray(features)) {
    check.problems.push({ row: null, column: null, code: "not-geojson", values: {} });
    return check;
  }
  const streetCode = placeFinder(known.streets);
  const firsts = new Map<string, number>();
  features.forEach((feature: unknown, i) => {
    const number = i + 1;
    check.count += 1;
    const blame = (code: string, values: Record<string, string> = {}, column: string | null = null) =>
      void check.problems.push({ row: number, column, code, values });
    const property = streetProperty((feature as Loose)?.properties as Loose);
    if (!property) return blame("feature-without-street", { key: "street" });
    const text = quoted(property.text);
    const street = streetCode(property.text);
    if (street === null)
      return blame(
        known.elsewhere.named.has(property.text) ? "other-district" : "unknown-street",
        { text },
        property.name,
      );
    const first = firsts.get(street);
    if (first !== undefined) return blame("duplicate", { text, other: String(first) }, property.name);
    firsts.set(street, number);
    const boundary = readGeometry((feature as Loose)?.geometry as Loose);
    if ("code" in boundary) return blame(boundary.code, { text, ...boundary.values });
    check.rows.push({ number, street, boundary });
  });
  return check;
}

function streetProperty(properties: Loose): { name: string; text: string } | null {
  const column = FRAME_COLUMNS.boundaries[0]!;
  const wanted = [
    ...column.zh,
    ...column.en,
    "代码",
    "编码",
    "编号",
    "code",
    "id",
    "名称",
    "街道名称",
    "name",
  ].map(plainHeading);
  const entries = Object.entries(properties ?? {});
  for (const heading of wanted)
    for (const [name, value] of entries)
      if (plainHeading(name) === heading && (typeof value === "string" || typeof value === "number"))
        if (String(value).trim()) return { name, text: String(value).trim() };
  return null;
}

type Geometry = StreetBoundary | { code: string; values: Record<string, string> };

function readGeometry(geometry: Loose): Geometry {
  const { type, coordinates } = geometry ?? {};
  if ((type !== "Polygon" && type !== "MultiPolygon") || !Array.isArray(coordinates))
    return { code: "not-polygon", values: { type: quoted(String(type)) } };
  const polygons: unknown[] = type === "Polygon" ? [coordinates] : (coordinates as unknown[]);
  if (polygons.length === 0) return { code: "ring-shape", values: {} };
  for (const polygon of polygons) {
    if (!Array.isArray(polygon) || polygon.length === 0) return { code: "ring-shape", values: {} };
    for (const ring of polygon) {
      const code = ringProblem(ring);
      if (code) return { code, values: {} };
    }
  }
  const whole = (polygons as Position[][][]).map((rings) => rings.map((ring, i) => turned(ring, i === 0)));
  return type === "Polygon" ? { type, coordinates: whole[0]! } : { type, coordinates: whole };
}

const round = (degrees: number) => Math.round(degrees * 1e6) / 1e6;

function turned(ring: readonly Position[], isOuter: boolean): number[][] {
  const points = ring.map(([x, y]) => [round(x), round(y)]);
  return signedArea(ring) > 0 === isOuter ? points : points.reverse();
}
