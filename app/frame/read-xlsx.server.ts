import { createRequire } from "node:module";
import { Worker } from "node:worker_threads";
import { checkZip } from "./check-zip.server.ts";
import { MOST_ROWS, UNPACKED_LIMIT } from "./frame-limits.ts";

export type XlsxReading = { rows: string[][] } | { code: "not-xlsx" | "unpacks-too-big" | "too-many-rows" };

/**
 * Runs in a thread of its own, in a heap that it cannot leave: a sheet of 100,000 rows keeps it busy for seconds.
 * Cells of a formula come as the value that was last computed.
 */
const READER = `
const { parentPort, workerData } = require("node:worker_threads");
const text = (cell) => {
  if (cell === null || cell === undefined) return "";
  if (!(cell instanceof Date)) return String(cell);
  const [day, time] = cell.toISOString().split("T");
  return cell.getTime() < Date.UTC(1901, 0, 1) ? time.slice(0, 5) : day;
};
require(workerData.module)
  .readSheet(Buffer.from(workerData.bytes))
  .then((rows) => {
    if (rows.length > workerData.most) parentPort.postMessage({ tooMany: true });
    else parentPort.postMessage({ rows: rows.map((row) => row.map(text)) });
  })
  .catch((error) => parentPort.postMessage({ error: String(error && error.message) }));
`;

interface Answer {
  rows?: string[][];
  tooMany?: boolean;
}

/** The cells of a workbook's first sheet as text; stops when the signal is given. */
export async function readXlsx(bytes: Uint8Array, signal?: AbortSignal): Promise<XlsxReading> {
  const verdict = await checkZip(bytes, UNPACKED_LIMIT);
  if (verdict !== "fits") return { code: verdict === "too-big" ? "unpacks-too-big" : "not-xlsx" };
  const module = createRequire(import.meta.url).resolve("read-excel-file/node");
  const worker = new Worker(READER, {
    eval: true,
    execArgv: [],
    workerData: { module, bytes, most: MOST_ROWS + 1 },
    resourceLimits: { maxOldGenerationSizeMb: 1024 },
  });
  const stop = () => void worker.terminate();
  signal?.addEventListener("abort", stop);
  try {
    return await new Promise<XlsxReading>((done) => {
      worker.once("message", ({ rows, tooMany }: Answer) =>
        done(rows ? { rows } : { code: tooMany ? "too-many-rows" : "not-xlsx" }),
      );
      worker.once("error", () => done({ code: "unpacks-too-big" }));
      worker.once("exit", () => done({ code: "not-xlsx" }));
    });
  } finally {
    signal?.removeEventListener("abort", stop);
    await worker.terminate();
  }
}
