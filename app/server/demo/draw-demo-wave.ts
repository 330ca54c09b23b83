import type { Database } from "#db/client.ts";
import { addWave } from "#db/queries/add-wave.ts";
import { assignAsSuggested } from "#db/queries/assign-cases.ts";
import { drawWave } from "#db/queries/draw-wave.ts";
import { openWave } from "#db/queries/open-wave.ts";
import { readSamplingFrame } from "#db/queries/read-sampling-frame.ts";
import {
  DEMO_LAMBDA,
  type SimulatedWave,
  simulateWave,
  type WaveGround,
} from "#surveys/demo/simulate-wave.ts";
import type { SamplePlan } from "#surveys/sampling/draw-wave-sample.ts";
import { deriveSeed } from "#surveys/sampling/random.ts";
import type { Staff } from "./demo-field-work.ts";
import { addDays, type FieldClock } from "./field-clock.ts";

/** What the waves of the demo share. */
export interface DemoCity {
  cityId: string;
  districtId: string;
  questionnaireVersionId: string;
  scoringSheetId: string;
  ground: WaveGround;
  staff: Staff;
  admin: string;
  supervisor: string;
}

/** A wave in the database, and the same in memory with what everybody will say in it. */
export interface DemoWave {
  waveId: string;
  simulated: SimulatedWave;
}

/** Of an earlier wave's communities. */
const KEPT_PART = 0.5;

/**
 * Adds a wave, draws it, gives it out, opens it, and simulates the same draw.
 *
 * @param earlier  the wave of which half the communities are kept
 */
export async function drawDemoWave(
  database: Database,
  city: DemoCity,
  clock: FieldClock,
  wave: { month: string; plan: SamplePlan; slug: string; seed: string; earlier: DemoWave | null },
): Promise<DemoWave> {
  const { cityId, districtId, questionnaireVersionId, scoringSheetId, admin, supervisor } = city;
  const { startsOn, endsOn } = clock;
  const plan: SamplePlan = wave.earlier
    ? { ...wave.plan, keep: { waveId: wave.earlier.waveId, part: KEPT_PART } }
    : wave.plan;
  const named = { districtId, ...nameWave(wave.month), startsOn, endsOn };
  const waveId = await addWave(
    database,
    cityId,
    { ...named, questionnaireVersionId, scoringSheetId, plan, lambda: DEMO_LAMBDA, targetShare: 15 },
    wave.slug,
    admin,
  );
  const drawnAt = clock.moment(addDays(startsOn, -3), "15:00");
  const { frame } = await readSamplingFrame(database, cityId, districtId, drawnAt);
  await drawWave(database, cityId, waveId, deriveSeed(wave.seed, "draw"), supervisor, drawnAt);
  const everything = { dwellings: Infinity, sessions: Infinity };
  await assignAsSuggested(database, cityId, {
    ...{ waveId, streets: "all", most: everything, fingerprint: null, assignedBy: supervisor, now: drawnAt },
  });
  await openWave(database, cityId, { waveId, userId: supervisor, now: clock.moment(startsOn, "08:00") });
  const rotation = wave.earlier?.simulated.draw.rotation ?? null;
  return { waveId, simulated: simulateWave({ ...city.ground, frame }, plan, wave.seed, rotation) };
}

/** @param of  its month, "2026-06" */
function nameWave(of: string) {
  const [year = "", month = ""] = of.split("-");
  const name = new Date(`${of}-01T00:00:00Z`).toLocaleString("en", { month: "long", timeZone: "UTC" });
  return {
    code: of,
    nameZh: `${year}年${Number(month)}月模拟测评`,
    nameEn: `Mock survey of ${name} ${year}`,
  };
}
