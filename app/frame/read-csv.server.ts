import Papa from "papaparse";
import { MOST_ROWS } from "./frame-limits.ts";

/** Characters parsed at a time; then others get their turn. */
const PIECE = 256 * 1024;

export interface CsvRows {
  rows: string[][];
  delimiter: string;
  /** Row of the file in which a quotation mark was opened and never closed. */
  openQuote: number | null;
  tooMany: boolean;
}

/** The separator that stands most often in the headings, outside of quotation marks. */
function guessDelimiter(text: string): string {
  const headings = (/^.*\S.*$/m.exec(text.slice(0, PIECE))?.[0] ?? "").replace(/"[^"]*"/g, "");
  const count = (separator: string) => headings.split(separator).length;
  return [",", "\t", ";", "|"].reduce((best, each) => (count(each) > count(best) ? each : best));
}

/** Parses text of separated values piece by piece, at most `MOST_ROWS` rows. */
export function readCsv(text: string): Promise<CsvRows> {
  const result: CsvRows = { rows: [], delimiter: guessDelimiter(text), openQuote: null, tooMany: false };
  return new Promise((done, failed) => {
    // The types leave out that text is parsed in pieces too.
    const config: Papa.ParseLocalConfig<string[], string> = {
      delimiter: result.delimiter,
      chunkSize: PIECE,
      chunk(piece, parser) {
        const before = result.rows.length;
        const open = piece.errors.find(({ code }) => code === "MissingQuotes");
        if (open) result.openQuote ??= before + (open.row ?? piece.data.length - 1) + 1;
        for (const row of piece.data) result.rows.push(row);
        result.tooMany = result.rows.length > MOST_ROWS + 1;
        if (result.tooMany) return parser.abort();
        parser.pause();
        setImmediate(() => parser.resume());
      },
      complete: () => done(result),
      error: failed,
    };
    Papa.parse(text, config as never);
  });
}
