import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { countOpenFlags } from "#db/queries/count-open-flags.ts";
import { readBackChecks } from "#db/queries/read-back-checks.ts";
import { readInterview } from "#db/queries/read-interview.ts";
import { readWaveQuality } from "#db/queries/read-wave-quality.ts";
import { storeRecord } from "#db/queries/store-record.ts";
import { writeBackCheck } from "#db/queries/write-back-check.ts";
import { writeReview } from "#db/queries/write-review.ts";
import { communities } from "#db/schema/index.ts";
import sheet from "#surveys/questionnaires/civility-2026.sheet.json" with { type: "json" };
import { isBackChecked } from "#surveys/quality/draw-back-checks.ts";
import { makeTinyCity, type TinyCity } from "./tiny-city.ts";
import * as tiny from "./tiny-records.ts";
import { withDatabase } from "./with-city.ts";

const here = withDatabase();
let city: TinyCity;

async function send(fields: tiny.Fields, viewer: TinyCity["volunteer"] | null = city.volunteer) {
  const result = await storeRecord(here.db, {
    ...{ kind: "responses", bytes: tiny.bytesOf(fields), viewer },
    ...{ expectedCityId: city.cityId, language: "en" },
  });
  expect(result.status).toBe("stored");
  return String(fields.id);
}

const best = Object.fromEntries(
  sheet.items.map(({ id, options }) => [id, options.find(({ score }) => score === 1)!.value]),
);

test("an interview comes with its times, paradata and place, and its flags go once somebody decides", async () => {
  city = await makeTinyCity(here.db);
  await here.db
    .update(communities)
    .set({ latitude: 30, longitude: 114 })
    .where(eq(communities.cityId, city.cityId));
  const [home, next] = city.ownHouseholds;
  const far = await send(
    tiny.householdResponse(city, home!, {
      answers: { ...tiny.answersOf("household"), ...best },
      paradata: {
        screenTimes: { page_q01: 4000, page_q02: 2500, odd: "x" },
        clockOffset: 1000,
        position: { latitude: 30, longitude: 114.02, accuracyMetres: 20 },
      },
    }),
  );
  const fine = await send(
    tiny.householdResponse(city, next!, {
      answers: { ...tiny.answersOf("household"), ...best, q01: "dissatisfied", q02: "sometimes" },
      startedAt: "2026-06-02T03:00:00.000Z",
      completedAt: "2026-06-02T03:05:00.000Z",
      paradata: { screenTimes: 3, position: "here" },
    }),
  );
  const quality = await readWaveQuality(here.db, city.cityId, city.waveId);
  expect(quality.items).toHaveLength(24);
  const unit = quality.interviews.find(({ id }) => id === far)!;
  expect(unit).toMatchObject({
    ...{ mode: "household", screenMs: 6500, clockOffsetMs: 1000, volunteerId: city.volunteer.userId },
    startedAt: Date.parse("2026-06-02T02:00:00Z"),
    place: { latitude: 30, longitude: 114 },
  });
  expect(quality.flags.get(far)!.map(({ code }) => code)).toEqual(["all-best", "far-away"]);
  expect(quality.interviews.find(({ id }) => id === fine)).toMatchObject({ screenMs: null, position: null });
  expect(quality.flags.has(fine)).toBe(false);

  const open = () => countOpenFlags(here.db, city.cityId, city.waveId);
  expect([...(await open())]).toEqual([[unit.streetId, 1]]);
  expect((await countOpenFlags(here.db, city.cityId, city.waveId, [])).size).toBe(0);
  await writeReview(here.db, city.cityId, {
    ...{ waveId: city.waveId, responseId: far, decision: "accept", reason: "called", flags: ["all-best"] },
    ...{ after: null, userId: city.supervisor.userId, now: new Date() },
  });
  expect((await open()).size).toBe(0);
});

test("what comes later is seen, also after the same was asked before", async () => {
  const before = await readWaveQuality(here.db, city.cityId, city.waveId);
  expect(await readWaveQuality(here.db, city.cityId, city.waveId)).toBe(before);
  await send(tiny.onlineResponse(city), null);
  const after = await readWaveQuality(here.db, city.cityId, city.waveId);
  expect(after.interviews).toHaveLength(before.interviews.length + 1);
  const online = after.interviews.find(({ mode }) => mode === "online")!;
  expect(online).toMatchObject({ volunteerId: null, caseId: null, streetId: expect.any(String) });
});

test("an interview is read within its city and wave, without an address", async () => {
  const { interviews } = await readWaveQuality(here.db, city.cityId, city.waveId);
  const one = interviews.find(({ mode }) => mode === "household");
  const other = await makeTinyCity(here.db);
  const found = await readInterview(here.db, city.cityId, city.waveId, one!.id);
  expect(found).toMatchObject({ standing: "counts", volunteer: "v1", streetId: one!.streetId });
  expect(JSON.stringify({ ...found, definition: null })).not.toContain("号");
  expect(await readInterview(here.db, other.cityId, city.waveId, one!.id)).toBeNull();
  expect(await readInterview(here.db, city.cityId, other.waveId, one!.id)).toBeNull();
  expect(await readInterview(here.db, city.cityId, city.waveId, "no id")).toBeNull();
});

test("a household that is up for a call comes with its address; the call is noted once, unless nobody was reached", async () => {
  const home = city.ownHouseholds[2]!;
  let id = randomUUID() as string;
  // The draw's seed in the tiny city.
  while (!isBackChecked("tiny", id)) id = randomUUID();
  await send(tiny.householdResponse(city, home, { id }));
  let spared = randomUUID() as string;
  while (isBackChecked("tiny", spared)) spared = randomUUID();
  await send(tiny.householdResponse(city, city.ownHouseholds[3]!, { id: spared }));
  const mine = async () => {
    const all = await readBackChecks(here.db, city.cityId, city.waveId);
    expect(all.some(({ responseId }) => responseId === spared)).toBe(false);
    return all.find(({ responseId }) => responseId === id)!;
  };
  expect(await mine()).toMatchObject({ address: expect.stringContaining("号"), done: null });
  expect((await mine()).items).toHaveLength(3);
  const note = (outcome: "held" | "not-reached", answers: Record<string, string> = {}) =>
    writeBackCheck(here.db, city.cityId, {
      ...{ waveId: city.waveId, responseId: id, outcome, answers, note: null },
      ...{ userId: city.supervisor.userId, now: new Date() },
    });
  expect(await note("not-reached")).toBe(true);
  expect(await note("held", { sex: "female" })).toBe(true);
  expect(await Promise.all([note("held"), note("not-reached")])).toEqual([false, false]);
  expect((await mine()).done).toMatchObject({ outcome: "held", answers: { sex: "female" } });
});
