import { readFile, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { text } from "node:stream/consumers";
import { BadRequest } from "./bad-request.ts";
import { neededColumns } from "./needed-columns.ts";
import { parseRequest } from "./parse-request.ts";
import { readTable } from "./read-table.ts";
import type { AnalyseResult } from "./result.ts";
import { runAnalysis } from "./run-analysis.ts";

/**
 * Reads a request ("-" is standard input) and its data, and answers it; writes the final weights where asked to.
 *
 * @throws {BadRequest} or {DesignError} as the steps do
 */
export async function analyseFile(
  path: string,
  weightsPath: string | null = null,
  input: NodeJS.ReadableStream = process.stdin,
): Promise<AnalyseResult> {
  const request = parseRequest(path === "-" ? await text(input) : await readRequest(path));
  const folder = path === "-" ? process.cwd() : dirname(path);
  const table = await readTable(resolve(folder, request.data), neededColumns(request));
  const { result, weights } = runAnalysis(request, table);
  if (weightsPath !== null) await writeWeights(weightsPath, weights);
  return result;
}

async function readRequest(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    throw new BadRequest("request-unreadable", { path, reason: (error as Error).message });
  }
}

/** One column, `weight`, in the order of the data's rows. */
async function writeWeights(path: string, weights: Float64Array): Promise<void> {
  try {
    await writeFile(path, `weight\n${weights.join("\n")}\n`);
  } catch (error) {
    throw new BadRequest("weights-unwritable", { path, reason: (error as Error).message });
  }
}
