import { v7 as uuidv7 } from "uuid";
import { expect, test } from "vitest";
import { isWithheld } from "#analysis/score/withheld.ts";
import { loader } from "#app/routes/api.waves.$waveId.estimates.ts";
import { readWaveEstimates } from "#db/queries/read-wave-estimates.ts";
import { storeRecord } from "#db/queries/store-record.ts";
import { makeTinyCity } from "./tiny-city.ts";
import * as tiny from "./tiny-records.ts";
import { withCity } from "./with-city.ts";

const here = withCity();

interface WithheldJson {
  withheld: { code: string; sentence: string };
}

async function get(waveId: string, language: string, query = "") {
  const request = new Request(`http://localhost/api/waves/${waveId}/estimates${query}`, {
    headers: { Cookie: `language=${language}` },
  });
  const context = { database: here.db, viewer: here.city.analyst };
  const response = await loader({ request, params: { waveId }, context } as unknown as Parameters<
    typeof loader
  >[0]);
  return { status: response.status, type: response.headers.get("Content-Type"), body: await response.json() };
}

test("a wave without any answer has every figure withheld, with a sentence in the reader's language", async () => {
  const sentences = await Promise.all(
    ["zh-CN", "en"].map(async (language) => {
      const { status, body } = await get(here.city.waveId, language);
      expect(status).toBe(200);
      expect(body).toMatchObject({
        wave: { id: here.city.waveId, code: "w1" },
        lambda: 0.5,
        dontKnow: "sheet",
      });
      expect(body.streets).toHaveLength(2);
      expect(body.items).toHaveLength(23);
      const figures: WithheldJson[] = [
        body.overall,
        body.online,
        body.overallItem,
        ...body.streets,
        ...body.items,
      ];
      for (const { withheld } of figures) {
        expect(Object.keys(withheld)).toEqual(["code", "sentence"]);
        expect(withheld.sentence.length).toBeGreaterThan(8);
        expect(withheld.sentence).not.toMatch(/undefined|withheld|\{\{/);
      }
      expect(body.overall).toMatchObject({ received: 0, flags: [] });
      return body.overall.withheld.sentence as string;
    }),
  );
  expect(sentences[0]).toMatch(/[一-鿿]/);
  expect(sentences[1]).toMatch(/^[ -~’]+$/);
});

test("an unknown wave, one of another city and a wrong id are 404, an unknown rule 400, as problem JSON", async () => {
  const elsewhere = await makeTinyCity(here.db);
  for (const id of [uuidv7(), elsewhere.waveId, "nonsense"]) {
    const { status, type, body } = await get(id, "en");
    expect([status, type]).toEqual([404, "application/problem+json"]);
    expect(body).toMatchObject({ status: 404, title: "There is no such wave" });
  }
  expect((await get(here.city.waveId, "en", "?dontKnow=both")).status).toBe(400);
  expect((await get(here.city.waveId, "en", "?dontKnow=other")).body.dontKnow).toBe("other");
  expect(await readWaveEstimates(here.db, here.city.cityId, "nonsense")).toBeNull();
});

test("what was received stands beside what counts, at once", async () => {
  const [home] = here.city.ownHouseholds;
  const send = async (kind: "rosters" | "responses", fields: tiny.Fields) =>
    storeRecord(here.db, {
      ...{
        kind,
        bytes: tiny.bytesOf(fields),
        viewer: here.city.volunteer,
        expectedCityId: null,
        language: "en",
      },
    });
  await send("responses", tiny.householdResponse(here.city, home!));
  await send("responses", tiny.onlineResponse(here.city));
  await send("responses", tiny.onlineResponse(here.city));
  const view = await readWaveEstimates(here.db, here.city.cityId, here.city.waveId);
  expect(view?.overall.received).toBe(1);
  expect(view?.streets.map(({ received }) => received)).toEqual([1, 0]);
  expect(view?.streets[0]?.byMode.household.received).toBe(1);
  expect(view?.online.received).toBe(2);
  expect(isWithheld(view!.online)).toBe(true);
});
