import { expect } from "vitest";

interface Limits {
  relative: number;
  absolute: number;
}

/**
 * Walks a golden's figures and holds ours to every one of them: |a − b| ≤ max(absolute, relative·|b|), for the entries of a
 * covariance with its largest entry as b. Ours may hold more; text must be equal.
 */
export function expectGolden(actual: unknown, expected: unknown, limits: Limits, path = "expected"): void {
  if (typeof expected === "number") return expectFigure(actual, expected, limits, path);
  if (typeof expected !== "object" || expected === null)
    return void expect(actual, path).toStrictEqual(expected);
  if (path.endsWith(".covariance")) {
    const largest = Math.max(...(expected as number[][]).flat().map(Math.abs));
    limits = { relative: 0, absolute: Math.max(limits.absolute, limits.relative * largest) };
  }
  expect(actual, `${path} is missing`).toBeTypeOf("object");
  if (Array.isArray(expected)) expect((actual as ArrayLike<unknown>).length, path).toBe(expected.length);
  for (const [key, value] of Object.entries(expected))
    expectGolden((actual as Record<string, unknown>)[key], value, limits, `${path}.${key}`);
}

function expectFigure(actual: unknown, expected: number, { relative, absolute }: Limits, path: string): void {
  expect(actual, path).toBeTypeOf("number");
  const limit = Math.max(absolute, relative * Math.abs(expected));
  expect(
    Math.abs((actual as number) - expected),
    `${path}: ${actual} is not ${expected}`,
  ).toBeLessThanOrEqual(limit);
}
