import { and, desc, eq, inArray, sql } from "drizzle-orm";
import { type VarianceComponents, varianceComponents } from "#analysis/planning/variance-components.ts";
import type { Database } from "../client.ts";
import { drawnUnits, draws, waves } from "../schema/index.ts";
import { makeWeightingRun, type WeightingRun } from "./make-weighting-run.ts";
import { readEstimationFrame } from "./read-estimation-frame.ts";
import { readTally } from "./read-tally.ts";

/** What the last wave of a district that is over tells the next one's plan. */
export interface PlanningExperience {
  wave: { id: string; code: string; nameZh: string; nameEn: string };
  /** Interviews per dwelling that was released. */
  responseRate: number | null;
  /** Streets by id. */
  household: VarianceComponents | null;
  intercept: VarianceComponents | null;
}

const MOST_KEPT = 20;
const kept = new Map<string, PlanningExperience>();

/** Null for a district without a closed or published wave. */
export async function readPlanningExperience(
  db: Database,
  cityId: string,
  districtId: string,
): Promise<PlanningExperience | null> {
  const [wave] = await db
    .select({ id: waves.id, code: waves.code, nameZh: waves.nameZh, nameEn: waves.nameEn })
    .from(waves)
    .where(
      and(
        eq(waves.cityId, cityId),
        eq(waves.districtId, districtId),
        inArray(waves.status, ["closed", "published"]),
      ),
    )
    .orderBy(desc(waves.endsOn), desc(waves.code))
    .limit(1);
  const run = wave && (await makeWeightingRun(db, cityId, wave.id));
  if (!run) return null;
  const key = JSON.stringify([cityId, wave, run.id, run.inputs]);
  const known = kept.get(key) ?? (await readExperience(db, cityId, wave, run));
  kept.delete(key);
  kept.set(key, known);
  for (const oldest of kept.keys()) {
    if (kept.size <= MOST_KEPT) break;
    kept.delete(oldest);
  }
  return known;
}

async function readExperience(
  db: Database,
  cityId: string,
  wave: PlanningExperience["wave"],
  run: WeightingRun,
): Promise<PlanningExperience> {
  const sheet = (await readEstimationFrame(db, cityId, wave.id))!.sheet;
  const household = await readTally(db, cityId, run.id, "household", sheet);
  const intercept = await readTally(db, cityId, run.id, "intercept", sheet);
  const [released] = await db
    .select({ dwellings: sql<number>`count(*)::int` })
    .from(draws)
    .innerJoin(drawnUnits, and(eq(drawnUnits.cityId, draws.cityId), eq(drawnUnits.drawId, draws.id)))
    .where(
      and(
        eq(draws.cityId, cityId),
        eq(draws.waveId, wave.id),
        eq(drawnUnits.stage, 2),
        sql`${drawnUnits.releasedAt} is not null`,
      ),
    );
  const interviews = household?.n.reduce((sum, n) => sum + n, 0) ?? 0;
  const dwellings = released?.dwellings ?? 0;
  return {
    wave,
    responseRate: interviews > 0 && dwellings > 0 ? interviews / dwellings : null,
    household: household && varianceComponents(household),
    intercept: intercept && varianceComponents(intercept),
  };
}
