import { and, eq, isNotNull } from "drizzle-orm";
import type { Database } from "../client.ts";
import { drawnUnits, draws, weightingRuns } from "../schema/index.ts";

/** Every PSU with released units in the draw that a weighting run belongs to, with and without responses. */
export function readDrawnPsus(
  db: Database,
  cityId: string,
  runId: string,
  mode: "household" | "intercept",
): Promise<{ stratum: string; psu: string; street: string }[]> {
  return db
    .selectDistinct({ stratum: drawnUnits.stratum, psu: drawnUnits.psu, street: drawnUnits.streetId })
    .from(weightingRuns)
    .innerJoin(draws, and(eq(draws.cityId, weightingRuns.cityId), eq(draws.waveId, weightingRuns.waveId)))
    .innerJoin(drawnUnits, and(eq(drawnUnits.cityId, draws.cityId), eq(drawnUnits.drawId, draws.id)))
    .where(
      and(
        eq(weightingRuns.cityId, cityId),
        eq(weightingRuns.id, runId),
        eq(drawnUnits.mode, mode),
        // Dwellings carry the PSU that variance needs; in certainty communities it is a subsample.
        eq(drawnUnits.stage, mode === "household" ? 2 : 1),
        isNotNull(drawnUnits.releasedAt),
      ),
    );
}
