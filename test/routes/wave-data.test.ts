import { and, eq } from "drizzle-orm";
import Papa from "papaparse";
import { beforeAll, expect, test } from "vitest";
import { loader as losses } from "#app/routes/api.waves.$waveId.losses.ts";
import { loader as file } from "#app/routes/waves.$waveId.data.$file.ts";
import { loader as page } from "#app/routes/waves.$waveId.data._index.tsx";
import type { Viewer } from "#db/queries/find-viewer.ts";
import { auditLog, streets } from "#db/schema/index.ts";
import { storeRecord } from "#db/queries/store-record.ts";
import { bytesOf, householdResponse, roster } from "#test/db/tiny-records.ts";
import { withDatabase } from "#test/db/with-city.ts";
import { answerTo, asked } from "./ask-route.ts";
import { type BusyCity, makeBusyCity } from "./busy-city.ts";

const here = withDatabase();
let city: BusyCity;
beforeAll(async () => {
  city = await makeBusyCity(here.db);
  for (const home of city.ownHouseholds.slice(2, 4)) {
    for (const [kind, fields] of [
      ["rosters", roster(city, home)],
      ["responses", householdResponse(city, home)],
    ] as const) {
      const record = { kind, bytes: bytesOf(fields), viewer: city.volunteer, expectedCityId: city.cityId };
      await storeRecord(here.db, { ...record, language: "en" });
    }
  }
  await here.db
    .update(streets)
    .set({ nameZh: "=cmd，“临溪”", nameEn: '=1+1, "East"' })
    .where(and(eq(streets.cityId, city.cityId), eq(streets.code, "s1")));
});

const get = (name: string, viewer: Viewer = city.analyst, query = "") =>
  answerTo(() =>
    file(asked(here.db, { viewer, params: { waveId: city.waveId, file: name }, query }) as never),
  );

test("interviews hold the answers and no name, address or comment, and taking them is written down", async () => {
  const { status, text, response } = await get("units.csv");
  expect(status).toBe(200);
  expect(response!.headers.get("Content-Disposition")).toContain("filename*=UTF-8''w1-units.csv");
  const { data } = Papa.parse<Record<string, string>>(text.slice(1), { header: true, skipEmptyLines: true });
  expect(data.map(({ mode }) => mode)).toEqual(["household", "household"]);
  expect(Object.keys(data[0]!).slice(0, 10).join(" ")).toBe(
    "id mode stratum psu street street_code age_band sex weight_base weight_final",
  );
  expect(Object.keys(data[0]!).join(" ")).not.toMatch(/name|address|comment|user|started/);
  expect(Number(data[0]!.weight_base)).toBeGreaterThan(0);
  const log = await here.db
    .select()
    .from(auditLog)
    .where(and(eq(auditLog.cityId, city.cityId), eq(auditLog.action, "download-interviews")));
  expect(log).toHaveLength(1);
  expect(log[0]).toMatchObject({ userId: city.analyst.userId, subjectId: city.waveId });
});

test("every file is there, also when nothing can be estimated; a formula in a name stays text", async () => {
  for (const name of ["streets", "items", "losses"]) {
    const csv = await get(`${name}.csv`);
    expect(csv.status, name).toBe(200);
    expect(csv.text).not.toMatch(/NaN|undefined|(^|[,\n])=/);
    const { data } = Papa.parse<Record<string, string>>(csv.text.slice(1), { header: true });
    expect(data.every((row) => Boolean(row.withheld))).toBe(true);
    const json = JSON.parse((await get(`${name}.json`)).text) as unknown[];
    expect(json).toHaveLength(data.length);
    const { response } = await get(`${name}.xlsx`);
    expect(new Uint8Array(await response!.arrayBuffer()).subarray(0, 2)).toEqual(Uint8Array.of(0x50, 0x4b));
  }
  expect((await get("streets.csv")).text).toContain(`'=1+1, ""East""`);
  for (const name of ["units.R", "units.sps", "units.do"]) {
    const { status, text } = await get(name);
    expect(status).toBe(200);
    expect(text).toContain("w1-units.csv");
  }
  const { units } = JSON.parse((await get("units.json")).text) as { units: unknown[] };
  expect(units).toHaveLength(2);
});

test("what is no file, and a wave that a person has no right to, is not there", async () => {
  for (const name of ["units.xlsx", "streets.R", "constructor.csv", "streets.constructor", "x"])
    expect((await get(name)).status, name).toBe(404);
  for (const name of ["units.csv", "streets.csv", "units.R"])
    expect((await get(name, city.volunteer)).status, name).toBe(404);
  const asking = (viewer: Viewer | null) =>
    answerTo(() => page(asked(here.db, { viewer, params: { waveId: city.waveId } }) as never));
  expect((await asking(city.supervisor)).status).toBe(404);
  expect((await asking(null)).status).toBe(401);
  expect((await asking(city.analyst)).status).toBe(200);
});

test("a download that is given up gives its place back, and a third at once is asked to wait", async () => {
  const [one, two, three] = [await unread(), await unread(), await unread()];
  expect([one.status, two.status, three.status]).toEqual([200, 200, 503]);
  expect(three.headers.get("Retry-After")).toBe("60");
  await Promise.all([one.body!.cancel(), two.body!.cancel()]);
  await expect.poll(async () => (await get("units.csv")).status).toBe(200);
});

/** The answer, its body unread. */
async function unread(): Promise<Response> {
  const params = { waveId: city.waveId, file: "units.csv" };
  return file(asked(here.db, { viewer: city.analyst, params }) as never);
}

test("points lost as JSON: every street and item with a sentence where nothing can be said; odd questions are problems", async () => {
  const ask = async (query: string, waveId = city.waveId) => {
    const response = await losses(
      asked(here.db, { viewer: city.analyst, params: { waveId }, query }) as never,
    );
    return { status: response.status, body: (await response.json()) as Record<string, never> };
  };
  const { status, body } = await ask("");
  expect(status).toBe(200);
  expect(body).toMatchObject({ detail: "item", dontKnow: "sheet", lambda: 0.5 });
  expect(JSON.stringify(body)).not.toMatch(/NaN|undefined/);
  expect((await ask("?detail=total")).body.domains).toHaveLength(3);
  expect((await ask("?detail=street")).body).toMatchObject({
    status: 400,
    type: "urn:wenjie:problem:unknown-detail",
  });
  expect((await ask("?dontKnow=never")).status).toBe(400);
  expect((await ask("", "no-wave")).status).toBe(404);
});
