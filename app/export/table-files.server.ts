import type { TFunction } from "i18next";
import writeWorkbook from "write-excel-file/node";
import { estimateLosses } from "#analysis/score/estimate-losses.ts";
import { isWithheld } from "#analysis/score/withheld.ts";
import type { DontKnowRule } from "#analysis/tally.ts";
import { streetRanks, usualBest } from "#app/analyst/street-ranks.ts";
import { cellValue, type ShownTable } from "#app/download/shown-table.ts";
import { tableCsv } from "#app/download/table-csv.ts";
import { tableSheet } from "#app/download/table-sheet.ts";
import { type PlacesOfStreets, streetsTable } from "#app/present/streets-csv.ts";
import type { Database } from "#db/client.ts";
import { computeWaveEstimates } from "#db/queries/compute-wave-estimates.ts";
import type { EstimationFrame } from "#db/queries/read-estimation-frame.ts";
import { readQuestionTitles } from "#db/queries/read-question-titles.ts";
import { readWaveEstimates } from "#db/queries/read-wave-estimates.ts";
import { readWaveInput } from "#db/queries/read-wave-input.ts";
import { remember } from "#db/remember.ts";
import type { Language } from "#surveys/vocabulary.ts";
import { itemsTable } from "./items-table.ts";
import { lossesTable } from "./losses-table.ts";

export type TableName = "streets" | "items" | "losses";

interface Asking {
  db: Database;
  cityId: string;
  frame: EstimationFrame;
  dontKnow: DontKnowRule;
  language: Language;
  t: TFunction;
}

/** One of a wave's tables, as the files hold it. */
export async function readTable(
  name: TableName,
  { db, cityId, frame, dontKnow, language, t }: Asking,
): Promise<ShownTable> {
  const waveId = frame.wave.id;
  if (name === "losses") {
    const ready = await readWaveInput(db, cityId, frame, dontKnow);
    if (!ready) throw new Response(null, { status: 404 });
    const losses = remember(ready.input, "losses item", () => estimateLosses(ready.input, "item"));
    return lossesTable(losses, frame, t);
  }
  const view = await readWaveEstimates(db, cityId, waveId, { dontKnow });
  if (!view) throw new Response(null, { status: 404 });
  if (name === "streets")
    return streetsTable(view, await readPlaces(db, cityId, frame, dontKnow), language, t);
  return itemsTable(view, await readQuestionTitles(db, cityId, waveId), t);
}

/** The places that the pages show: sets from the full covariance; none where they cannot be given. */
async function readPlaces(
  db: Database,
  cityId: string,
  frame: EstimationFrame,
  dontKnow: DontKnowRule,
): Promise<PlacesOfStreets> {
  const computed = await computeWaveEstimates(db, cityId, frame, dontKnow);
  if (!computed) return new Map();
  const { id: waveId, targetShare: target } = frame.wave;
  const best = usualBest(frame.streets.length);
  const ranks = streetRanks(computed.input, computed.estimates, { waveId, best, target });
  return isWithheld(ranks) ? new Map() : new Map(ranks.streets.map(({ id, ownSet }) => [id, ownSet]));
}

const WRITERS = {
  csv: (table: ShownTable) => tableCsv(table),
  json: (table: ShownTable) => `${JSON.stringify(recordsOf(table), null, 1)}\n`,
  xlsx: async (table: ShownTable) => {
    const { data, options } = tableSheet(table, table.caption);
    return new Uint8Array(await writeWorkbook(data, options as object).toBuffer());
  },
};

export type TableFileFormat = keyof typeof WRITERS;

export const writeTable = (table: ShownTable, format: TableFileFormat) => WRITERS[format](table);

function recordsOf({ columns, rows }: ShownTable) {
  return rows.map((row) => Object.fromEntries(columns.map(({ key }) => [key, cellValue(row[key])])));
}
