import { v7 as uuidv7 } from "uuid";
import type { Connection } from "#db/client.ts";
import { drawWave } from "#db/queries/draw-wave.ts";
import { waves, weightingRuns, type WaveStatus } from "#db/schema/index.ts";
import json from "#surveys/questionnaires/civility-2026.sheet.json" with { type: "json" };
import { checkScoringSheet } from "#surveys/scoring-sheet.ts";
import { syntheticResponses } from "#test/bench/synthetic-responses.ts";
import { setWaveStatus, type TinyCity } from "./tiny-city.ts";

interface AnsweredWave {
  code: string;
  startsOn: string;
  endsOn: string;
  status: WaveStatus;
  /** Random answers; few enough and a street has none. */
  rows?: number;
  lambda?: number;
  targetShare?: number;
  questionnaire?: { versionId: string; sheetId: string };
}

/** One more wave of a tiny city, drawn and answered at random, with a final weighting run. */
export async function addAnsweredWave(
  connection: Connection,
  city: TinyCity,
  {
    code,
    startsOn,
    endsOn,
    status,
    rows = 400,
    lambda = 0.5,
    targetShare,
    questionnaire = city,
  }: AnsweredWave,
): Promise<string> {
  const { db } = connection;
  const { cityId, districtId } = city;
  const [waveId, runId] = [uuidv7(), uuidv7()];
  await db.insert(waves).values({
    ...{ cityId, id: waveId, districtId, code, nameZh: `第${code}轮`, nameEn: `Wave ${code}`, startsOn, endsOn, lambda, targetShare }, // prettier-ignore
    plan: {
      communitiesPerStreet: 2,
      dwellingsPerCommunity: 6,
      sessionsPerStreet: 5,
      interviewsPerSession: 10,
    },
    ...{ questionnaireVersionId: questionnaire.versionId, scoringSheetId: questionnaire.sheetId },
  });
  // A dwelling is asked once a year, and tiny communities have few.
  await drawWave(db, cityId, waveId, code, null, new Date(`${startsOn}T00:00:00Z`));
  await db.insert(weightingRuns).values({
    ...{ cityId, id: runId, waveId, kind: "final", inputs: code, codeVersion: "test", report: {} },
  });
  const sheet = checkScoringSheet(json);
  if (rows > 0) await syntheticResponses(connection, { cityId, waveId, runId, rows, sheet });
  await setWaveStatus(db, cityId, waveId, status);
  return waveId;
}
