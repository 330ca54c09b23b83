import { beforeAll, expect, test } from "vitest";
import { isWithheld } from "#analysis/score/withheld.ts";
import { readPreviousWave } from "#db/queries/read-previous-wave.ts";
import { readWaveEstimates } from "#db/queries/read-wave-estimates.ts";
import { HARD_WAVES, makeWavePair } from "#test/routes/hard-waves.ts";
import { setWaveStatus } from "./tiny-city.ts";
import { withDatabase } from "./with-city.ts";

const here = withDatabase();
let pair: Awaited<ReturnType<typeof makeWavePair>>;
beforeAll(async () => {
  pair = await makeWavePair(here.db);
});

const codeOf = (figure: object) => (isWithheld(figure) ? figure.withheld.code : null);

/** Why the district's share and those of the five streets are withheld, null where they are not. */
const REASONS: Record<keyof typeof HARD_WAVES, [district: string | null, ...streets: (string | null)[]]> = {
  ordinary: [null, null, null, null, null, null],
  "no response": Array(6).fill("mode-missing") as [string, ...string[]],
  "a street of one PSU": Array(6).fill("lonely-psu") as [string, ...string[]],
  "a street where nobody answered": ["mode-missing", null, "mode-missing", null, null, null],
  "an item that all answered don't know": Array(6).fill("item-unanswered") as [string, ...string[]],
  "a street without intercepts": ["mode-missing", null, null, "mode-missing", null, null],
  "control totals that contradict": Array(6).fill("margin-without-population") as [string, ...string[]],
  "raking that does not converge": Array(6).fill("raking-did-not-converge") as [string, ...string[]],
  "everybody answered alike": Array(6).fill("no-variation") as [string, ...string[]],
  "10,000 comments": [null, null, null, null, null, null],
  "a name with quotes, commas and =cmd": [null, null, null, null, null, null],
};

for (const [name, reasons] of Object.entries(REASONS))
  test(`a hard wave is hard for the reason that it is named for: ${name}`, async () => {
    const wave = await HARD_WAVES[name as keyof typeof HARD_WAVES](here.db);
    const view = await readWaveEstimates(here.db, wave.cityId, wave.waveId);
    expect([view!.overall, ...view!.streets].map(codeOf)).toEqual(reasons);
  });

test("the previous wave is the latest of the district that began earlier, was fielded and has answers", async () => {
  const { cityId, waveId, previousId } = pair;
  expect(await readPreviousWave(here.db, cityId, waveId)).toMatchObject({ id: previousId, code: "w0" });
  expect(await readPreviousWave(here.db, cityId, previousId)).toBeNull();
  expect(await readPreviousWave(here.db, cityId, "nonsense")).toBeNull();
  await setWaveStatus(here.db, cityId, previousId, "drawn");
  expect(await readPreviousWave(here.db, cityId, waveId)).toBeNull();
});

test("a wave that nobody answered is nobody's previous one, unless it was published", async () => {
  const wave = await makeWavePair(here.db, { answers: () => false });
  expect(await readPreviousWave(here.db, wave.cityId, wave.waveId)).toBeNull();
  await setWaveStatus(here.db, wave.cityId, wave.previousId, "published");
  expect(await readPreviousWave(here.db, wave.cityId, wave.waveId)).toMatchObject({ id: wave.previousId });
});
