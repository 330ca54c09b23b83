import { and, asc, desc, eq } from "drizzle-orm";
import { validate as isUuid } from "uuid";
import type { ControlTotals } from "#analysis/score/household-calibration.ts";
import { assessmentDay } from "#surveys/fieldwork/assessment-day.ts";
import type { ScoringSheet } from "#surveys/scoring-sheet.ts";
import type { Database } from "../client.ts";
import { type Published, readPublished } from "./read-published.ts";
import { controlTotals, scoringSheets, streets, waves, type WaveStatus } from "../schema/index.ts";

/** What stands around a wave's tallies: its sheet and λ, the district's streets, and their population. */
export interface EstimationFrame {
  wave: {
    id: string;
    code: string;
    name: { zh: string; en: string };
    status: WaveStatus;
    startsOn: string;
    endsOn: string;
    lambda: number;
    /** Under "quota" the intercept sample is no probability sample. */
    interceptRule: "every-kth" | "quota";
    targetShare: number | null;
    /** The day that the wave rehearses for. */
    assessmentOn: string;
  };
  sheet: ScoringSheet;
  /** By code. */
  streets: { id: string; code: string; name: { zh: string; en: string } }[];
  /** By street id; the latest figures of each street. */
  totals: ControlTotals;
  /** Of a published wave: then everything here, and every figure, is as it was published. */
  published: Published | null;
}

/** Null for an unknown wave. Of a published one as it was published, whatever was changed since. */
export async function readEstimationFrame(
  db: Database,
  cityId: string,
  waveId: string,
): Promise<EstimationFrame | null> {
  const frame = await readPresentFrame(db, cityId, waveId);
  if (frame?.wave.status !== "published") return frame;
  const published = await readPublished(db, cityId, waveId);
  if (!published) throw new Error(`wave ${waveId} is published and has no published estimate`);
  const { lambda, targetShare, sheet, streets, totals, wave } = published.inputs;
  return {
    wave: { ...frame.wave, lambda, targetShare, interceptRule: wave.interceptRule },
    ...{ sheet, streets, totals, published },
  };
}

/** As things stand now, also of a published wave. Null for an unknown one. */
export async function readPresentFrame(
  db: Database,
  cityId: string,
  waveId: string,
): Promise<EstimationFrame | null> {
  if (!isUuid(waveId)) return null;
  const [found] = await db
    .select({ wave: waves, sheet: scoringSheets.sheet })
    .from(waves)
    .innerJoin(scoringSheets, eq(scoringSheets.id, waves.scoringSheetId))
    .where(and(eq(waves.cityId, cityId), eq(waves.id, waveId)));
  if (!found) return null;
  const { id, code, nameZh, nameEn, status, startsOn, endsOn, lambda, targetShare, districtId, plan } =
    found.wave;
  const assessmentOn = assessmentDay(found.wave);
  const [streetRows, totals] = await Promise.all([
    db
      .select({ id: streets.id, code: streets.code, nameZh: streets.nameZh, nameEn: streets.nameEn })
      .from(streets)
      .where(and(eq(streets.cityId, cityId), eq(streets.districtId, districtId)))
      .orderBy(asc(streets.code)),
    readControlTotals(db, cityId, districtId),
  ]);
  return {
    wave: {
      ...{
        id,
        code,
        name: { zh: nameZh, en: nameEn },
        status,
        startsOn,
        endsOn,
        lambda,
        targetShare,
        assessmentOn,
      },
      interceptRule: plan.interceptRule ?? "every-kth",
    },
    sheet: found.sheet,
    streets: streetRows.map((street) => ({
      id: street.id,
      code: street.code,
      name: { zh: street.nameZh, en: street.nameEn },
    })),
    totals,
    published: null,
  };
}

async function readControlTotals(db: Database, cityId: string, districtId: string): Promise<ControlTotals> {
  const rows = await db
    .select({
      streetId: controlTotals.streetId,
      asOf: controlTotals.asOf,
      ageBand: controlTotals.ageBand,
      sex: controlTotals.sex,
      persons: controlTotals.persons,
    })
    .from(controlTotals)
    .innerJoin(streets, and(eq(streets.cityId, controlTotals.cityId), eq(streets.id, controlTotals.streetId)))
    .where(and(eq(controlTotals.cityId, cityId), eq(streets.districtId, districtId)))
    .orderBy(desc(controlTotals.asOf), asc(controlTotals.streetId));
  const latest = new Map<string, string>();
  const street: Record<string, number> = {};
  const ageSex: Record<string, number> = {};
  for (const cell of rows) {
    if (!latest.has(cell.streetId)) latest.set(cell.streetId, cell.asOf);
    if (latest.get(cell.streetId) !== cell.asOf) continue;
    const key = `${cell.ageBand}|${cell.sex}`;
    street[cell.streetId] = (street[cell.streetId] ?? 0) + cell.persons;
    ageSex[key] = (ageSex[key] ?? 0) + cell.persons;
  }
  return { street, ageSex };
}
