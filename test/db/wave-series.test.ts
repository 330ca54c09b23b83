import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { isWithheld } from "#analysis/score/withheld.ts";
import { connect, type Connection } from "#db/client.ts";
import { listWavesOfSeries } from "#db/queries/list-waves-of-series.ts";
import { readEstimationFrame } from "#db/queries/read-estimation-frame.ts";
import { readSeriesParts } from "#db/queries/read-series-parts.ts";
import { readWaveEstimates } from "#db/queries/read-wave-estimates.ts";
import { readWaveSeries } from "#db/queries/read-wave-series.ts";
import { waves, waveSeries } from "#db/schema/index.ts";
import { addAnsweredWave } from "./answered-wave.ts";
import { withCity } from "./with-city.ts";

const here = withCity();
let connection: Connection;
beforeAll(() => void (connection = connect(here.url)));
afterAll(() => connection.close());

const inYear = (year: number) => ({ startsOn: `${year}-01-01`, endsOn: `${year}-01-14` });
const DOMAIN = { domain: "district" };

async function seriesOf(id: string, status: string, parts: string[] | null = ["share"]) {
  const asked = { waves: [{ id, status }], dontKnow: "sheet", parts, totalsOf: DOMAIN } as const;
  return (await readWaveSeries(here.db, here.city.cityId, asked)).get(id);
}

const keptHeads = (waveId: string) =>
  here.db
    .select()
    .from(waveSeries)
    .where(and(eq(waveSeries.cityId, here.city.cityId), eq(waveSeries.waveId, waveId)));

test("the first who asks for a closed wave has its series made and kept; it holds the wave's estimates", async () => {
  const { cityId } = here.city;
  const waveId = await addAnsweredWave(connection, here.city, {
    ...inYear(2028),
    code: "jan",
    status: "closed",
  });
  const share = (await seriesOf(waveId, "closed"))!.get("share")!;
  const view = (await readWaveEstimates(here.db, cityId, waveId))!;
  [...view.streets, view.overall].forEach((figure, d) => {
    const kept = share.figures[d]!;
    if (isWithheld(kept) || isWithheld(figure)) throw new Error("withheld");
    expect(kept.estimate).toBeCloseTo(figure.share, 10);
    expect(Math.sqrt(kept.variance)).toBeCloseTo(figure.se, 10);
    expect(kept.n).toBe(figure.n);
  });
  const [first] = await keptHeads(waveId);
  await seriesOf(waveId, "closed");
  expect(await keptHeads(waveId)).toEqual([first]);
});

test("one domain's totals are the slice that all domains' totals have there", async () => {
  const { cityId } = here.city;
  const [, { id: waveId } = { id: "" }] = await listWavesOfSeries(here.db, cityId, here.city.districtId);
  const frame = await readEstimationFrame(here.db, cityId, waveId);
  const read = async (totalsOf: { domain: string } | "all" | null) =>
    (await readSeriesParts(here.db, cityId, { waveIds: [waveId], dontKnow: "sheet", parts: ["item/q02"], totalsOf })) // prettier-ignore
      .get(waveId)!
      .parts.get("item/q02")!;
  const all = await read("all");
  expect([...all.totals.keys()]).toEqual([...frame!.streets.map(({ id }) => id), "district"]);
  for (const domain of all.domains) {
    const one = await read({ domain });
    expect([...one.totals.keys()]).toEqual([domain]);
    expect(one.totals.get(domain)).toEqual(all.totals.get(domain));
    expect(one.totals.get(domain)!.household!.some((total) => total !== 0)).toBe(true);
  }
  expect((await read(null)).totals.size).toBe(0);
  expect((await read({ domain: "elsewhere" })).totals.size).toBe(0);
});

test("what a wave rests on has changed: its series is made again", async () => {
  const { cityId } = here.city;
  const waveId = await addAnsweredWave(connection, here.city, {
    ...inYear(2030),
    code: "feb",
    status: "closed",
  });
  const before = (await seriesOf(waveId, "closed"))!.get("share")!;
  await here.db
    .update(waves)
    .set({ lambda: 0.25 })
    .where(and(eq(waves.cityId, cityId), eq(waves.id, waveId)));
  const after = (await seriesOf(waveId, "closed"))!.get("share")!;
  expect([before.lambda, after.lambda]).toEqual([0.5, 0.25]);
  expect(after.figures).not.toEqual(before.figures);
});

test("an open wave is computed and not kept; a part that its questionnaire lacks has no entry", async () => {
  const { waveId } = here.city;
  const parts = await seriesOf(waveId, "open", ["share", "dimension/unknown"]);
  expect([...parts!.keys()]).toEqual(["share"]);
  expect(parts!.get("share")!.figures.map((figure) => isWithheld(figure) && figure.withheld.code)).toEqual(
    new Array(3).fill("mode-missing"),
  );
  expect(await keptHeads(waveId)).toEqual([]);
});

test("a closed wave without any answer is kept with every figure withheld", async () => {
  const code = { ...inYear(2032), code: "none", status: "closed", rows: 0 } as const;
  const waveId = await addAnsweredWave(connection, here.city, code);
  const parts = await seriesOf(waveId, "closed", null);
  expect(parts!.size).toBeGreaterThan(30);
  for (const { figures } of parts!.values()) expect(figures.every(isWithheld)).toBe(true);
});

test("waves of a series are those that were in the field, the earliest first", async () => {
  const list = await listWavesOfSeries(here.db, here.city.cityId, here.city.districtId);
  expect(list.map(({ code }) => code)).toEqual(["w1", "jan", "feb", "none"]);
});
