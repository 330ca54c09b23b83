import { eq, sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { readArguments } from "#app/commands/republish/read-arguments.ts";
import { verifyAll } from "#app/commands/republish/verify-all.ts";
import { StartError } from "#app/server/start-error.ts";
import { type Connection, connect } from "#db/client.ts";
import { publishWave } from "#db/queries/publish-wave.ts";
import { publishedEstimates, responses } from "#db/schema/index.ts";
import { HARD_WAVES, type HardWave } from "#test/routes/hard-waves.ts";
import { weightedForNow } from "#test/routes/weighted-for-now.ts";
import { createTestDatabase, type TestDatabase } from "#test/set-up/database.ts";

let database: TestDatabase;
let connection: Connection;
let wave: HardWave;
let publishedId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  connection = connect(database.url);
});

beforeEach(async () => {
  wave = await weightedForNow(connection.db, HARD_WAVES.ordinary(connection.db));
  const wish = { waveId: wave.waveId, userId: null, now: new Date(), fingerprint: null };
  const result = await publishWave(connection.db, wave.cityId, wish);
  publishedId = result.status === "published" ? result.id : "";
});

afterAll(async () => {
  await connection.close();
  await database.close();
});

async function verify(id: string) {
  const lines: string[] = [];
  const end = await verifyAll(connection.db, id, (line) => lines.push(line));
  return { ...end, text: lines.join("\n") };
}

test("what was published is confirmed to the last digit, by the wave's id, by its own, and among all", async () => {
  const byWave = await verify(wave.waveId);
  expect(byWave).toMatchObject({ code: 0 });
  expect(byWave.text).toContain("every digit the same");
  expect(byWave.text).toContain("all 10 inputs are the ones that were published");
  expect(byWave.text).not.toContain("✗");
  expect(await verify(publishedId)).toMatchObject({ code: 0, text: byWave.text });
  expect((await verify("all")).code).toBe(0);
});

test("one changed digit of a figure is found and named", async () => {
  const [row] = await connection.db
    .select()
    .from(publishedEstimates)
    .where(eq(publishedEstimates.id, publishedId));
  const estimates = row!.estimates;
  const { combined } = estimates.sheet.streets[2]!;
  if (!("share" in combined)) throw new Error("the street has no share");
  combined.share += 4e-15;
  await connection.db
    .update(publishedEstimates)
    .set({ estimates })
    .where(eq(publishedEstimates.id, publishedId));
  const found = await verify(publishedId);
  expect(found.code).toBe(1);
  expect(found.text).toMatch(/don’t know as the sheet says: 1 of \d+ values differ/);
  expect(found.text).toContain("streets[2].combined.share: stored ");
  expect(found.sentence).toContain("1 of 1");
});

test("a tampered hash is found, and a tampered tally changes both hash and figures", async () => {
  const { db } = connection;
  await db.execute(sql`
    update published_estimates set inputs = jsonb_set(inputs, '{hashes,totals}', '"00"') where id = ${publishedId}`);
  const hash = await verify(publishedId);
  expect(hash.code).toBe(1);
  expect(hash.text).toContain("changed since they were published: population figures");
  expect(hash.text).toContain("every digit the same");

  await db.execute(sql`
    update published_estimates set tally = jsonb_set(tally, '{household,figures,wScore}', tally->'household'->'figures'->'wAnswered')
    where id = ${publishedId}`);
  const tally = await verify(publishedId);
  expect(tally.code).toBe(1);
  expect(tally.text).toContain("tally of the household visits, population figures");
  expect(tally.text).toMatch(/values differ/);
  expect(tally.text).toMatch(/household visits: the tally made anew differs by .* \(column wScore\)/);
});

test("an answer changed afterwards leaves the published digits, and shows in the tally made anew", async () => {
  const { db } = connection;
  await db.update(responses).set({ sex: null }).where(eq(responses.waveId, wave.waveId));
  const found = await verify(publishedId);
  expect(found.code).toBe(1);
  expect(found.text).toContain("every digit the same");
  expect(found.text).toContain("the tally made anew cannot be compared");
});

test("a wave that is not there, or not published, is said to be missing with code 2", async () => {
  expect(await verify(uuidv7())).toMatchObject({ code: 2, text: "" });
  await connection.db.delete(publishedEstimates);
  expect((await verify(wave.waveId)).sentence).toContain("Nothing published has the id");
  expect((await verify("all")).sentence).toContain("Nothing has been published here yet");
});

test("the command takes one id, or --all, or --help", () => {
  const id = uuidv7();
  expect(readArguments([id])).toEqual({ id });
  expect(readArguments(["--all"])).toEqual({ id: "all" });
  expect(readArguments(["--help"])).toBe("help");
  for (const args of [[], [id, id], [id, "--all"], ["--unknown"], ["w1"]]) {
    const refused = () => readArguments(args);
    expect(refused).toThrow(StartError);
    expect(refused).toThrow(expect.objectContaining({ exitCode: 2 }));
  }
});
