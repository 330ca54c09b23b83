import { v7 as uuidv7 } from "uuid";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Tally, tallyUnits, type UnitRow } from "#analysis/tally.ts";
import { type Connection, connect } from "#db/client.ts";
import { insertRows } from "#db/insert-rows.ts";
import { drawWave } from "#db/queries/draw-wave.ts";
import { readTally } from "#db/queries/read-tally.ts";
import { drawnUnits, records, responses, responseWeights, weightingRuns } from "#db/schema/index.ts";
import { createRandom } from "#surveys/sampling/random.ts";
import { ownShare, type ScoringSheet } from "#surveys/scoring-sheet.ts";
import json from "#surveys/questionnaires/civility-2026.sheet.json" with { type: "json" };
import { AGE_BANDS, type Mode, MODES, SEXES } from "#surveys/vocabulary.ts";
import { createTestDatabase, type TestDatabase } from "#test/set-up/database.ts";
import { smallCity } from "#test/set-up/small-city.ts";

const sheet = json as ScoringSheet;
let database: TestDatabase;
let connection: Connection;

beforeAll(async () => {
  database = await createTestDatabase();
  connection = connect(database.url);
});

afterAll(async () => {
  await connection.close();
  await database.close();
});

const ONLINE = { stratum: "online", psu: "online", streetId: null };

const isPsuOf = (mode: Mode) => (unit: typeof drawnUnits.$inferSelect) =>
  unit.mode === mode && unit.stage === (mode === "household" ? 2 : 1);

/** Responses with random answers, two in three of them weighted, and the weighted ones as unit rows by mode. */
async function weightedResponses(count: number) {
  const { db } = connection;
  const { cityId, waveId, questionnaireVersionId } = await smallCity(db);
  await drawWave(db, cityId, waveId, "seed", null);
  const drawn = await db.select().from(drawnUnits).where(eq(drawnUnits.cityId, cityId));
  const runId = uuidv7();
  await db.insert(weightingRuns).values({
    ...{ cityId, id: runId, waveId, kind: "provisional", inputs: "", codeVersion: "", report: {} },
  });
  const random = createRandom("answers");
  const pick = <T>(from: readonly T[]) => from[random.integer(from.length)] as T;
  const units = new Map<string, UnitRow[]>(MODES.map((mode) => [mode, []]));
  const rows = Array.from({ length: count }, () => {
    const [id, mode] = [uuidv7(), pick(MODES)];
    const codes = sheet.items.map(({ options }) =>
      random.uniform() < 0.1 ? null : random.integer(options.length + 2) - 2,
    );
    const chosen = sheet.items.map(({ options }, i) => options[codes[i] ?? -1] ?? null);
    const scores = chosen.map((option) => option?.score ?? null);
    const shares = {
      ownShareSheet: ownShare(sheet, codes, scores, "sheet"),
      ownShareOther: ownShare(sheet, codes, scores, "other"),
    };
    const unknown = random.uniform() < 0.05;
    const person = { ageBand: unknown ? null : pick(AGE_BANDS), sex: unknown ? null : pick(SEXES) };
    const cell = mode === "online" ? ONLINE : pick(drawn.filter(isPsuOf(mode)).slice(0, 10));
    const weight = random.uniform() < 0.67 ? 1 / (0.001 + random.uniform()) : null;
    if (weight) {
      units.get(mode)!.push({
        ...{ stratum: cell.stratum, psu: cell.psu, street: cell.streetId, ...person, weight, codes, scores },
        ...{ satisfied: chosen.map((option) => option?.satisfied ?? null), ...shares },
      });
    }
    return { id, mode, codes, scores, shares, person, cell, weight };
  });
  const at = new Date("2026-06-05T01:00:00Z");
  await insertRows(
    db,
    records,
    rows.map(({ id }) => ({
      ...{ cityId, id, waveId, kind: "responses" as const, body: Buffer.from("{}"), sha256: Buffer.from(id) },
      receivedAt: at,
    })),
  );
  await insertRows(
    db,
    responses,
    rows.map(({ id, mode, codes, scores, shares, person }) => ({
      ...{ cityId, id, waveId, mode, questionnaireVersionId, outcome: "complete" as const, live: true },
      ...{
        language: "zh-CN" as const,
        startedAt: at,
        completedAt: at,
        answers: {},
        answerCodes: codes,
        scores,
      },
      ...person,
      ...shares,
    })),
  );
  await insertRows(
    db,
    responseWeights,
    rows.flatMap(({ id, mode, cell, weight }) =>
      weight
        ? [
            {
              ...{ cityId, runId, responseId: id, mode, stratum: cell.stratum, psu: cell.psu },
              ...{ streetId: cell.streetId, weight },
            },
          ]
        : [],
    ),
  );
  return { cityId, runId, drawn, units };
}

/** The tally's rows by their key, with every figure of a row in one list. */
function byKey(tally: Tally): Map<string, number[]> {
  const figures = new Map<string, number[]>();
  const keys = ["stratum", "psu", "street", "ageBand", "sex"] as const;
  for (let row = 0; row < tally.rows; row++) {
    const key = keys.map((name) => tally.labels[name][tally[name][row]!] ?? "?").join(" ");
    const perItem = [tally.answered, tally.dontKnow, tally.wAnswered, tally.wDontKnow, tally.wScore]
      .concat([tally.wScore2, tally.wSatisfied])
      .flatMap((column) => [...column.slice(row * sheet.items.length, (row + 1) * sheet.items.length)]);
    const shares = (["sheet", "other"] as const).flatMap((rule) => [
      ...[tally.wHasShare[rule][row]!, tally.wShare[rule][row]!, tally.wShare2[rule][row]!],
    ]);
    figures.set(key, [tally.n[row]!, tally.sumW[row]!, tally.sumW2[row]!, ...perItem, ...shares]);
  }
  return figures;
}

test("the database's tally equals the tally of the unit rows to 1e-12", async () => {
  const { db } = connection;
  const { cityId, runId, drawn, units } = await weightedResponses(3000);
  const items = sheet.items.map(({ id }) => id);
  for (const mode of MODES) {
    const rows = units.get(mode)!;
    const psus = drawn.filter(isPsuOf(mode));
    const empty = new Map(psus.map((unit) => [`${unit.stratum} ${unit.psu}`, unit]));
    for (const { stratum, psu } of rows) empty.delete(`${stratum} ${psu}`);
    const expected = byKey(
      tallyUnits(
        ...([mode, items, sheet.items, rows] as const),
        [...empty.values()].map(({ stratum, psu, streetId }) => ({ stratum, psu, street: streetId })),
      ),
    );
    const found = byKey((await readTally(db, cityId, runId, mode, sheet))!);
    expect([...found.keys()].sort()).toEqual([...expected.keys()].sort());
    if (mode !== "online") expect(empty.size).toBeGreaterThan(0);
    for (const [key, figures] of expected) {
      found.get(key)!.forEach((figure, i) => {
        expect(Math.abs(figure - figures[i]!)).toBeLessThanOrEqual(
          1e-12 * Math.max(1, Math.abs(figures[i]!)),
        );
      });
    }
  }
});

test("a mode without a drawn PSU and without a response has no tally", async () => {
  const { db } = connection;
  const { cityId, waveId } = await smallCity(db);
  const id = uuidv7();
  await db.insert(weightingRuns).values({
    ...{ cityId, id, waveId, kind: "provisional", inputs: "", codeVersion: "", report: {} },
  });
  for (const mode of MODES) expect(await readTally(db, cityId, id, mode, sheet)).toBeNull();
});
