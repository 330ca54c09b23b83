import { and, eq, sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { ESTIMATES_METHOD } from "#analysis/score/estimates-method.ts";
import { estimateWave } from "#analysis/score/estimate-wave.ts";
import { isWithheld } from "#analysis/score/withheld.ts";
import type { Mode, Tally } from "#analysis/tally.ts";
import { waveSeries, type WaveSeries } from "#analysis/trends/wave-series.ts";
import type { Connection } from "#db/client.ts";
import { describeSeriesInputs } from "#db/queries/describe-series-inputs.ts";
import { drawWave } from "#db/queries/draw-wave.ts";
import { writeWaveSeries } from "#db/queries/keep-wave-series.ts";
import { storedTallies } from "#db/queries/publish-wave.ts";
import { inputOf } from "#db/queries/read-wave-input.ts";
import { readTally } from "#db/queries/read-tally.ts";
import { events, HASHED_INPUTS, publishedEstimates, waves, weightingRuns } from "#db/schema/index.ts";
import { MODES } from "#surveys/vocabulary.ts";
import { syntheticResponses } from "../synthetic-responses.ts";
import type { DeskCity } from "./desk-city.ts";

const PLAN = {
  communitiesPerStreet: 6,
  dwellingsPerCommunity: 8,
  sessionsPerStreet: 6,
  interviewsPerSession: 10,
};
const LAMBDA = 0.5;

/**
 * Monthly waves up to an open one of June 2026 with its own interviews; those before are published: each has its tallies
 * and its series, which are the last published wave's moved at random, about half of the PSUs kept from wave to wave.
 *
 * @returns the open wave
 */
export async function makeDeskHistory(
  connection: Connection,
  city: DeskCity,
  count: number,
  responses: number,
): Promise<{ waveId: string; previousId: string }> {
  const { db } = connection;
  const months = Array.from({ length: count }, (_, k) => new Date(Date.UTC(2026, 5 - k, 1)).toISOString().slice(0, 7)); // prettier-ignore
  const waveId = await addWave(connection, city, months[0]!, responses, "open");
  const previousId = await addWave(connection, city, months[1]!, responses, "published");
  const series = await publish(connection, city, previousId, months[1]!);
  await keep(connection, city.cityId, previousId, series);
  const generator = xoroshiro128plus(20260601);
  const random = () => uniformFloat64(generator);
  for (let k = 2; k < count; k++) {
    const id = uuidv7();
    await db.insert(waves).values(waveOf(city, id, months[k]!, "published"));
    await copyPublished(connection, city.cityId, previousId, id);
    await keep(connection, city.cityId, id, movedSeries(series, k, random));
  }
  await db.insert(events).values({
    ...{ cityId: city.cityId, id: uuidv7(), districtId: city.districtId, happenedOn: "2025-11-15" },
    ...{ nameZh: "道路恢复通行", nameEn: "A road reopened" },
  });
  await connection.sql`analyze`;
  return { waveId, previousId };
}

function waveOf(city: DeskCity, id: string, month: string, status: "draft" | "published") {
  return {
    ...{ cityId: city.cityId, id, districtId: city.districtId, code: month, status },
    ...{ nameZh: `${month} 轮`, nameEn: `Wave of ${month}`, startsOn: `${month}-01`, endsOn: `${month}-14` },
    ...{ lambda: LAMBDA, plan: PLAN, targetShare: 10 },
    ...{ questionnaireVersionId: city.versionId, scoringSheetId: city.sheetId },
  };
}

async function addWave(
  connection: Connection,
  city: DeskCity,
  month: string,
  rows: number,
  status: "open" | "published",
): Promise<string> {
  const { db } = connection;
  const { cityId, sheet } = city;
  const [waveId, runId] = [uuidv7(), uuidv7()];
  await db.insert(waves).values(waveOf(city, waveId, month, "draft"));
  const drawn = await drawWave(db, cityId, waveId, month, null, new Date(`${month}-01T00:00:00Z`));
  if (drawn.status !== "drawn") throw new Error(`the bench wave was not drawn: ${drawn.status}`);
  await db.insert(weightingRuns).values({
    ...{ cityId, id: runId, waveId, kind: "final", inputs: "", codeVersion: "bench", report: {} },
  });
  await syntheticResponses(connection, { cityId, waveId, runId, rows, sheet });
  await db
    .update(waves)
    .set({ status })
    .where(and(eq(waves.cityId, cityId), eq(waves.id, waveId)));
  return waveId;
}

async function publish(
  { db }: Connection,
  city: DeskCity,
  waveId: string,
  month: string,
): Promise<WaveSeries> {
  const { cityId, sheet, streets, totals, versionId } = city;
  const [run] = await db.select().from(weightingRuns).where(and(eq(weightingRuns.cityId, cityId), eq(weightingRuns.waveId, waveId))); // prettier-ignore
  const tallies = {} as Record<Mode, Tally | null>;
  for (const mode of MODES) tallies[mode] = await readTally(db, cityId, run!.id, mode, sheet);
  const input = (rule: "sheet" | "other") => inputOf({ wave: { lambda: LAMBDA }, sheet, streets, totals }, tallies, rule); // prettier-ignore
  const none = { household: 0, intercept: 0, online: 0 };
  await db.insert(publishedEstimates).values({
    ...{ cityId, id: uuidv7(), waveId, weightingRunId: run!.id, questionnaireVersionId: versionId },
    ...{ codeVersion: "bench", tally: storedTallies(tallies) },
    inputs: {
      method: ESTIMATES_METHOD,
      wave: { code: month, name: { zh: month, en: month }, startsOn: `${month}-01`, endsOn: `${month}-14`, interceptRule: "every-kth" }, // prettier-ignore
      ...{ lambda: LAMBDA, targetShare: 10, sheet, streets, totals },
      questionnaire: { version: 1, sha256: "" },
      received: { overall: none, streets: Object.fromEntries(streets.map(({ id }) => [id, none])) },
      hashes: Object.fromEntries(HASHED_INPUTS.map((name) => [name, ""])) as never,
    },
    estimates: { sheet: estimateWave(input("sheet")), other: estimateWave(input("other")) },
  });
  return waveSeries(input("sheet"));
}

/** The database copies what another wave has published. */
async function copyPublished({ db }: Connection, cityId: string, from: string, to: string): Promise<void> {
  await db.execute(sql`
    insert into published_estimates (city_id, id, wave_id, weighting_run_id, questionnaire_version_id, code_version, tally,
      inputs, estimates, published_at)
    select city_id, gen_random_uuid(), ${to}::uuid, weighting_run_id, questionnaire_version_id, code_version, tally,
      inputs, estimates, published_at
    from published_estimates where city_id = ${cityId} and wave_id = ${from}`);
}

async function keep({ db }: Connection, cityId: string, waveId: string, series: WaveSeries): Promise<void> {
  const inputs = (await describeSeriesInputs(db, cityId, [waveId])).get(waveId)!;
  await writeWaveSeries(db, cityId, waveId, "sheet", inputs, series);
}

/** Another wave's series: half of its PSUs are others, every PSU's influence has a sign of its own, figures have moved. */
function movedSeries(series: WaveSeries, wave: number, random: () => number): WaveSeries {
  const shift = Math.sin(wave / 5) / 40 - wave / 2000;
  const signs = new Map<string, number>();
  const renamed = (psus: WaveSeries["household"]) =>
    psus && { ...psus, psus: psus.psus.map((label) => (random() < 0.5 ? label : `${label}@${wave}`)) };
  const flipped = (totals: Float64Array | null, size: number) =>
    totals &&
    totals.map((total, k) => {
      const key = `${size} ${k % size}`;
      if (!signs.has(key)) signs.set(key, random() < 0.3 ? -1 : 1);
      return total * signs.get(key)!;
    });
  const { household, intercept } = series;
  return {
    ...series,
    household: renamed(household),
    intercept: renamed(intercept),
    parts: series.parts.map((part) => ({
      ...part,
      household: flipped(part.household, household?.psus.length ?? 1),
      intercept: flipped(part.intercept, intercept?.psus.length ?? 1),
      figures: part.figures.map((figure) =>
        isWithheld(figure)
          ? figure
          : { ...figure, estimate: figure.estimate + (part.id === "share" ? 20 : 1) * shift },
      ),
    })),
  };
}
