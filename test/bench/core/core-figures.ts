/** Milliseconds of each task, and what it found; items fastest within streets. */
export interface CoreFigures {
  rows: number;
  units: CoreTimes;
  /** Of unit rows: the first call of each task in a new process, in this order, before any code is compiled. */
  firstCall: CoreTimes;
  tally: CoreTimes & { rows: number };
  peakMiB: number;
  estimate: number[];
  se: number[];
  rakedMean: number[];
  rakedSe: number[];
  jknMean: number[];
  jknSe: number[];
  /** The largest relative difference of all figures between the two ways in. */
  apart: number;
}

export interface CoreTimes {
  /** Means of 12 items in 30 streets with linearised standard errors. */
  taylor: number;
  /** Raking to age and sex, and 12 means of raked weights with their standard errors. */
  raked: number;
  /** 12 means by a jackknife of 600 replicates. */
  jkn: number;
  /** The same, each replicate raked again. */
  jknRaked: number;
}

/** Largest |a/b − 1|. */
export function largestDifference(a: readonly number[], b: readonly number[]): number {
  if (a.length !== b.length) return Infinity;
  return a.reduce((largest, value, k) => Math.max(largest, Math.abs(value / b[k]! - 1)), 0);
}

/** The quickest of several runs and the first one, in milliseconds, and the last one's result. */
export function quickest<Result>(
  times: number,
  run: () => Result,
): { ms: number; first: number; result: Result } {
  let ms = Infinity;
  let first = 0;
  let result: Result | undefined;
  for (let k = 0; k < times; k++) {
    const from = performance.now();
    result = run();
    const taken = performance.now() - from;
    if (k === 0) first = taken;
    ms = Math.min(ms, taken);
  }
  return { ms, first, result: result as Result };
}

/** Square roots of a row-major matrix's diagonal. */
export function diagonalRoots(matrix: Float64Array, columns: number): number[] {
  return Array.from({ length: columns }, (_, k) => Math.sqrt(matrix[k * columns + k]!));
}
