import { and, eq } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { type Rotation, type SamplePlan, drawWaveSample } from "#surveys/sampling/draw-wave-sample.ts";
import type { Database } from "../client.ts";
import { draws, waves } from "../schema/index.ts";
import { readSamplingFrame } from "./read-sampling-frame.ts";
import { refreshStatistics } from "./refresh-statistics.ts";
import { storeDrawnCases } from "./store-drawn-cases.ts";
import { writeAudit } from "./write-audit.ts";

export type DrawOutcome =
  | {
      status: "drawn";
      drawId: string;
      communities: number;
      dwellings: number;
      reserve: number;
      sessions: number;
    }
  | { status: "not-draft" }
  | { status: "unknown-wave" };

/**
 * Draws the sample of a draft wave and makes its cases, all or nothing.
 *
 * A wave is drawn once: whoever asks again, also at the same moment, gets `not-draft`. Dwellings released within the
 * last year are left out; a reserve is drawn along and waits for its release.
 *
 * @param seed     any text; with the frame and the plan it determines the sample
 * @param drawnBy  null for the program itself
 * @param now      when it is drawn, which is when the dwellings outside the reserve are released
 * @throws {DrawError} if the frame or the plan cannot bear a draw; nothing is changed then
 */
export async function drawWave(
  db: Database,
  cityId: string,
  waveId: string,
  seed: string,
  drawnBy: string | null,
  now: Date = new Date(),
): Promise<DrawOutcome> {
  const outcome = await db.transaction(async (tx): Promise<DrawOutcome> => {
    const thisWave = and(eq(waves.cityId, cityId), eq(waves.id, waveId));
    // The update comes first: it locks the row, so a second draw waits and then finds no draft.
    const [wave] = await tx
      .update(waves)
      .set({ status: "drawn" })
      .where(and(thisWave, eq(waves.status, "draft")))
      .returning({
        districtId: waves.districtId,
        plan: waves.plan,
        startsOn: waves.startsOn,
        endsOn: waves.endsOn,
      });
    if (!wave) {
      const [found] = await tx.select({ id: waves.id }).from(waves).where(thisWave);
      return { status: found ? "not-draft" : "unknown-wave" };
    }
    const frame = await readSamplingFrame(tx, cityId, wave.districtId, now);
    const earlier = await readRotation(tx, cityId, wave.plan);
    const draw = drawWaveSample(frame.frame, wave.plan, seed, earlier);
    const drawId = uuidv7();
    await tx.insert(draws).values({
      cityId,
      id: drawId,
      waveId,
      seed,
      algorithm: draw.algorithm,
      frameHash: draw.frameHash,
      plan: wave.plan,
      rotation: draw.rotation,
      drawnBy,
      createdAt: now,
    });
    await storeDrawnCases(tx, { cityId, waveId, drawId, period: wave, now }, draw, frame);
    const counts = {
      communities: draw.communities.length,
      dwellings: draw.dwellings.filter(({ replicate }) => replicate === 0).length,
      reserve: draw.dwellings.filter(({ replicate }) => replicate > 0).length,
      sessions: draw.sessions.length,
    };
    await writeAudit(tx, {
      cityId,
      userId: drawnBy,
      action: "draw-wave",
      subjectKind: "wave",
      subjectId: waveId,
      details: { drawId, seed, algorithm: draw.algorithm, frameHash: draw.frameHash, ...counts },
    });
    return { status: "drawn", drawId, ...counts };
  });
  if (outcome.status === "drawn") await refreshStatistics(db, "draw");
  return outcome;
}

/** Of the wave whose communities are kept in part; null where the plan keeps none, or that wave has no such draw. */
async function readRotation(db: Database, cityId: string, { keep }: SamplePlan): Promise<Rotation | null> {
  if (!keep) return null;
  const [draw] = await db
    .select({ rotation: draws.rotation })
    .from(draws)
    .where(and(eq(draws.cityId, cityId), eq(draws.waveId, keep.waveId)));
  return draw?.rotation ?? null;
}
