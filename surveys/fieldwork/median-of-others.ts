/** A length of time, and whose it is. */
export interface Timed {
  userId: string;
  seconds: number;
}

export interface MedianBeside {
  own: number;
  /** Null where nobody else has any. */
  others: number | null;
}

/**
 * Each person's median beside the median of everybody else's.
 *
 * The others' leaves the person's own out: in a small team one person's short interviews would pull the common median
 * towards themselves. O(n log n + persons · n).
 *
 * @param times  in any order
 * @returns by person; those without a time are not in it
 */
export function mediansBesideOthers(times: readonly Timed[]): Map<string, MedianBeside> {
  const sorted = [...times].sort((a, b) => a.seconds - b.seconds);
  const people = new Set(sorted.map(({ userId }) => userId));
  const medianWhere = (keep: (userId: string) => boolean) =>
    medianOfSorted(sorted.flatMap(({ userId, seconds }) => (keep(userId) ? [seconds] : [])));
  return new Map(
    [...people].map((person) => [
      person,
      { own: medianWhere((id) => id === person)!, others: medianWhere((id) => id !== person) },
    ]),
  );
}

function medianOfSorted(values: readonly number[]): number | null {
  const low = values[Math.ceil(values.length / 2) - 1];
  const high = values[Math.floor(values.length / 2)];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}
