import { hashedUniform } from "./hashed-noise.ts";

export interface StreetShape {
  ring: [number, number][];
  centre: [number, number];
  areaKm2: number;
}

const WEST = 112.4;
const SOUTH = 29.6;
const CELL_DEGREES = 0.016;
const STEPS = 5;

/**
 * Outlines of streets that tile the district: a grid of `columns` × `rows` with jittered corners and bent
 * edges.
 *
 * Two neighbours share the same points of their common edge, so there is neither gap nor overlap. Rings are
 * closed and run counter-clockwise, [longitude, latitude] in degrees; corners move by at most 0.2 of a cell
 * and edges bend by at most 0.06, so no ring crosses itself.
 */
export function streetShapes(seed: number, columns: number, rows: number): StreetShape[] {
  const jitter = (a: number, b: number, most: number) => (2 * hashedUniform(seed, a, b) - 1) * most;
  const corner = (x: number, y: number): [number, number] => {
    const onEdgeX = x === 0 || x === columns;
    const onEdgeY = y === 0 || y === rows;
    const key = y * (columns + 1) + x;
    return [x + jitter(key, 1, onEdgeX ? 0.08 : 0.2), y + jitter(key, 2, onEdgeY ? 0.08 : 0.2)];
  };
  const edge = (from: [number, number], to: [number, number], key: number): [number, number][] =>
    Array.from({ length: STEPS }, (_, step): [number, number] => {
      const along = step / STEPS;
      const bend = step === 0 ? 0 : jitter(1000 + key, step, 0.06);
      const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
      return [from[0] + along * dx - bend * dy, from[1] + along * dy + bend * dx];
    });
  const eastward = (x: number, y: number) => edge(corner(x, y), corner(x + 1, y), 2 * (y * 100 + x));
  const northward = (x: number, y: number) => edge(corner(x, y), corner(x, y + 1), 2 * (y * 100 + x) + 1);
  const backward = (points: [number, number][], end: [number, number]) => [end, ...points.slice(1).reverse()];

  const shapes: StreetShape[] = [];
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) {
      const cells = [
        ...eastward(x, y),
        ...northward(x + 1, y),
        ...backward(eastward(x, y + 1), corner(x + 1, y + 1)),
        ...backward(northward(x, y), corner(x, y + 1)),
      ];
      const ring = [...cells, cells[0] as [number, number]].map(degrees);
      shapes.push({ ring, centre: degrees([x + 0.5, y + 0.5]), areaKm2: areaKm2(ring) });
    }
  }
  return shapes;
}

function degrees([x, y]: [number, number]): [number, number] {
  return [round(WEST + x * CELL_DEGREES), round(SOUTH + y * CELL_DEGREES)];
}

function round(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}

/** Planar area of a small ring, positive when it runs counter-clockwise. */
export function areaKm2(ring: readonly [number, number][]): number {
  const kmPerDegree = 111.32;
  const shrink = Math.cos((SOUTH * Math.PI) / 180);
  let twice = 0;
  for (let i = 1; i < ring.length; i++) {
    const [x0, y0] = ring[i - 1] as [number, number];
    const [x1, y1] = ring[i] as [number, number];
    twice += x0 * y1 - x1 * y0;
  }
  return (twice / 2) * kmPerDegree * kmPerDegree * shrink;
}
