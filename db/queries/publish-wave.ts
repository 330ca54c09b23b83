import { and, eq } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { canonicalTally } from "#analysis/tally/canonical-tally.ts";
import { ESTIMATES_METHOD } from "#analysis/score/estimates-method.ts";
import { estimateWave } from "#analysis/score/estimate-wave.ts";
import type { Mode, Tally } from "#analysis/tally.ts";
import { MODES } from "#surveys/vocabulary.ts";
import { CODE_VERSION } from "../code-version.ts";
import type { Database } from "../client.ts";
import { publishedEstimates, type PublishedInputs, waves } from "../schema/index.ts";
import { storeTally } from "../stored-tally.ts";
import { countReceived } from "./count-received.ts";
import { giveResultsAddress } from "./give-results-address.ts";
import { hashInputs, hashRecords, hashWeights } from "./hash-published.ts";
import { keepSeriesAhead } from "./keep-wave-series.ts";
import { makeFinalRun } from "./make-weighting-run.ts";
import { publicationFingerprint } from "./publication-fingerprint.ts";
import { type EstimationFrame, readPresentFrame } from "./read-estimation-frame.ts";
import { inOrder, listPublished } from "./read-published.ts";
import { readQuestionnaireVersion } from "./read-questionnaire-version.ts";
import { readTally } from "./read-tally.ts";
import { inputOf } from "./read-wave-input.ts";
import { writeAudit } from "./write-audit.ts";

export interface PublicationWish {
  waveId: string;
  userId: string | null;
  now: Date;
  /** `publicationFingerprint` of what was shown before; null: whatever stands now. */
  fingerprint: string | null;
  /** Of a wave that is published: which published estimate is corrected, and why. */
  correction?: { corrects: string; reason: string };
}

export type PublicationResult =
  | { status: "published"; id: string }
  /** Not closed, or published already; of a correction: not published, or corrected by somebody else meanwhile. */
  | { status: "stale" }
  /** The figures are not any more what was shown: look again. */
  | { status: "changed" };

/** Thrown to undo everything. */
const CHANGED = new Error("something else would be published now");

/**
 * Freezes a closed wave's estimates with everything needed to compute them again, all or nothing; then keeps what trends
 * read of it.
 *
 * The wave's row is locked first, so whoever lets in a record or decides on an interview at the same moment comes
 * wholly before, or finds the wave published; and a wave is published once. A correction is another published estimate, made
 * anew from how things stand; what it corrects is kept.
 */
export async function publishWave(
  db: Database,
  cityId: string,
  wish: PublicationWish,
): Promise<PublicationResult> {
  try {
    const result = await db.transaction((tx) => publish(tx, cityId, wish));
    if (result.status === "published") await keepSeriesAhead(db, cityId, wish.waveId);
    return result;
  } catch (error) {
    if (error === CHANGED) return { status: "changed" };
    throw error;
  }
}

async function publish(tx: Database, cityId: string, wish: PublicationWish): Promise<PublicationResult> {
  const { waveId, userId, now, correction } = wish;
  const isDue = correction
    ? await lockToCorrect(tx, cityId, waveId, correction.corrects)
    : await markPublished(tx, cityId, waveId);
  if (!isDue) return { status: "stale" };
  const frame = (await readPresentFrame(tx, cityId, waveId))!;
  if (wish.fingerprint !== null && wish.fingerprint !== (await publicationFingerprint(tx, cityId, frame)))
    throw CHANGED;
  const run = await makeFinalRun(tx, cityId, waveId);
  const tallies = {} as Record<Mode, Tally | null>;
  for (const mode of MODES) {
    const tally = await readTally(tx, cityId, run.id, mode, frame.sheet);
    tallies[mode] = tally && canonicalTally(tally);
  }
  const stored = storedTallies(tallies);
  const questionnaire = await readQuestionnaireVersion(tx, cityId, waveId);
  const inputs = inOrder(await collectInputs(tx, cityId, frame, run.id, stored, questionnaire));
  const { lambda, sheet, streets, totals } = inputs;
  const estimatesBy = (rule: "sheet" | "other") =>
    estimateWave(inputOf({ wave: { lambda }, sheet, streets, totals }, tallies, rule));
  const id = uuidv7();
  await tx.insert(publishedEstimates).values({
    ...{ cityId, id, waveId, weightingRunId: run.id, questionnaireVersionId: questionnaire.id },
    ...{ codeVersion: CODE_VERSION, tally: stored, inputs },
    estimates: { sheet: estimatesBy("sheet"), other: estimatesBy("other") },
    ...{ publishedAt: now, publishedBy: userId },
    corrects: correction?.corrects ?? null,
    correctionReason: correction?.reason ?? null,
  });
  await giveResultsAddress(tx, cityId, waveId);
  await writeAudit(tx, {
    ...{ cityId, userId, subjectKind: "wave", subjectId: waveId },
    action: correction ? "correct-published-wave" : "publish-wave",
    details: { publishedId: id, runId: run.id, hashes: inputs.hashes, ...correction },
  });
  return { status: "published", id };
}

async function markPublished(tx: Database, cityId: string, waveId: string): Promise<boolean> {
  const marked = await tx
    .update(waves)
    .set({ status: "published" })
    .where(and(eq(waves.cityId, cityId), eq(waves.id, waveId), eq(waves.status, "closed")))
    .returning({ id: waves.id });
  return marked.length > 0;
}

async function lockToCorrect(
  tx: Database,
  cityId: string,
  waveId: string,
  corrects: string,
): Promise<boolean> {
  const [wave] = await tx
    .select({ status: waves.status })
    .from(waves)
    .where(and(eq(waves.cityId, cityId), eq(waves.id, waveId)))
    .for("update");
  const [latest] = wave?.status === "published" ? await listPublished(tx, cityId, waveId) : [];
  return latest?.id === corrects;
}

export const storedTallies = (tallies: Record<Mode, Tally | null>) => ({
  household: tallies.household && storeTally(tallies.household),
  intercept: tallies.intercept && storeTally(tallies.intercept),
  online: tallies.online && storeTally(tallies.online),
});

async function collectInputs(
  tx: Database,
  cityId: string,
  { wave, sheet, streets, totals }: EstimationFrame,
  runId: string,
  stored: ReturnType<typeof storedTallies>,
  { version, sha256 }: { version: number; sha256: string },
): Promise<PublishedInputs> {
  const { code, name, startsOn, endsOn, interceptRule, lambda, targetShare } = wave;
  const received = await countReceived(tx, cityId, wave.id);
  const inputs: Omit<PublishedInputs, "hashes"> = {
    method: ESTIMATES_METHOD,
    wave: { code, name, startsOn, endsOn, interceptRule },
    ...{ lambda, targetShare, sheet, streets },
    totals: { street: { ...totals.street }, ageSex: { ...totals.ageSex } },
    questionnaire: { version, sha256 },
    received: { overall: received.overall, streets: Object.fromEntries(received.streets) },
  };
  const records = await hashRecords(tx, cityId, wave.id);
  const weights = await hashWeights(tx, cityId, runId);
  return { ...inputs, hashes: { ...hashInputs(inputs, stored), records, weights } };
}
