import { eq } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import type { Tally } from "#analysis/tally.ts";
import { estimateWave } from "#analysis/score/estimate-wave.ts";
import { districtToImport } from "#app/server/demo/district-to-import.ts";
import { connect, type Connection } from "#db/client.ts";
import { drawWave } from "#db/queries/draw-wave.ts";
import { importDistrict } from "#db/queries/import-district.ts";
import { readTally } from "#db/queries/read-tally.ts";
import { cities, controlTotals, waves, weightingRuns } from "#db/schema/index.ts";
import { DEMO_SEED, generateDistrict } from "#surveys/demo/generate-district.ts";
import { DEMO_PLAN } from "#surveys/demo/simulate-wave.ts";
import json from "#surveys/questionnaires/civility-2026.sheet.json" with { type: "json" };
import { checkScoringSheet } from "#surveys/scoring-sheet.ts";
import { MODES } from "#surveys/vocabulary.ts";
import { makeQuestionnaire } from "#test/db/tiny-city.ts";
import { syntheticResponses } from "./synthetic-responses.ts";

export interface EstimateFigures {
  groupByMs: number;
  tallyRows: number;
  estimateMs: number;
}

const sheet = checkScoringSheet(json);

/** The time from responses to tallies, and from tallies to every estimate, in the demo district's design. */
export async function measureEstimates(databaseUrl: string, rows: number): Promise<EstimateFigures> {
  const connection = connect(databaseUrl);
  const { db } = connection;
  const { cityId, waveId, runId, streets } = await makeDrawnWave(connection);
  await syntheticResponses(connection, { cityId, waveId, runId, rows, sheet });
  const totals = await readControlTotals(connection, cityId);

  const from = performance.now();
  const tallies: (Tally | null)[] = [];
  for (const mode of MODES) tallies.push(await readTally(db, cityId, runId, mode, sheet));
  const groupByMs = performance.now() - from;
  await connection.close();

  const [household = null, intercept = null, online = null] = tallies;
  const input = { household, intercept, online, sheet: sheet.items, overallItem: sheet.overallItem };
  const times = Array.from({ length: 5 }, () => {
    const start = performance.now();
    estimateWave({ ...input, controlTotals: totals, lambda: 0.5, streets, dontKnow: "sheet" });
    return performance.now() - start;
  });
  const tallyRows = tallies.reduce((sum, tally) => sum + (tally?.rows ?? 0), 0);
  // The first one, as a page sees it that nobody has asked for before.
  return { groupByMs, tallyRows, estimateMs: times[0] ?? 0 };
}

async function makeDrawnWave({ db }: Connection) {
  const [cityId, waveId, runId] = [uuidv7(), uuidv7(), uuidv7()];
  await db.insert(cities).values({ id: cityId, code: `bench-${cityId}`, nameZh: "测速", nameEn: "Bench" });
  const district = districtToImport(generateDistrict(DEMO_SEED), "2026-01-01");
  const { districtId, streetIds } = await importDistrict(db, cityId, district);
  const { versionId, sheetId } = await makeQuestionnaire(db);
  await db.insert(waves).values({
    ...{ cityId, id: waveId, districtId, code: "bench", nameZh: "测速", nameEn: "Bench" },
    ...{ startsOn: "2026-06-01", endsOn: "2026-06-14", lambda: 0.5, plan: DEMO_PLAN },
    ...{ questionnaireVersionId: versionId, scoringSheetId: sheetId },
  });
  const drawn = await drawWave(db, cityId, waveId, "bench", null);
  if (drawn.status !== "drawn") throw new Error(`the bench wave was not drawn: ${drawn.status}`);
  await db.insert(weightingRuns).values({
    ...{ cityId, id: runId, waveId, kind: "final", inputs: "", codeVersion: "bench", report: {} },
  });
  return { cityId, waveId, runId, streets: [...streetIds.values()] };
}

async function readControlTotals({ db }: Connection, cityId: string) {
  const rows = await db.select().from(controlTotals).where(eq(controlTotals.cityId, cityId));
  const street: Record<string, number> = {};
  const ageSex: Record<string, number> = {};
  for (const { streetId, ageBand, sex, persons } of rows) {
    street[streetId] = (street[streetId] ?? 0) + persons;
    const cell = `${ageBand}|${sex}`;
    ageSex[cell] = (ageSex[cell] ?? 0) + persons;
  }
  return { street, ageSex };
}
