import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connect, type Connection } from "#db/client.ts";
import { decideQuarantine } from "#db/queries/decide-quarantine.ts";
import { countPassersApart } from "#db/queries/count-passers-apart.ts";
import { readCaseDetails } from "#db/queries/read-case-details.ts";
import { readSessionsHeld } from "#db/queries/read-sessions-held.ts";
import { readCaseHistory } from "#db/queries/read-case-history.ts";
import { storeRecord } from "#db/queries/store-record.ts";
import { quarantine, type RecordKind, records, responses } from "#db/schema/index.ts";
import { createTestDatabase, type TestDatabase } from "#test/set-up/database.ts";
import { makeTinyCity, setWaveStatus, type TinyCase, type TinyCity } from "./tiny-city.ts";
import {
  answersOf,
  bytesOf,
  count,
  type Fields,
  householdResponse,
  interceptResponse,
  roster,
  visit,
} from "./tiny-records.ts";

let database: TestDatabase;
let connection: Connection;
let city: TinyCity;
let next = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  connection = connect(database.url);
  city = await makeTinyCity(connection.db);
});

afterAll(async () => {
  await connection?.close();
  await database?.close();
});

const dwelling = () => city.ownHouseholds[next++]!;
const correcting = (old: Fields, changes: Fields = {}) => ({
  corrects: old.id,
  correctionReason: "按错了",
  ...changes,
});

async function send(kind: RecordKind, fields: Fields, viewer = city.volunteer) {
  const input = { kind, bytes: bytesOf(fields), viewer, expectedCityId: viewer.cityId };
  const result = await storeRecord(connection.db, { ...input, language: "en" });
  return result.status === "quarantined" ? result.reason : result.status;
}

const historyOf = async ({ id }: TinyCase) => (await readCaseHistory(connection.db, city.cityId, [id]))(id);
const dispositions = async (of: TinyCase) => (await historyOf(of)).visits.map((one) => one.disposition);
const liveOf = async ({ id }: TinyCase) => {
  const ofCase = and(eq(responses.caseId, id), eq(responses.live, true));
  return (await connection.db.select().from(responses).where(ofCase)).map((row) => row.id);
};
const quarantinedAs = async (fields: Fields) => {
  const [row] = await connection.db
    .select()
    .from(quarantine)
    .where(eq(quarantine.recordId, String(fields.id)));
  return row!;
};

test("a corrected visit counts no more, its bytes stay, and its correction can be corrected", async () => {
  const own = dwelling();
  const first = visit(city, own, { disposition: "NE", reason: "vacant" });
  const second = visit(city, own, correcting(first));
  const third = visit(city, own, correcting(second, { disposition: "R", reason: "refused-at-door" }));
  for (const each of [first, second, third, second, third]) expect(await send("visits", each)).toBe("stored");
  expect(await dispositions(own)).toEqual(["R"]);
  const [kept] = await connection.db
    .select()
    .from(records)
    .where(eq(records.id, String(first.id)));
  expect(Buffer.from(kept!.body)).toEqual(Buffer.from(bytesOf(first)));
});

test("a correction that comes before what it corrects is applied when that arrives", async () => {
  const own = dwelling();
  const wrong = visit(city, own, { disposition: "NE", reason: "vacant" });
  expect(await send("visits", visit(city, own, correcting(wrong)))).toBe("stored");
  expect(await send("visits", wrong)).toBe("stored");
  expect(await dispositions(own)).toEqual(["NC"]);
  const answered = dwelling();
  const old = householdResponse(city, answered);
  const right = householdResponse(city, answered, correcting(old));
  expect([await send("responses", right), await send("responses", old)]).toEqual(["stored", "stored"]);
  expect(await liveOf(answered)).toEqual([right.id]);
});

test("of many corrections of one visit at once the first counts, the others wait for the supervisor", async () => {
  const own = dwelling();
  const wrong = visit(city, own, { disposition: "NE", reason: "vacant" });
  await send("visits", wrong);
  const many = Array.from({ length: 8 }, () => visit(city, own, correcting(wrong)));
  const results = await Promise.all(many.map((each) => send("visits", each)));
  expect(results.sort()).toEqual(["stored", ...Array<string>(7).fill("superseded")]);
  expect(await dispositions(own)).toEqual(["NC"]);
});

test.each([
  ["another kind", (old: Fields, own: TinyCase) => roster(city, own, correcting(old)), "rosters"],
  ["another case", (old: Fields) => visit(city, dwelling(), correcting(old)), "visits"],
] as const)("a correction of %s does not count", async (_, make, kind) => {
  const own = dwelling();
  const old = visit(city, own);
  await send("visits", old);
  expect(await send(kind, make(old, own))).toBe("superseded");
  expect(await dispositions(own)).toEqual(["NC"]);
});

test("a correction without a reason, or a reason without a correction, is kept for the supervisor", async () => {
  const own = dwelling();
  const old = visit(city, own);
  expect(await send("visits", visit(city, own, correcting(old, { correctionReason: " " })))).toBe(
    "invalid-answers",
  );
  expect(await send("visits", visit(city, own, { correctionReason: "?" }))).toBe("invalid-answers");
});

