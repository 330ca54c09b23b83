const SHORTEST_MS = 1000;
const LONGEST_MS = 5 * 60 * 1000;

/**
 * How long to wait after so many failures in a row: 1 s, doubling, at most 5 min, or what the server asked for.
 *
 * @param spread  0..1: up to a fifth is added, so that a hundred tablets do not come back in the same second
 */
export function backOff(failures: number, retryAfterMs: number | null, spread: number): number {
  const doubled = SHORTEST_MS * 2 ** Math.min(Math.max(failures, 1) - 1, 20);
  const wanted = Math.max(doubled, retryAfterMs ?? 0) * (1 + 0.2 * spread);
  return Math.round(Math.min(wanted, LONGEST_MS));
}
