import { readFileSync } from "node:fs";
import { expect } from "vitest";

const folder = new URL("../reference/", import.meta.url);

/** A block of a golden: estimates with their full covariance. */
export interface Block {
  names: string[];
  estimate: number[];
  se: number[];
  covariance: number[][];
  df: number;
  ci95_low: number[];
  ci95_high: number[];
}

/** Rows of a reference input as text by column; an empty field is a missing answer. */
export function readInput(name: string): Record<string, string>[] {
  const [header = "", ...lines] = readFileSync(new URL(`inputs/${name}`, folder), "utf8")
    .replaceAll('"', "")
    .trim()
    .split(/\r?\n/);
  const columns = header.split(",");
  return lines.map((line) => {
    const fields = line.split(",");
    return Object.fromEntries(columns.map((column, k) => [column, fields[k] ?? ""]));
  });
}

/** A golden's `expected` and `input`, in the shape the test names. */
export function readGolden<Expected>(name: string): { input: unknown; expected: Expected } {
  return JSON.parse(readFileSync(new URL(`goldens/${name}.json`, folder), "utf8"));
}

/** Every figure within max(1e-12, 1e-9·|expected|), R's value on the right. */
export function expectClose(actual: ArrayLike<number>, expected: ArrayLike<number>, scale?: number): void {
  expect(actual.length).toBe(expected.length);
  for (let i = 0; i < expected.length; i++) {
    const limit = Math.max(1e-12, 1e-9 * (scale ?? Math.abs(expected[i]!)));
    expect(Math.abs(actual[i]! - expected[i]!), `${actual[i]} is not ${expected[i]}`).toBeLessThanOrEqual(
      limit,
    );
  }
}
