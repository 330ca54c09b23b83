interface Placed {
  share: number;
  ci: readonly [number, number];
}

export interface Place<T> {
  street: T;
  /** 1 is the highest. A street is placed after those whose whole interval lies above its own. */
  best: number;
  worst: number;
  /** Its interval does not touch that of the one above or below it. */
  apart: boolean;
}

/**
 * Streets from the highest share to the lowest, each with the range of places that its interval leaves open.
 *
 * Two streets are told apart when their intervals do not overlap: simple, and careful for one pair, but made street by
 * street and not for all comparisons at once.
 */
export function placeStreets<T extends Placed>(streets: readonly T[]): Place<T>[] {
  const sorted = [...streets].sort((a, b) => b.share - a.share);
  const overlap = (a: T | undefined, b: T | undefined) =>
    a !== undefined && b !== undefined && a.ci[0] <= b.ci[1] && b.ci[0] <= a.ci[1];
  return sorted.map((street, i) => ({
    street,
    best: 1 + sorted.filter((other) => other.ci[0] > street.ci[1]).length,
    worst: sorted.length - sorted.filter((other) => other.ci[1] < street.ci[0]).length,
    apart: !overlap(street, sorted[i - 1]) && !overlap(street, sorted[i + 1]),
  }));
}
