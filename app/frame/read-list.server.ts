import { decodeText } from "#surveys/frames/decode-text.ts";
import { fileForm } from "#surveys/frames/file-form.ts";
import type { FrameProblem } from "#surveys/frames/frame-kinds.ts";
import { readCsv } from "./read-csv.server.ts";
import { readXlsx } from "./read-xlsx.server.ts";

export type ListReading =
  | { rows: string[][]; encoding: string; problems: FrameProblem[] }
  | { json: unknown; encoding: string }
  | { problem: FrameProblem };

const whole = (code: string, row: number | null = null): { problem: FrameProblem } => ({
  problem: { row, column: null, code, values: {} },
});

/** Reads an uploaded file by what it is, not by what it is called: rows of cells, or the JSON of boundaries. */
export async function readList(
  bytes: Uint8Array,
  wants: "rows" | "json",
  signal?: AbortSignal,
): Promise<ListReading> {
  if (bytes.length === 0) return whole("empty-file");
  const form = fileForm(bytes);
  if (form === "old-excel") return whole("old-excel");
  if (form === "other") return whole("not-a-list");
  if (form === "xlsx") {
    if (wants === "json") return whole("not-geojson");
    const reading = await readXlsx(bytes, signal);
    return "code" in reading ? whole(reading.code) : { rows: reading.rows, encoding: "XLSX", problems: [] };
  }
  const decoded = decodeText(bytes);
  if (!decoded) return whole("unknown-encoding");
  const { text, encoding } = decoded;
  if (text.trim() === "") return whole("empty-file");
  if (wants === "json") {
    try {
      return { json: JSON.parse(text) as unknown, encoding };
    } catch {
      return whole("not-json");
    }
  }
  const { rows, openQuote, tooMany } = await readCsv(text);
  if (tooMany) return whole("too-many-rows");
  if (openQuote !== null) return whole("open-quote", openQuote);
  return { rows, encoding, problems: [] };
}
