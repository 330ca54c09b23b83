import type { LoaderFunctionArgs } from "@remix-run/node";
import { expect, test } from "vitest";
import { loader as file } from "#app/routes/waves.$waveId.data.$file.ts";
import Data, { loader as data } from "#app/routes/waves.$waveId.data._index.tsx";
import Report, { loader as report, meta } from "#app/routes/waves.$waveId.report.tsx";
import { publishWave } from "#db/queries/publish-wave.ts";
import { LANGUAGES } from "#surveys/vocabulary.ts";
import { withDatabase } from "#test/db/with-city.ts";
import { answerTo, asked } from "./ask-route.ts";
import { HARD_WAVES, type HardWave, makeWavePair, ODD_NAME } from "./hard-waves.ts";
import { renderPage, textOf } from "./render-page.tsx";

const here = withDatabase();

const ask = ({ waveId, analyst }: HardWave, query = "", name = "") =>
  asked(here.db, { viewer: analyst, params: { waveId, file: name }, query }) as unknown as LoaderFunctionArgs;

const FILES = ["streets.csv", "items.csv", "losses.csv", "units.csv", "units.json", "units.R", "units.sps", "units.do"]; // prettier-ignore

// Neither shows comments.
const { "10,000 comments": _, ...WAVES } = HARD_WAVES;

for (const [name, make] of Object.entries(WAVES))
  test(`the notice, the data page and every file say what is known of a hard wave: ${name}`, async () => {
    const wave = await make(here.db);
    for (const language of LANGUAGES) {
      const notice = await report(ask(wave, `?lang=${language}`));
      const html = renderPage(Report, notice, language === "en" ? "zh-CN" : "en");
      const paper = html.slice(html.indexOf("<article"));
      const text = textOf(paper);
      expect(text).not.toMatch(
        /NaN|undefined|Infinity|\[object|\{\{|(?:report|streets|overview|waves):[a-z]/,
      );
      expect(text).toMatch(
        language === "en"
          ? /How it was done .* Provisional|Provisional .* How it was done/
          : /暂定结果.*怎样得出/,
      );
      expect(paper).toContain(`lang="${language}"`);
      const page = textOf(renderPage(Data, await data(ask(wave)), language));
      expect(page).not.toMatch(/NaN|undefined|\{\{|data:[a-z]/);
    }
    for (const each of FILES) {
      const { status, text } = await answerTo(() => file(ask(wave, "", each)));
      expect(status, each).toBe(200);
      expect(text, each).not.toMatch(/NaN[,;\r\n]|undefined|(^|[,\n])=/);
    }
  }, 60_000);

test("an odd name is written whole on the notice and in every file, and runs nowhere", async () => {
  const wave = await HARD_WAVES["a name with quotes, commas and =cmd"](here.db);
  const page = renderPage(Report, await report(ask(wave, "?lang=en")), "en");
  expect(textOf(page.replaceAll("&lt;", "‹").replaceAll("&gt;", "›"))).toContain(
    ODD_NAME.replaceAll("<", "‹").replaceAll(">", "›"),
  );
  const csv = (await answerTo(() => file(ask(wave, "", "streets.csv")))).text;
  expect(csv).toContain(`"'${ODD_NAME.replaceAll('"', '""')}"`);
  const script = (await answerTo(() => file(ask(wave, "", "units.R")))).text;
  expect(script).toContain(ODD_NAME.replaceAll("\\", "\\\\").replaceAll('"', '\\"'));
});

test("the notice tells of change, target and losses, and of a published wave by whom, when and with which hash", async () => {
  const wave = await makeWavePair(here.db);
  const before = await report(ask(wave, "?lang=en"));
  expect(before.report.stamp.published).toBeNull();
  const text = textOf(renderPage(Report, before, "en"));
  expect(text).toMatch(/Since Wave w0: \+\d\.\d\d ± \d\.\d\d/);
  expect(text).toMatch(/target of 16\.00/);
  expect(before.report.losses.length).toBe(8);
  expect(text).toContain("response rate");
  const { cityId, waveId, administrator } = wave;
  const wish = { waveId, userId: administrator.userId, now: new Date(), fingerprint: null };
  expect(await publishWave(here.db, cityId, wish)).toMatchObject({ status: "published" });
  const after = await report(ask(wave, "?lang=zh-CN"));
  const { stamp } = after.report;
  expect(stamp.published?.by).toBe(administrator.name);
  expect(stamp.hash).toMatch(/^[0-9a-f]{64}$/);
  const paper = textOf(renderPage(Report, after, "en"));
  expect(paper).toContain("正式发布，已冻结");
  expect(paper).toContain(stamp.hash);
  expect((await report(ask(wave, "?lang=zh-CN"))).report.stamp.hash).toBe(stamp.hash);
  expect(meta({ data: after } as never)).toEqual([{ title: "w1 w1轮 通报" }]);
});
