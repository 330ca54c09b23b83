import { and, desc, eq, or } from "drizzle-orm";
import { validate as isUuid } from "uuid";
import { canonicalTally } from "#analysis/tally/canonical-tally.ts";
import { tallyDifference, type TallyDifference } from "#analysis/tally/tally-difference.ts";
import { estimateWave } from "#analysis/score/estimate-wave.ts";
import type { DontKnowRule, Mode, Tally } from "#analysis/tally.ts";
import { MODES } from "#surveys/vocabulary.ts";
import type { Database } from "../client.ts";
import { compareFigures, type FiguresCompared } from "../compare-figures.ts";
import { HASHED_INPUTS, type HashedInput, publishedEstimates } from "../schema/index.ts";
import { restoreTally } from "../stored-tally.ts";
import { hashInputs, hashRecords, hashWeights } from "./hash-published.ts";
import { inOrder } from "./read-published.ts";
import { readTally } from "./read-tally.ts";
import { inputOf } from "./read-wave-input.ts";

export type PublishedRow = typeof publishedEstimates.$inferSelect;

/** Two sums of the same weights may be so far apart, as a part of their size. */
export const ROUNDING = 1e-12;

export interface Verification {
  row: PublishedRow;
  /** Every figure, computed again from the stored tallies, against the stored one; by don't-know rule. */
  figures: Record<DontKnowRule, FiguresCompared>;
  /** Stored hashes that the stored data do not have. */
  tampered: HashedInput[];
  /** The stored tallies against those that the answers give now; null where a mode was not used. */
  rebuilt: Record<Mode, TallyDifference | null>;
  holds: boolean;
}

/**
 * The published estimates that an id names, of whatever city: one by its own id, or all of a wave by the wave's; the latest
 * first.
 *
 * @param id  "all" for every one that there is
 */
export async function findPublishedIds(db: Database, id: string): Promise<{ cityId: string; id: string }[]> {
  if (id !== "all" && !isUuid(id)) return [];
  const named =
    id === "all" ? undefined : or(eq(publishedEstimates.id, id), eq(publishedEstimates.waveId, id));
  return db
    .select({ cityId: publishedEstimates.cityId, id: publishedEstimates.id })
    .from(publishedEstimates)
    .where(named)
    .orderBy(desc(publishedEstimates.publishedAt), desc(publishedEstimates.id));
}

/** Computes a published estimate again from what it stored and compares every digit, every hash, and the answers themselves. */
export async function verifyPublished(db: Database, cityId: string, id: string): Promise<Verification> {
  const [row] = await db
    .select()
    .from(publishedEstimates)
    .where(and(eq(publishedEstimates.cityId, cityId), eq(publishedEstimates.id, id)));
  if (!row) throw new Error(`there is no published estimate ${id}`);
  const inputs = inOrder(row.inputs);
  const tallies = {} as Record<Mode, Tally | null>;
  for (const mode of MODES) tallies[mode] = row.tally[mode] && restoreTally(row.tally[mode]);
  const { lambda, sheet, streets, totals } = inputs;
  const figures = (rule: DontKnowRule) =>
    compareFigures(
      row.estimates[rule],
      estimateWave(inputOf({ wave: { lambda }, sheet, streets, totals }, tallies, rule)),
    );
  const compared = { sheet: figures("sheet"), other: figures("other") };

  const { hashes, ...hashed } = inputs;
  const now: Record<HashedInput, string> = {
    ...hashInputs(hashed, row.tally),
    records: await hashRecords(db, cityId, row.waveId),
    weights: await hashWeights(db, cityId, row.weightingRunId),
  };
  const tampered = HASHED_INPUTS.filter((input) => now[input] !== hashes[input]);

  const rebuilt = {} as Verification["rebuilt"];
  for (const mode of MODES) {
    const tally = await readTally(db, cityId, row.weightingRunId, mode, sheet);
    const stored = tallies[mode];
    rebuilt[mode] =
      tally && stored
        ? tallyDifference(stored, canonicalTally(tally))
        : tally || stored
          ? { same: false, differs: "rows" }
          : null;
  }
  const digits = Object.values(compared).every(({ different }) => different.length === 0);
  const sums = Object.values(rebuilt).every(
    (each) => each === null || (each.same && each.largest <= ROUNDING),
  );
  return { row, figures: compared, tampered, rebuilt, holds: digits && sums && tampered.length === 0 };
}
