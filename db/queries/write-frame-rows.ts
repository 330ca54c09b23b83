import { v7 as uuidv7 } from "uuid";
import type { FrameKind, FrameRow } from "#surveys/frames/frame-kinds.ts";
import type { Database } from "../client.ts";
import { insertRows } from "../insert-rows.ts";
import { type Boundary, communities, controlTotals, streets } from "../schema/index.ts";
import { updateRows } from "../update-rows.ts";
import { readStreetIds } from "./read-frame-known.ts";
import { writeDwellings } from "./write-dwellings.ts";
import { writeSites } from "./write-sites.ts";

export interface FrameWriting {
  cityId: string;
  districtId: string;
  added: readonly FrameRow[];
  changed: readonly FrameRow[];
  /** Told from time to time how many rows are written. */
  onWritten(rows: number): Promise<void>;
}

/** Adds and changes rows of a list, which were checked against what is there. Call it in a transaction that holds the frame. */
export async function writeFrameRows(tx: Database, kind: FrameKind, writing: FrameWriting): Promise<void> {
  await WRITERS[kind](tx, writing);
  await writing.onWritten(writing.added.length + writing.changed.length);
}

const text = (row: FrameRow, key: string) => String(row[key]);
const number = (row: FrameRow, key: string) => Number(row[key]);
const degrees = (row: FrameRow) => ({
  longitude: (row.longitude ?? null) as number | null,
  latitude: (row.latitude ?? null) as number | null,
});
const named = (row: FrameRow) => ({
  code: text(row, "code"),
  nameZh: text(row, "nameZh"),
  nameEn: text(row, "nameEn"),
});

type Writer = (tx: Database, writing: FrameWriting) => Promise<void>;

const WRITERS: Record<FrameKind, Writer> = {
  async streets(tx, { cityId, districtId, added, changed }) {
    await insertRows(
      tx,
      streets,
      added.map((row) => ({ cityId, id: uuidv7(), districtId, ...named(row) })),
    );
    await updateRows(tx, streets, cityId, ["code"], changed.map(named));
  },
  async communities(tx, { cityId, districtId, added, changed }) {
    const streetIds = await readStreetIds(tx, cityId, districtId);
    const figures = (row: FrameRow) => ({
      ...named(row),
      ...degrees(row),
      dwellingCount: number(row, "households"),
    });
    await insertRows(
      tx,
      communities,
      added.map((row) => ({
        cityId,
        id: uuidv7(),
        streetId: streetIds.get(text(row, "street"))!,
        ...figures(row),
      })),
    );
    await updateRows(tx, communities, cityId, ["code"], changed.map(figures));
  },
  dwellings: writeDwellings,
  sites: writeSites,
  async population(tx, { cityId, districtId, added, changed }) {
    const streetIds = await readStreetIds(tx, cityId, districtId);
    const cell = (row: FrameRow) => ({
      streetId: streetIds.get(text(row, "street"))!,
      ageBand: text(row, "ageBand"),
      sex: text(row, "sex"),
      asOf: text(row, "asOf"),
      persons: number(row, "persons"),
    });
    await insertRows(
      tx,
      controlTotals,
      added.map((row) => ({ cityId, ...cell(row) })),
    );
    const key = ["streetId", "ageBand", "sex", "asOf"] as const;
    await updateRows(tx, controlTotals, cityId, key, changed.map(cell));
  },
  async boundaries(tx, { cityId, added, changed }) {
    const outline = (row: FrameRow) => ({
      code: text(row, "street"),
      boundary: JSON.parse(text(row, "boundary")) as Boundary,
    });
    await updateRows(tx, streets, cityId, ["code"], [...added, ...changed].map(outline));
  },
};
