import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { neededColumns } from "#app/commands/analyse/needed-columns.ts";
import { parseRequest } from "#app/commands/analyse/parse-request.ts";
import { readTable } from "#app/commands/analyse/read-table.ts";
import { runAnalysis } from "#app/commands/analyse/run-analysis.ts";

interface Expected {
  design: Record<string, number>;
  weights: Record<string, number>;
  results: Record<string, ExpectedResult>;
}

type Figures = number | (number | null)[];

interface ExpectedResult {
  estimate: Figures;
  se: Figures;
  lo: Figures;
  hi: Figures;
  deff?: Figures;
  n?: Figures;
  df?: Figures;
  domainDf?: Figures;
  covariance?: number[][];
}

const folder = new URL("../../reference/analyse/", import.meta.url);
const read = (name: string) => JSON.parse(readFileSync(new URL(name, folder), "utf8"));
const requests = read("requests.json") as Record<string, { data: string }>;
const expected = read("expected.json") as Record<string, Expected>;

/** |a − b| ≤ 1e-9·|b|, or of the scale given. */
function expectEqual(
  actual: number | null | undefined,
  wanted: number | null,
  what: string,
  scale = 0,
): void {
  if (wanted === null) return expect(actual, what).toBeNull();
  const limit = Math.max(1e-12, 1e-9 * Math.max(Math.abs(wanted), scale));
  expect(typeof actual, what).toBe("number");
  expect(Math.abs(actual! - wanted), `${what}: ${actual} is not ${wanted}`).toBeLessThanOrEqual(limit);
}

test.each(Object.keys(requests))("%s: every figure is R's", async (name) => {
  const request = parseRequest(JSON.stringify(requests[name]));
  const table = await readTable(fileURLToPath(new URL(request.data, folder)), neededColumns(request));
  const { result } = runAnalysis(request, table);
  const { design, weights, results } = expected[name]!;
  for (const [key, value] of Object.entries(design)) expectEqual(result.design[key as "df"], value, key);
  for (const [key, value] of Object.entries(weights))
    expectEqual(result.weights[key as "min"], value, `weights.${key}`);
  for (const { id, cells, covariance } of result.results) {
    const wanted = results[id]!;
    const figures = (key: keyof ExpectedResult) => [wanted[key] ?? []].flat() as (number | null)[];
    expect(cells).toHaveLength(figures("estimate").length);
    cells.forEach((cell, k) => {
      const what = `${id} ${JSON.stringify(cell.by)} ${cell.variable}`;
      expectEqual(cell.estimate, figures("estimate")[k]!, `${what} estimate`);
      expectEqual(cell.se, figures("se")[k]!, `${what} se`);
      for (const key of ["n", "deff", "domainDf"] as const)
        if (wanted[key] !== undefined) expectEqual(cell[key], figures(key)[k]!, `${what} ${key}`);
      expectEqual(cell.ci?.[0], figures("lo")[k]!, `${what} low`);
      expectEqual(cell.ci?.[1], figures("hi")[k]!, `${what} high`);
    });
    const entries = wanted.covariance?.flat() ?? [];
    const largest = Math.max(0, ...entries.map(Math.abs));
    entries.forEach((entry, k) =>
      expectEqual(covariance!.flat()[k], entry, `${id} covariance ${k}`, largest),
    );
  }
});