test("a complete interview is corrected by whoever held it, as long as the wave is open", async () => {
  const own = dwelling();
  const old = householdResponse(city, own);
  const right = householdResponse(city, own, {
    ...correcting(old),
    answers: { ...answersOf("household"), age: 41 },
  });
  await send("responses", old);
  expect(await send("responses", householdResponse(city, own))).toBe("second-for-case");
  expect(await send("responses", right)).toBe("stored");
  expect(await liveOf(own)).toEqual([right.id]);
  expect(await send("responses", householdResponse(city, own, correcting(old)))).toBe("superseded");
  await setWaveStatus(connection.db, city.cityId, city.waveId, "closed");
  expect(await send("responses", householdResponse(city, own, correcting(right)))).toBe("wave-closed");
  await setWaveStatus(connection.db, city.cityId, city.waveId, "open");
  expect(await liveOf(own)).toEqual([right.id]);
});

test("an interview of a session is corrected once, in the same session", async () => {
  const own = city.ownSessions[0]!;
  const sessionId = randomUUID();
  const old = interceptResponse(city, own, sessionId);
  await send("responses", old);
  const elsewhere = interceptResponse(city, own, randomUUID(), correcting(old));
  expect(await send("responses", elsewhere)).toBe("superseded");
  const right = interceptResponse(city, own, sessionId, correcting(old));
  expect(await send("responses", right)).toBe("stored");
  expect(await liveOf(own)).toEqual([right.id]);
});

test("totals are corrected downwards by later ones of the same device", async () => {
  const own = city.ownSessions[1]!;
  const sessionId = randomUUID();
  const deviceId = randomUUID();
  const old = count(city, own, sessionId, { deviceId, sequence: 3, passed: 300 });
  await send("counts", old);
  const of = (changes: Fields) => count(city, own, sessionId, { deviceId, ...correcting(old), ...changes });
  expect(await send("counts", of({ sequence: 2 }))).toBe("superseded");
  expect(await send("counts", of({ sequence: 4, deviceId: randomUUID() }))).toBe("superseded");
  expect(await send("counts", of({ sequence: 4, passed: 30 }))).toBe("stored");
});

test("what a supervisor accepts stands in the place of whatever stood there last", async () => {
  const own = dwelling();
  const old = householdResponse(city, own);
  const right = householdResponse(city, own, correcting(old));
  const late = householdResponse(city, own, correcting(old));
  for (const each of [old, right, late]) await send("responses", each);
  const { id } = await quarantinedAs(late);
  const wish = { id, decision: "accept" as const, reason: "ja", userId: city.supervisor.userId };
  const result = await decideQuarantine(connection.db, city.cityId, {
    ...{ ...wish, obstacles: "superseded second-for-case", now: new Date(), language: "en" },
  });
  expect(result).toMatchObject({ status: "accepted" });
  expect(await liveOf(own)).toEqual([late.id]);
  const seen = dwelling();
  const wrong = visit(city, seen);
  const corrections = [visit(city, seen, correcting(wrong)), visit(city, seen, correcting(wrong))];
  for (const each of [wrong, ...corrections]) await send("visits", each);
  const again = await quarantinedAs(corrections[1]!);
  await decideQuarantine(connection.db, city.cityId, {
    ...{ ...wish, id: again.id, obstacles: "superseded", now: new Date(), language: "en" },
  });
  expect((await historyOf(seen)).visits.map((one) => one.id)).toEqual([corrections[1]!.id]);
});

test("corrected counts weigh, of one tablet and session only, and the supervisor reads old, new and why", async () => {
  const own = city.ownSessions[2]!;
  const [sessionId, deviceId] = [randomUUID(), randomUUID()];
  const totals = (changes: Fields) => count(city, own, sessionId, { deviceId, ...changes });
  const old = totals({ sequence: 4, passed: 30, approached: 5 });
  const right = totals({
    sequence: 6,
    passed: 28,
    approached: 4,
    refusals: [],
    missed: 1,
    ...correcting(old),
  });
  const stray = totals({ sequence: 7, ...correcting(old, { deviceId: randomUUID() }) });
  const early = totals({ sequence: 3, ...correcting(old) });
  // The correction may come first; what it names counts no more, though a tablet numbered it higher.
  const [before, misnumbered] = [totals({ sequence: 8, passed: 27 }), totals({ sequence: 9, passed: 99 })];
  expect(await send("counts", old)).toBe("stored");
  expect(await send("counts", stray)).toBe("superseded");
  expect(await send("counts", early)).toBe("superseded");
  expect(await send("counts", right)).toBe("stored");
  const held = async () => {
    const sessions = await readSessionsHeld(connection.db, city.cityId, city.waveId);
    return sessions.find(({ caseId }) => caseId === own.id)?.counted;
  };
  expect(await held()).toEqual({ passed: 28, approached: 4, refused: 0, screened: 0 });
  const passersApart = await countPassersApart(connection.db, city.cityId, city.waveId);
  expect([...passersApart.values()]).toContainEqual({ missed: 1, screened: 0 });
  const [details] = await readCaseDetails(connection.db, city.cityId, [own.id]);
  expect(details!.recounted).toMatchObject([
    {
      reason: "按错了",
      before: { passed: 30, approached: 5, missed: 0, refusals: [{ sex: "male" }] },
      after: { passed: 28, approached: 4, missed: 1, refusals: [] },
    },
  ]);
  expect(await send("counts", { ...before, ...correcting(misnumbered) })).toBe("stored");
  expect(await send("counts", misnumbered)).toBe("stored");
  expect(await held()).toMatchObject({ passed: 27 });
});
