import { and, asc, eq } from "drizzle-orm";
import type { Rotation, SamplePlan } from "#surveys/sampling/draw-wave-sample.ts";
import type { Database } from "../client.ts";
import { draws, streets, users, waves } from "../schema/index.ts";
import { type DrawnUnitRow, readDrawnUnits } from "./read-drawn-units.ts";

/** What was drawn for a wave, by whom, and what to expect of it. */
export interface DrawReport {
  drawId: string;
  seed: string;
  algorithm: string;
  frameHash: string;
  drawnAt: Date;
  /** Null for the program itself. */
  drawnBy: { id: string; name: string } | null;
  plan: SamplePlan;
  /** The wave whose communities are kept in part. */
  keeps: { waveId: string; code: string; nameZh: string; nameEn: string; part: number } | null;
  /** The part of released dwellings that give an interview, as it was assumed. */
  responseRate: number;
  streets: StreetDraw[];
  total: Omit<StreetDraw, "id" | "code" | "nameZh" | "nameEn">;
}

export interface StreetDraw {
  id: string;
  code: string;
  nameZh: string;
  nameEn: string;
  /** `of` is null for draws that did not record it. */
  communities: { drawn: number; of: number | null; certain: number };
  dwellings: {
    main: number;
    reserve: { replicate: number; dwellings: number; releasedAt: Date | null }[];
    released: number;
  };
  sessions: number;
  /** Least and greatest probability of the released dwellings; null without any. */
  pi: { min: number; max: number } | null;
  expectedInterviews: { household: number; intercept: number };
  /** Communities also drawn by the wave before, in fact and as expected; null where nothing was to be kept. */
  kept: { communities: number; expected: number | null } | null;
}

/** The report of a wave's draw, streets by code; null while the wave is not drawn. */
export async function readDrawReport(
  db: Database,
  cityId: string,
  waveId: string,
  responseRate = 0.5,
): Promise<DrawReport | null> {
  const [draw] = await db
    .select({
      drawId: draws.id,
      seed: draws.seed,
      algorithm: draws.algorithm,
      frameHash: draws.frameHash,
      drawnAt: draws.createdAt,
      userId: draws.drawnBy,
      userName: users.name,
      plan: draws.plan,
      rotation: draws.rotation,
    })
    .from(draws)
    .leftJoin(users, and(eq(users.cityId, draws.cityId), eq(users.id, draws.drawnBy)))
    .where(and(eq(draws.cityId, cityId), eq(draws.waveId, waveId)));
  if (!draw) return null;
  const { userId, userName, rotation, ...rest } = draw;
  const keeps = await readKeptWave(db, cityId, draw.plan);
  const earlier = keeps ? await readDrawnCommunities(db, cityId, keeps.waveId) : null;
  const units = await readDrawnUnits(db, cityId, waveId);
  const named = await readStreets(db, cityId, units);
  const describe = (of: readonly DrawnUnitRow[], codes: string[]) =>
    describeUnits(of, { plan: draw.plan, rotation, earlier, responseRate, codes });
  return {
    ...rest,
    drawnBy: userId === null ? null : { id: userId, name: userName ?? "" },
    keeps,
    responseRate,
    streets: named.map((street) => ({
      ...street,
      ...describe(
        units.filter(({ streetCode }) => streetCode === street.code),
        [street.code],
      ),
    })),
    total: describe(
      units,
      named.map(({ code }) => code),
    ),
  };
}

interface Known {
  plan: SamplePlan;
  rotation: Rotation | null;
  /** Codes of the communities that the earlier wave drew. */
  earlier: ReadonlySet<string> | null;
  responseRate: number;
  codes: string[];
}

function describeUnits(units: readonly DrawnUnitRow[], known: Known): DrawReport["total"] {
  const { plan, rotation, earlier, responseRate, codes } = known;
  const communities = units.filter(({ mode, stage }) => mode === "household" && stage === 1);
  const dwellings = units.filter(({ stage }) => stage === 2);
  const sessions = units.filter(({ mode }) => mode === "intercept").length;
  const released = dwellings.filter(({ releasedAt }) => releasedAt);
  const pis = released.flatMap(({ pi }) => (pi === null ? [] : [pi]));
  const recorded = codes.map((code) => rotation?.streets?.[code]);
  const sum = (values: readonly (number | null | undefined)[]) =>
    values.some((value) => value === null || value === undefined)
      ? null
      : values.reduce<number>((total, value) => total + (value ?? 0), 0);
  return {
    communities: {
      drawn: communities.length,
      of: sum(recorded.map((street) => street?.frame)),
      certain: communities.filter(({ overallPi }) => overallPi === 1).length,
    },
    dwellings: {
      main: dwellings.filter(({ replicate }) => replicate === 0).length,
      reserve: describeReserve(dwellings),
      released: released.length,
    },
    sessions,
    pi:
      pis.length === 0
        ? null
        : { min: pis.reduce((a, b) => Math.min(a, b)), max: pis.reduce((a, b) => Math.max(a, b)) },
    expectedInterviews: {
      household: released.length * responseRate,
      intercept: sessions * plan.interviewsPerSession,
    },
    kept: earlier && {
      communities: communities.filter(({ communityCode }) => earlier.has(communityCode ?? "")).length,
      expected: sum(recorded.map((street) => street?.expectedKept)),
    },
  };
}

function describeReserve(dwellings: readonly DrawnUnitRow[]): StreetDraw["dwellings"]["reserve"] {
  const byReplicate = new Map<number, DrawnUnitRow[]>();
  for (const unit of dwellings) {
    if (unit.replicate > 0)
      byReplicate.set(unit.replicate, [...(byReplicate.get(unit.replicate) ?? []), unit]);
  }
  return [...byReplicate]
    .sort(([a], [b]) => a - b)
    .map(([replicate, units]) => ({
      replicate,
      dwellings: units.length,
      // Over several streets: when the last of them was released, once all are.
      releasedAt: units.every(({ releasedAt }) => releasedAt)
        ? units.reduce<Date | null>(
            (last, { releasedAt }) => (last === null || releasedAt! > last ? releasedAt : last),
            null,
          )
        : null,
    }));
}

async function readKeptWave(
  db: Database,
  cityId: string,
  { keep }: SamplePlan,
): Promise<DrawReport["keeps"]> {
  if (!keep) return null;
  const [wave] = await db
    .select({ waveId: waves.id, code: waves.code, nameZh: waves.nameZh, nameEn: waves.nameEn })
    .from(waves)
    .where(and(eq(waves.cityId, cityId), eq(waves.id, keep.waveId)));
  return wave ? { ...wave, part: keep.part } : null;
}

async function readDrawnCommunities(db: Database, cityId: string, waveId: string): Promise<Set<string>> {
  const units = await readDrawnUnits(db, cityId, waveId);
  return new Set(
    units.flatMap(({ stage, communityCode }) => (stage === 1 && communityCode ? [communityCode] : [])),
  );
}

async function readStreets(db: Database, cityId: string, units: readonly DrawnUnitRow[]) {
  const drawn = new Set(units.map(({ streetCode }) => streetCode));
  const rows = await db
    .select({ id: streets.id, code: streets.code, nameZh: streets.nameZh, nameEn: streets.nameEn })
    .from(streets)
    .where(eq(streets.cityId, cityId))
    .orderBy(asc(streets.code));
  return rows.filter(({ code }) => drawn.has(code));
}
