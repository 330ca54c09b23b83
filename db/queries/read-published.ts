import { and, desc, eq } from "drizzle-orm";
import type { WaveEstimates } from "#analysis/score/estimate-wave.ts";
import type { DontKnowRule, Mode, Tally } from "#analysis/tally.ts";
import { MODES } from "#surveys/vocabulary.ts";
import type { Database } from "../client.ts";
import { publishedEstimates, type PublishedInputs } from "../schema/index.ts";
import { restoreTally, type StoredTally } from "../stored-tally.ts";

/** A published estimate without its tallies and figures. */
export interface Published {
  id: string;
  waveId: string;
  runId: string;
  codeVersion: string;
  inputs: PublishedInputs;
  publishedAt: Date;
  publishedBy: string | null;
  /** The one that it corrects, and why. */
  corrects: string | null;
  correctionReason: string | null;
}

/** Everything published of a wave, the latest first: what stands, and what it corrected. */
export async function listPublished(db: Database, cityId: string, waveId: string): Promise<Published[]> {
  const rows = await db
    .select({
      id: publishedEstimates.id,
      waveId: publishedEstimates.waveId,
      runId: publishedEstimates.weightingRunId,
      codeVersion: publishedEstimates.codeVersion,
      inputs: publishedEstimates.inputs,
      publishedAt: publishedEstimates.publishedAt,
      publishedBy: publishedEstimates.publishedBy,
      corrects: publishedEstimates.corrects,
      correctionReason: publishedEstimates.correctionReason,
    })
    .from(publishedEstimates)
    .where(and(eq(publishedEstimates.cityId, cityId), eq(publishedEstimates.waveId, waveId)))
    .orderBy(desc(publishedEstimates.publishedAt), desc(publishedEstimates.id));
  return rows.map(({ inputs, ...row }) => ({ ...row, inputs: inOrder(inputs) }));
}

/** What stands published of a wave; null where nothing is. */
export async function readPublished(db: Database, cityId: string, waveId: string): Promise<Published | null> {
  return (await listPublished(db, cityId, waveId))[0] ?? null;
}

/** The database keeps an object's keys in an order of its own, and sums depend on the order of margins. */
export function inOrder(inputs: PublishedInputs): PublishedInputs {
  const { street, ageSex } = inputs.totals;
  return { ...inputs, totals: { street: sorted(street), ageSex: sorted(ageSex) } };
}

const sorted = (record: Record<string, number>) =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));

/** The tallies that a published estimate was made from. */
export async function readPublishedTallies(
  db: Database,
  cityId: string,
  publishedId: string,
): Promise<Record<Mode, Tally | null>> {
  const stored = await readStoredTallies(db, cityId, publishedId);
  return Object.fromEntries(
    MODES.map((mode) => [mode, stored[mode] && restoreTally(stored[mode])]),
  ) as Record<Mode, Tally | null>;
}

export async function readStoredTallies(
  db: Database,
  cityId: string,
  publishedId: string,
): Promise<Record<Mode, StoredTally | null>> {
  const [row] = await db
    .select({ tally: publishedEstimates.tally })
    .from(publishedEstimates)
    .where(and(eq(publishedEstimates.cityId, cityId), eq(publishedEstimates.id, publishedId)));
  if (!row) throw new Error(`there is no published estimate ${publishedId}`);
  return row.tally;
}

/** The published figures themselves. */
export async function readPublishedEstimates(
  db: Database,
  cityId: string,
  publishedId: string,
  dontKnow: DontKnowRule,
): Promise<WaveEstimates> {
  const [row] = await db
    .select({ estimates: publishedEstimates.estimates })
    .from(publishedEstimates)
    .where(and(eq(publishedEstimates.cityId, cityId), eq(publishedEstimates.id, publishedId)));
  if (!row) throw new Error(`there is no published estimate ${publishedId}`);
  return row.estimates[dontKnow];
}
