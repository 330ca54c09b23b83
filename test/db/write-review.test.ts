import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { countProgress } from "#db/queries/count-progress.ts";
import { makeWeightingRun } from "#db/queries/make-weighting-run.ts";
import { readFieldWork } from "#db/queries/read-field-work.ts";
import { readFieldworkDwellings } from "#db/queries/read-fieldwork-dwellings.ts";
import { readHouseholdCases } from "#db/queries/read-household-cases.ts";
import { storeRecord } from "#db/queries/store-record.ts";
import { writeReview, type ReviewWish } from "#db/queries/write-review.ts";
import { auditLog, responses, responseWeights, type RecordKind } from "#db/schema/index.ts";
import { makeTinyCity, setWaveStatus, type TinyCity } from "./tiny-city.ts";
import * as tiny from "./tiny-records.ts";
import { withDatabase } from "./with-city.ts";

const here = withDatabase();

async function send(city: TinyCity, kind: RecordKind, fields: tiny.Fields, expected = "stored") {
  const viewer = fields.mode === "online" ? null : city.volunteer;
  const result = await storeRecord(here.db, {
    ...{ kind, bytes: tiny.bytesOf(fields), viewer, expectedCityId: city.cityId, language: "en" },
  });
  expect(result.status).toBe(expected);
  return String(fields.id);
}

let minute = 0;
const review = (city: TinyCity, responseId: string, change: Partial<ReviewWish> = {}) =>
  writeReview(here.db, city.cityId, {
    ...{ waveId: city.waveId, responseId, decision: "set-aside", reason: "four minutes", flags: ["fast"] },
    ...{ after: null, userId: city.supervisor.userId, now: new Date(Date.UTC(2026, 5, 3, 2, minute++)) },
    ...change,
  });

async function weights({ cityId, waveId }: TinyCity) {
  const run = await makeWeightingRun(here.db, cityId, waveId);
  const rows = await here.db
    .select()
    .from(responseWeights)
    .where(and(eq(responseWeights.cityId, cityId), eq(responseWeights.runId, run!.id)));
  return new Map(rows.map(({ responseId, weight }) => [responseId, weight]));
}

async function interviewed(city: TinyCity, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (const home of city.ownHouseholds.slice(0, count)) {
    await send(city, "rosters", tiny.roster(city, home));
    ids.push(await send(city, "responses", tiny.householdResponse(city, home)));
  }
  return ids;
}

test("the weight of a set-aside household interview goes to the others, and back when it is accepted", async () => {
  const city = await makeTinyCity(here.db);
  const [first, second] = (await interviewed(city, 2)) as [string, string];
  const before = await weights(city);
  const decided = await review(city, first);
  expect(decided).toMatchObject({ status: "decided", standing: "set-aside" });
  const after = await weights(city);
  // Two rostered dwellings of one person each: one respondent now stands for both.
  expect([...after.keys()]).toEqual([second]);
  expect(after.get(second)).toBeCloseTo(before.get(first)! + before.get(second)!, 9);
  const cases = await readHouseholdCases(here.db, city.cityId, city.waveId);
  const one = cases.find(({ caseId }) => caseId === city.ownHouseholds[0]!.id)!;
  expect(one).toMatchObject({
    response: null,
    status: { disposition: "O", final: true, weighting: "person-nonresponse" },
  });
  const progress = await countProgress(here.db, city.cityId, [city.waveId]);
  expect(progress.get(city.waveId)!.received.household).toBe(1);

  const id = decided.status === "decided" ? decided.id : "";
  await review(city, first, { decision: "accept", after: id });
  expect(await weights(city)).toEqual(before);
});

test("a set-aside interview without a roster is dwelling nonresponse", async () => {
  const city = await makeTinyCity(here.db);
  const [home] = city.ownHouseholds;
  await review(city, await send(city, "responses", tiny.householdResponse(city, home!)));
  const cases = await readHouseholdCases(here.db, city.cityId, city.waveId);
  expect(cases.find(({ caseId }) => caseId === home!.id)!.status.weighting).toBe("dwelling-nonresponse");
});

test("the room's dwellings have the status that weighting gives them, also after decisions", async () => {
  const city = await makeTinyCity(here.db);
  const [aside, back] = (await interviewed(city, 3)) as [string, string, string];
  await review(city, aside);
  await review(city, back, { decision: "send-back" });
  const cases = await readHouseholdCases(here.db, city.cityId, city.waveId);
  const room = await readFieldworkDwellings(here.db, city.cityId, city.waveId);
  const dispositions = (rows: { caseId: string; disposition: string }[]) =>
    Object.fromEntries(rows.map(({ caseId, disposition }) => [caseId, disposition]));
  expect(dispositions(room)).toEqual(
    dispositions(cases.map(({ caseId, status }) => ({ caseId, disposition: status.disposition }))),
  );
});

