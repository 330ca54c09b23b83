import { and, desc, eq, sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { CODE_VERSION } from "../code-version.ts";
import type { Database } from "../client.ts";
import { isUniqueViolation } from "../database-errors.ts";
import { insertRows } from "../insert-rows.ts";
import { responseWeights, weightingRuns } from "../schema/index.ts";
import { describeWeightingInputs } from "./describe-weighting-inputs.ts";
import { weighHouseholds, weighIntercepts, weighOnline } from "./weigh-responses.ts";

export interface WeightingRun {
  id: string;
  kind: "provisional" | "final";
  inputs: string;
  report: Record<string, unknown>;
}

/**
 * The wave's weighting run: the final one where there is one, else a provisional one that is made again when what it
 * was made from has changed. Whoever asks at the same moment waits and gets the same. Null for an unknown wave.
 */
export async function makeWeightingRun(
  db: Database,
  cityId: string,
  waveId: string,
): Promise<WeightingRun | null> {
  const [inputs, present] = await Promise.all([
    describeWeightingInputs(db, cityId, waveId),
    readPresentRun(db, cityId, waveId),
  ]);
  if (inputs === null) return null;
  if (present && (present.kind === "final" || present.inputs === inputs)) return present;
  try {
    return await remake(db, cityId, waveId);
  } catch (error) {
    // The lock holds on one machine; where it does not, the unique key tells that somebody else was first.
    const other = isUniqueViolation(error) ? await readPresentRun(db, cityId, waveId) : null;
    if (!other) throw error;
    return other;
  }
}

function remake(db: Database, cityId: string, waveId: string): Promise<WeightingRun> {
  return db.transaction(async (tx) => {
    await lockWeighting(tx, waveId);
    const inputs = (await describeWeightingInputs(tx, cityId, waveId)) ?? "";
    const present = await readPresentRun(tx, cityId, waveId);
    if (present && (present.kind === "final" || present.inputs === inputs)) return present;
    return insertRun(tx, cityId, waveId, { kind: "provisional", inputs, replaces: present?.id ?? null });
  });
}

/**
 * A run that stays whatever happens to the wave afterwards: the provisional one where it still describes the wave, else, as
 * after an earlier final one, the wave is weighted anew. Call it in the transaction that publishes.
 */
export async function makeFinalRun(tx: Database, cityId: string, waveId: string): Promise<WeightingRun> {
  await lockWeighting(tx, waveId);
  const inputs = (await describeWeightingInputs(tx, cityId, waveId)) ?? "";
  const present = await readPresentRun(tx, cityId, waveId);
  if (present?.kind !== "provisional" || present.inputs !== inputs) {
    const replaces = present?.kind === "provisional" ? present.id : null;
    return insertRun(tx, cityId, waveId, { kind: "final", inputs, replaces });
  }
  await tx
    .update(weightingRuns)
    .set({ kind: "final" })
    .where(and(eq(weightingRuns.cityId, cityId), eq(weightingRuns.id, present.id)));
  return { ...present, kind: "final" };
}

const lockWeighting = (tx: Database, waveId: string) =>
  tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`weighting ${waveId}`}, 0))`);

async function insertRun(
  tx: Database,
  cityId: string,
  waveId: string,
  { kind, inputs, replaces }: Pick<WeightingRun, "kind" | "inputs"> & { replaces: string | null },
): Promise<WeightingRun> {
  const [household, intercept, online] = [
    await weighHouseholds(tx, cityId, waveId),
    await weighIntercepts(tx, cityId, waveId),
    await weighOnline(tx, cityId, waveId),
  ];
  if (replaces) await removeRun(tx, cityId, replaces);
  const report = { household: household.report, intercept: intercept.report, online: online.report };
  const run: WeightingRun = { id: uuidv7(), kind, inputs, report };
  await tx.insert(weightingRuns).values({ ...run, cityId, waveId, codeVersion: CODE_VERSION });
  await insertRows(
    tx,
    responseWeights,
    [household, intercept, online].flatMap(({ rows }) =>
      rows.map((row) => ({ ...row, cityId, runId: run.id })),
    ),
  );
  return run;
}

/** A run by its id. */
export async function findRun(db: Database, cityId: string, runId: string): Promise<WeightingRun | null> {
  const [run] = await db
    .select(COLUMNS)
    .from(weightingRuns)
    .where(and(eq(weightingRuns.cityId, cityId), eq(weightingRuns.id, runId)));
  return run ?? null;
}

const COLUMNS = {
  id: weightingRuns.id,
  kind: weightingRuns.kind,
  inputs: weightingRuns.inputs,
  report: weightingRuns.report,
};

async function readPresentRun(db: Database, cityId: string, waveId: string): Promise<WeightingRun | null> {
  const [run] = await db
    .select(COLUMNS)
    .from(weightingRuns)
    .where(and(eq(weightingRuns.cityId, cityId), eq(weightingRuns.waveId, waveId)))
    .orderBy(sql`case ${weightingRuns.kind} when 'final' then 0 else 1 end`, desc(weightingRuns.createdAt))
    .limit(1);
  return run ?? null;
}

async function removeRun(db: Database, cityId: string, runId: string): Promise<void> {
  await db
    .delete(responseWeights)
    .where(and(eq(responseWeights.cityId, cityId), eq(responseWeights.runId, runId)));
  await db.delete(weightingRuns).where(and(eq(weightingRuns.cityId, cityId), eq(weightingRuns.id, runId)));
}
