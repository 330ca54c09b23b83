import { and, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { canonicalTally } from "#analysis/tally/canonical-tally.ts";
import { tallyDifference } from "#analysis/tally/tally-difference.ts";
import { seedDemo } from "#app/server/seed-demo.ts";
import { type Connection, connect } from "#db/client.ts";
import { findCityByCode } from "#db/queries/add-city.ts";
import { describeSeriesInputs } from "#db/queries/describe-series-inputs.ts";
import { publicationFingerprint } from "#db/queries/publication-fingerprint.ts";
import { publishWave } from "#db/queries/publish-wave.ts";
import { readEstimationFrame } from "#db/queries/read-estimation-frame.ts";
import { listPublished, readPublished, readPublishedTallies } from "#db/queries/read-published.ts";
import { readTally } from "#db/queries/read-tally.ts";
import { readWaveEstimates } from "#db/queries/read-wave-estimates.ts";
import { readWaveSeries } from "#db/queries/read-wave-series.ts";
import { readWaveInput } from "#db/queries/read-wave-input.ts";
import {
  auditLog,
  controlTotals,
  publicLinks,
  publishedEstimates,
  responses,
  responseWeights,
  scoringSheets,
  streets,
  waves,
  waveSeries,
  waveSeriesParts,
  weightingRuns,
} from "#db/schema/index.ts";
import { restoreTally, storeTally } from "#db/stored-tally.ts";
import { createTestDatabase, type TestDatabase } from "#test/set-up/database.ts";

let database: TestDatabase;
let connection: Connection;
let cityId: string;
let waveId: string;
const now = new Date("2026-06-17T02:00:00Z");

beforeAll(async () => {
  database = await createTestDatabase();
  connection = connect(database.url);
  const onProgress = () => undefined;
  await seedDemo(connection.db, { passwords: "known", size: "small", earlierWaves: 1, now, onProgress });
  cityId = (await findCityByCode(connection.db, "demo"))!;
  const [wave] = await connection.db.select().from(waves).where(eq(waves.status, "published"));
  waveId = wave!.id;
});

/** Back to where the wave is closed and nothing published of it. */
beforeEach(async () => {
  const { db } = connection;
  await db.delete(publishedEstimates);
  await db.delete(waveSeriesParts);
  await db.delete(waveSeries);
  await db.update(waves).set({ status: "closed" }).where(eq(waves.id, waveId));
  const runs = await db.select().from(weightingRuns).where(eq(weightingRuns.waveId, waveId));
  for (const { id } of runs) await db.delete(responseWeights).where(eq(responseWeights.runId, id));
  await db.delete(weightingRuns).where(eq(weightingRuns.waveId, waveId));
});

afterAll(async () => {
  await connection.close();
  await database.close();
});

const publish = (wish: { fingerprint?: string; corrects?: string } = {}) =>
  publishWave(connection.db, cityId, {
    ...{ waveId, userId: null, now: new Date(), fingerprint: wish.fingerprint ?? null },
    ...(wish.corrects ? { correction: { corrects: wish.corrects, reason: "The lists were wrong" } } : {}),
  });
const estimates = (dontKnow: "sheet" | "other" = "sheet") =>
  readWaveEstimates(connection.db, cityId, waveId, { dontKnow });

test("publishing makes the weighting final, keeps who did it, and gives the figures that stood before", async () => {
  const before = (await estimates())!;
  expect(before.weightingRun.kind).toBe("provisional");
  expect(await publish()).toMatchObject({ status: "published" });
  const after = (await estimates())!;
  expect(after.wave.status).toBe("published");
  expect(after.weightingRun.kind).toBe("final");
  const shares = (view: typeof before) =>
    view.streets.map((street) => ("share" in street ? street.share : null));
  shares(after).forEach((share, i) => expect(share).toBeCloseTo(shares(before)[i]!, 12));
  expect(after.overall.received).toBe(before.overall.received);
  const runs = await connection.db.select().from(weightingRuns).where(eq(weightingRuns.waveId, waveId));
  expect(runs.map(({ kind }) => kind)).toEqual(["final"]);
  const audit = await connection.db.select().from(auditLog).where(eq(auditLog.action, "publish-wave"));
  const kept = (await readPublished(connection.db, cityId, waveId))!;
  expect(audit.map(({ details }) => details.publishedId)).toContain(kept.id);
  expect(Object.values(kept.inputs.hashes).every((hash) => /^[0-9a-f]{64}$/.test(hash))).toBe(true);
});

const keptSeries = () => connection.db.select().from(waveSeries).where(eq(waveSeries.waveId, waveId));
const presentInputs = async () => (await describeSeriesInputs(connection.db, cityId, [waveId])).get(waveId);
const readShare = async () => {
  const asked = {
    waves: [{ id: waveId, status: "published" }],
    dontKnow: "sheet",
    parts: ["share"],
  } as const;
  const found = await readWaveSeries(connection.db, cityId, { ...asked, totalsOf: null });
  return found.get(waveId)!.get("share")!.figures;
};

test("publishing, and correcting, keeps what trends read, so that no visitor waits for it", async () => {
  await publish();
  const first = await keptSeries();
  expect(first).toMatchObject([{ inputs: await presentInputs(), dontKnow: "sheet" }]);
  expect((await publish({ corrects: (await readPublished(connection.db, cityId, waveId))!.id })).status).toBe("published"); // prettier-ignore
  expect(await keptSeries()).toMatchObject([{ inputs: await presentInputs() }]);
  expect((await keptSeries())[0]!.inputs).not.toBe(first[0]!.inputs);
});

test("a wave is published though its series cannot be kept; a later visitor makes it", async () => {
  await connection.db.execute(sql`alter table wave_series rename to wave_series_away`);
  const result = await publish().finally(() =>
    connection.db.execute(sql`alter table wave_series_away rename to wave_series`),
  );
  expect(result.status).toBe("published");
  expect(await readPublished(connection.db, cityId, waveId)).not.toBeNull();
  expect(await keptSeries()).toEqual([]);
  const share = ({ overall }: NonNullable<Awaited<ReturnType<typeof estimates>>>) =>
    "share" in overall ? overall.share : null;
  expect((await readShare()).at(-1)).toMatchObject({ estimate: expect.closeTo(share((await estimates())!)!, 10) }); // prettier-ignore
  expect(await keptSeries()).toMatchObject([{ inputs: await presentInputs() }]);
});

test("two at the same moment publish once", async () => {
  const results = await Promise.all([publish(), publish(), publish()]);
  expect(results.map(({ status }) => status).sort()).toEqual(["published", "stale", "stale"]);
  expect(await listPublished(connection.db, cityId, waveId)).toHaveLength(1);
  expect(await publish()).toEqual({ status: "stale" });
});

test("a wave in the field cannot be published", async () => {
  await connection.db.update(waves).set({ status: "open" }).where(eq(waves.id, waveId));
  expect(await publish()).toEqual({ status: "stale" });
  const [wave] = await connection.db.select().from(waves).where(eq(waves.id, waveId));
  expect(wave!.status).toBe("open");
});

test("what was shown before is published, or nothing", async () => {
  const { db } = connection;
  const frame = (await readEstimationFrame(db, cityId, waveId))!;
  const fingerprint = await publicationFingerprint(db, cityId, frame);
  const street = frame.streets[0]!;
  const ofStreet = and(eq(controlTotals.cityId, cityId), eq(controlTotals.streetId, street.id));
  const rows = await db.select().from(controlTotals).where(ofStreet);
  await db
    .update(controlTotals)
    .set({ persons: rows[0]!.persons + 1 })
    .where(ofStreet);
  expect(await publish({ fingerprint })).toEqual({ status: "changed" });
  const [wave] = await db.select().from(waves).where(eq(waves.id, waveId));
  expect(wave!.status).toBe("closed");
  for (const { persons, ageBand, sex } of rows) {
    const cell = and(ofStreet, eq(controlTotals.ageBand, ageBand), eq(controlTotals.sex, sex));
    await db.update(controlTotals).set({ persons }).where(cell);
  }
  expect((await publish({ fingerprint })).status).toBe("published");
});

test("published figures stay to the last digit whatever happens to answers, lists, sheet and λ", async () => {
  const { db } = connection;
  await publish();
  const before = { sheet: await estimates(), other: await estimates("other") };
  const frame = (await readEstimationFrame(db, cityId, waveId))!;
  const input = (await readWaveInput(db, cityId, frame, "sheet"))!.input;
  const undo = new Error("undo");
  await db
    .transaction(async (tx) => {
      await tx.update(responses).set({ standing: "set-aside", ageBand: null, ownShareSheet: 1 });
      await tx.update(controlTotals).set({ persons: 7 });
      await tx.update(streets).set({ nameEn: "Renamed" });
      await tx.update(responseWeights).set({ weight: 3 });
      await tx.update(waves).set({ lambda: 0.1, targetShare: 3 }).where(eq(waves.id, waveId));
      const [sheet] = await tx.select().from(scoringSheets);
      await tx.update(scoringSheets).set({ sheet: { ...sheet!.sheet, items: [] } });
      const there = (dontKnow: "sheet" | "other") => readWaveEstimates(tx, cityId, waveId, { dontKnow });
      expect(await there("sheet")).toEqual(before.sheet);
      expect(await there("other")).toEqual(before.other);
      const again = (await readEstimationFrame(tx, cityId, waveId))!;
      expect((await readWaveInput(tx, cityId, again, "sheet"))!.input).toEqual(input);
      throw undo;
    })
    .catch((error: unknown) => {
      if (error !== undo) throw error;
    });
});

test("the stored tallies are the ones that the responses give, to 1e-12", async () => {
  const { db } = connection;
  await publish();
  const kept = (await readPublished(db, cityId, waveId))!;
  const stored = await readPublishedTallies(db, cityId, kept.id);
  for (const mode of ["household", "intercept", "online"] as const) {
    const rebuilt = (await readTally(db, cityId, kept.runId, mode, kept.inputs.sheet))!;
    const difference = tallyDifference(stored[mode]!, canonicalTally(rebuilt));
    expect(difference.same && difference.largest).toBeLessThan(1e-12);
  }
  const household = stored.household!;
  expect(restoreTally(JSON.parse(JSON.stringify(storeTally(household))))).toEqual(household);
  const short = { ...storeTally(household), rows: household.rows + 1 };
  expect(() => restoreTally(short)).toThrow(RangeError);
});

test("a correction is another published estimate; the one that it corrects is kept, and one of two comes first", async () => {
  const { db } = connection;
  await publish();
  const first = (await readPublished(db, cityId, waveId))!;
  const results = await Promise.all([publish({ corrects: first.id }), publish({ corrects: first.id })]);
  expect(results.map(({ status }) => status).sort()).toEqual(["published", "stale"]);
  const [latest, kept] = await listPublished(db, cityId, waveId);
  expect(latest).toMatchObject({ corrects: first.id, correctionReason: "The lists were wrong" });
  expect(kept).toEqual(first);
  expect(latest!.runId).not.toBe(first.runId);
  expect(latest!.inputs.hashes).toEqual(first.inputs.hashes);
  expect((await estimates())!.weightingRun.id).toBe(latest!.runId);
});

test("a wave without a public questionnaire gets an address for its results", async () => {
  const { db } = connection;
  await db.delete(publicLinks).where(eq(publicLinks.waveId, waveId));
  await publish();
  const links = await db.select().from(publicLinks).where(eq(publicLinks.waveId, waveId));
  expect(links).toMatchObject([{ slug: "demo-2026-04", active: false }]);
});
