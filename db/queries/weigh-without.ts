import type { Database } from "../client.ts";
import { type AnsweredUnit, type AnsweredUnits, psusWithout } from "./read-answered-units.ts";
import { readLatestReviews } from "./read-reviews.ts";
import { readWaveQuality } from "./read-wave-quality.ts";
import { type Weighted, weighHouseholds, weighIntercepts } from "./weigh-responses.ts";

/** Interviews of a wave with flags on which nobody has decided yet. */
export async function findOpenFlagged(db: Database, cityId: string, waveId: string): Promise<Set<string>> {
  const [{ flags }, decided] = await Promise.all([
    readWaveQuality(db, cityId, waveId),
    readLatestReviews(db, cityId, waveId),
  ]);
  return new Set([...flags.keys()].filter((id) => !decided.has(id)));
}

/**
 * The responses of a wave weighted as if some had been set aside: nonresponse adjustments and counts made again.
 *
 * @param units    as they are weighted now
 * @param without  ids of the responses to set aside
 */
export async function weighWithout(
  db: Database,
  cityId: string,
  waveId: string,
  units: AnsweredUnits,
  without: ReadonlySet<string>,
): Promise<AnsweredUnits> {
  const [household, intercept] = [
    await weighHouseholds(db, cityId, waveId, without),
    await weighIntercepts(db, cityId, waveId, without),
  ];
  const ofMode = (mode: "household" | "intercept", { rows }: Weighted) => {
    const { units: all, drawn } = units[mode];
    const byId = new Map(all.map((unit) => [unit.id, unit]));
    const kept = rows.flatMap(({ responseId, stratum, psu, streetId, weight }): AnsweredUnit[] => {
      const unit = byId.get(responseId);
      return unit ? [{ ...unit, stratum, psu, street: streetId, weight }] : [];
    });
    return { units: kept, drawn, emptyPsus: psusWithout(kept, drawn) };
  };
  return { household: ofMode("household", household), intercept: ofMode("intercept", intercept) };
}
