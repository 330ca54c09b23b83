import { readFile, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { text } from "node:stream/consumers";
import { BadRequest } from "./bad-request.ts";
import { fileReason } from "./file-reason.ts";
import { neededColumns } from "./needed-columns.ts";
import { parseRequest } from "./parse-request.ts";
import { readTable } from "./read-table.ts";
import type { AnalyseResult } from "./result.ts";
import { runAnalysis } from "./run-analysis.ts";

/**
 * Reads a request ("-" is standard input) and its data, and answers it; writes the final weights where asked to.
 *
 * @param here  the folder that paths, and the data of a request from standard input, are relative to
 * @throws {BadRequest} or {DesignError} as the steps do
 */
export async function analyseFile(
  path: string,
  weightsPath: string | null = null,
  { here = process.cwd(), input = process.stdin }: { here?: string; input?: NodeJS.ReadableStream } = {},
): Promise<AnalyseResult> {
  const request = parseRequest(path === "-" ? await text(input) : await readRequest(resolve(here, path)));
  const folder = path === "-" ? here : dirname(resolve(here, path));
  const table = await readTable(resolve(folder, request.data), neededColumns(request));
  const { result, weights } = runAnalysis(request, table);
  if (weightsPath !== null) await writeWeights(resolve(here, weightsPath), weights);
  return result;
}

async function readRequest(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    throw new BadRequest("request-unreadable", { path, reason: fileReason(error) });
  }
}

/** One column, `weight`, in the order of the data's rows. */
async function writeWeights(path: string, weights: Float64Array): Promise<void> {
  try {
    await writeFile(path, `weight\n${weights.join("\n")}\n`);
  } catch (error) {
    throw new BadRequest("weights-unwritable", { path, reason: fileReason(error) });
  }
}
