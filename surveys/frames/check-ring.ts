export type Position = readonly [number, number];

/** More points than this draw nothing more on a screen; they only make every page with a map slower. */
export const MOST_POINTS = 5000;

/**
 * What is wrong with one ring of a polygon; null if nothing is.
 *
 * Closed, at least three corners, within the globe, longitude first, with an area, and never crossing itself (each pair
 * of edges is tried: O(points²), 12 million at the most).
 *
 * @param ring  positions [longitude, latitude] in degrees, as parsed from the file
 * @returns     `ring-shape`, `ring-points`, `not-closed`, `swapped`, `position-out`, `no-area`, `crosses-itself`
 */
export function ringProblem(ring: unknown): string | null {
  if (!Array.isArray(ring) || !ring.every(isPosition)) return "ring-shape";
  if (ring.length > MOST_POINTS) return "ring-points";
  const [first, last] = [ring[0], ring.at(-1)];
  if (!first || !last || first[0] !== last[0] || first[1] !== last[1]) return "not-closed";
  if (ring.length < 4) return "ring-shape";
  if (ring.some(([x, y]) => Math.abs(x) > 180 || Math.abs(y) > 90))
    return ring.every(([x, y]) => Math.abs(x) <= 90 && Math.abs(y) <= 180) ? "swapped" : "position-out";
  if (signedArea(ring) === 0) return "no-area";
  return crossesItself(ring) ? "crosses-itself" : null;
}

function isPosition(value: unknown): value is Position {
  return Array.isArray(value) && value.length >= 2 && Number.isFinite(value[0]) && Number.isFinite(value[1]);
}

/** Twice the area in square degrees; positive when the ring runs counter-clockwise. */
export function signedArea(ring: readonly Position[]): number {
  const [ox, oy] = ring[0]!;
  let sum = 0;
  for (let i = 0; i + 1 < ring.length; i++) {
    const [a, b] = [ring[i]!, ring[i + 1]!];
    sum += (a[0] - ox) * (b[1] - oy) - (b[0] - ox) * (a[1] - oy);
  }
  return sum;
}

function crossesItself(ring: readonly Position[]): boolean {
  const edges = ring.length - 1;
  for (let i = 0; i < edges; i++)
    for (let j = i + 2; j < edges; j++) {
      if (i === 0 && j === edges - 1) continue;
      if (cross(ring[i]!, ring[i + 1]!, ring[j]!, ring[j + 1]!)) return true;
    }
  return false;
}

const side = (a: Position, b: Position, c: Position) =>
  Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]));

/** Properly crossing: touching in a point or along an edge is how some offices draw enclaves. */
function cross(a: Position, b: Position, c: Position, d: Position): boolean {
  if (Math.max(a[0], b[0]) < Math.min(c[0], d[0]) || Math.max(c[0], d[0]) < Math.min(a[0], b[0]))
    return false;
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
}