test("setting a passer-by's interview aside leaves them approached, and the session's others weigh more", async () => {
  const city = await makeTinyCity(here.db);
  const session = city.ownSessions[0]!;
  const sessionId = randomUUID();
  // 40 passed, 8 approached: 4 interviewed, 2 refused, 2 without an outcome.
  const refusals = [
    { ageBand: null, sex: null },
    { ageBand: null, sex: null },
  ];
  await send(city, "counts", tiny.count(city, session, sessionId, { passed: 40, approached: 8, refusals }));
  const ids: string[] = [];
  for (let i = 0; i < 4; i++)
    ids.push(await send(city, "responses", tiny.interceptResponse(city, session, sessionId)));
  // w = 1/π · 40/8 · (4 + 2·4/4) / 4 = 1/π · 7.5; with three: 1/π · 5 · (3 + 2·3/3) / 3 = 1/π · 25/3
  const before = await weights(city);
  await review(city, ids[0]!);
  const after = await weights(city);
  expect(after.size).toBe(3);
  expect(after.get(ids[1]!)! / before.get(ids[1]!)!).toBeCloseTo(25 / 3 / 7.5, 12);
});

test("an online answer that is set aside counts no more", async () => {
  const city = await makeTinyCity(here.db);
  const id = await send(city, "responses", tiny.onlineResponse(city));
  expect((await weights(city)).size).toBe(1);
  await review(city, id);
  expect((await weights(city)).size).toBe(0);
});

test("a sent-back dwelling comes up again with the reason, and a new complete interview takes its place", async () => {
  const city = await makeTinyCity(here.db);
  const [home] = city.ownHouseholds;
  const [old] = (await interviewed(city, 1)) as [string];
  await review(city, old, { decision: "send-back", reason: "Please ask question 7 again" });
  const work = () => readFieldWork(here.db, city.volunteer, new Date());
  const caseOf = async () => (await work())!.cases.find(({ id }) => id === home!.id)!;
  expect(await caseOf()).toMatchObject({
    responseOutcome: null,
    sentBack: { responseId: old, reason: "Please ask question 7 again" },
  });
  const partial = tiny.householdResponse(city, home!, { outcome: "partial" });
  await send(city, "responses", partial, "quarantined");
  const fresh = await send(city, "responses", tiny.householdResponse(city, home!));
  expect(await caseOf()).toMatchObject({ responseOutcome: "complete", sentBack: null });
  expect([...(await weights(city)).keys()]).toEqual([fresh]);
  const third = tiny.householdResponse(city, home!);
  await send(city, "responses", third, "quarantined");
  const again = await review(city, old, { decision: "accept" });
  expect(again.status).toBe("changed");
});

test("of two decisions at once one counts, and the other is told to look again", async () => {
  const city = await makeTinyCity(here.db);
  const [id] = (await interviewed(city, 1)) as [string];
  const results = await Promise.all([
    review(city, id),
    review(city, id, { decision: "accept" }),
    review(city, id, { decision: "send-back" }),
  ]);
  expect(results.map(({ status }) => status).sort()).toEqual(["changed", "changed", "decided"]);
  const audit = await here.db
    .select()
    .from(auditLog)
    .where(and(eq(auditLog.cityId, city.cityId), eq(auditLog.subjectId, id)));
  expect(audit).toHaveLength(1);
});

test("a decision and a new interview at the same moment leave one live interview", async () => {
  const city = await makeTinyCity(here.db);
  const [home] = city.ownHouseholds;
  const [old] = (await interviewed(city, 1)) as [string];
  const back = await review(city, old, { decision: "send-back" });
  const after = back.status === "decided" ? back.id : null;
  const [accepted] = await Promise.all([
    review(city, old, { decision: "accept", after }),
    storeRecord(here.db, {
      ...{ kind: "responses", bytes: tiny.bytesOf(tiny.householdResponse(city, home!)) },
      ...{ viewer: city.volunteer, expectedCityId: city.cityId, language: "en" },
    }),
  ]);
  const live = await here.db
    .select({ id: responses.id, standing: responses.standing })
    .from(responses)
    .where(and(eq(responses.cityId, city.cityId), eq(responses.caseId, home!.id), eq(responses.live, true)));
  expect(live).toHaveLength(1);
  expect(live[0]!.standing).toBe("counts");
  expect(live[0]!.id === old).toBe(accepted.status === "decided");
});

test("what cannot be decided is said: another city's, ineligible, published, online sent back", async () => {
  const city = await makeTinyCity(here.db);
  const other = await makeTinyCity(here.db);
  const [home, next] = city.ownHouseholds;
  const own = await send(city, "responses", tiny.householdResponse(city, home!));
  expect(await review(other, own)).toEqual({ status: "not-found" });
  const ineligible = tiny.householdResponse(city, next!, {
    outcome: "ineligible",
    answers: tiny.INELIGIBLE_ANSWERS,
  });
  const gone = await send(city, "responses", ineligible);
  expect(await review(city, gone)).toEqual({ status: "blocked", block: "not-an-interview" });
  const online = await send(city, "responses", tiny.onlineResponse(city));
  const sendBack = { decision: "send-back" } as const;
  expect(await review(city, online, sendBack)).toEqual({ status: "blocked", block: "cannot-send-back" });
  await setWaveStatus(here.db, city.cityId, city.waveId, "closed");
  expect(await review(city, own, sendBack)).toEqual({ status: "blocked", block: "cannot-send-back" });
  await setWaveStatus(here.db, city.cityId, city.waveId, "published");
  expect(await review(city, own)).toEqual({ status: "blocked", block: "wave-published" });
});
