import Papa from "papaparse";
import { beforeAll, expect, test } from "vitest";
import * as estimates from "#app/routes/api.waves.$waveId.estimates.ts";
import * as ranks from "#app/routes/api.waves.$waveId.ranks.ts";
import * as interviews from "#app/routes/fieldwork.$waveId.interviews._index.tsx";
import * as overview from "#app/routes/waves.$waveId._index.tsx";
import * as checks from "#app/routes/waves.$waveId.checks.tsx";
import * as file from "#app/routes/waves.$waveId.data.$file.ts";
import * as dataPage from "#app/routes/waves.$waveId.data._index.tsx";
import * as losses from "#app/routes/waves.$waveId.losses.tsx";
import * as publish from "#app/routes/waves.$waveId.publish.tsx";
import * as report from "#app/routes/waves.$waveId.report.tsx";
import * as score from "#app/routes/waves.$waveId.score.tsx";
import * as street from "#app/routes/waves.$waveId.streets.$streetId.tsx";
import * as streets from "#app/routes/waves.$waveId.streets._index.tsx";
import * as trends from "#app/routes/waves.$waveId.trends._index.tsx";
import { withDatabase } from "#test/db/with-city.ts";
import { answerTo, asked } from "./ask-route.ts";
import { HARD_WAVES, type HardWave } from "./hard-waves.ts";

const here = withDatabase();
let wave: HardWave;
beforeAll(async () => {
  wave = await HARD_WAVES["10,000 comments"](here.db);
}, 60_000);

const COMMENT = /路灯坏了 \d|<script>alert/g;
const ask = (params: Record<string, string> = {}, query = "") =>
  asked(here.db, { viewer: wave.administrator, params: { waveId: wave.waveId, ...params }, query }) as never;

/** What a page sends to the browser at most, in letters: the figures of five streets and thirty questions. */
const LONGEST = 100_000;

test("no page of the desk carries 10,000 comments: a street's has a page of fifty, the others none", async () => {
  const others = { overview, streets, losses, trends, checks, score, publish, report, data: dataPage, interviews, estimates, ranks }; // prettier-ignore
  for (const [name, { loader }] of Object.entries({ street, ...others })) {
    const { status, text } = await answerTo(() => loader(ask({ streetId: wave.streetIds[0]! })));
    expect(status, name).toBe(200);
    expect(text.length, name).toBeLessThan(LONGEST);
    expect(text, name).not.toMatch(/NaN|Infinity/);
    expect(text.match(COMMENT)?.length ?? 0, name).toBe(name === "street" ? 50 : 0);
  }
});

test("10,000 comments of volunteers are told as received and do not count in the share", async () => {
  const { overview: page } = await overview.loader(ask());
  const { view } = page;
  expect(view.online.received).toBeGreaterThanOrEqual(10_000);
  expect(view.overall).toMatchObject({ n: view.overall.received });
  expect((await dataPage.loader(ask())).received).toBe(view.overall.received + view.online.received);
});

test("no file holds a comment, and each is whole", async () => {
  const scripts = ["units.R", "units.sps", "units.do"];
  const tables = ["streets.csv", "items.csv", "losses.csv", "streets.json", "items.json", "losses.json"];
  for (const name of [...scripts, ...tables, "streets.xlsx", "units.json", "units.csv"]) {
    const { status, text } = await answerTo(() => file.loader(ask({ file: name })));
    expect(status, name).toBe(200);
    expect(text, name).not.toMatch(COMMENT);
  }
  const { text } = await answerTo(() => file.loader(ask({ file: "units.csv" })));
  const { data } = Papa.parse<Record<string, string>>(text.slice(1), { header: true, skipEmptyLines: true });
  const { overview: page } = await overview.loader(ask());
  const asked = data.filter(({ mode }) => mode !== "online");
  expect(asked).toHaveLength("n" in page.view.overall ? page.view.overall.n : 0);
});
