import { createRemixStub } from "@remix-run/testing";
import type { ComponentType } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { I18nextProvider } from "react-i18next";
import { beforeAll, expect, test, vi } from "vitest";
import { createI18n } from "#app/locales/create-i18n.ts";
import * as checks from "#app/routes/waves.$waveId.checks.tsx";
import * as losses from "#app/routes/waves.$waveId.losses.tsx";
import * as score from "#app/routes/waves.$waveId.score.tsx";
import type { Language } from "#surveys/vocabulary.ts";
import { withDatabase } from "#test/db/with-city.ts";
import { asked } from "./ask-route.ts";
import { HARD_WAVES, type HardWave } from "./hard-waves.ts";

const here = withDatabase();
// The router of the tests warns of its own layout effect.
beforeAll(() => {
  const quiet = vi.spyOn(console, "error").mockReturnValue();
  return () => quiet.mockRestore();
});

interface Page {
  loader: (args: never) => Promise<object>;
  default: ComponentType;
}
const PAGES: Record<string, Page> = { losses, checks, score };

/** A page as a person reads it, everything computed. */
async function read(page: Page, wave: HardWave, language: Language, query = ""): Promise<string> {
  const { analyst: viewer, waveId } = wave;
  const loaded = await page.loader(asked(here.db, { viewer, params: { waveId }, query }) as never);
  const data = Object.fromEntries(
    await Promise.all(Object.entries(loaded).map(async ([key, value]) => [key, await value] as const)),
  );
  const Stub = createRemixStub([{ id: "page", path: "/", Component: page.default, loader: () => data }]);
  const html = renderToStaticMarkup(
    <I18nextProvider i18n={createI18n(language)}>
      <Stub hydrationData={{ loaderData: { page: data } }} initialEntries={[`/${query}`]} />
    </I18nextProvider>,
  );
  return html.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");
}

/** What each page must say of each hard wave, in English. */
const SAYS: Partial<Record<keyof typeof HARD_WAVES, Record<string, RegExp>>> = {
  ordinary: {
    losses: /Most is lost at .* The largest: Item \d+ in/,
    checks: /moves the share most/,
    score: /w1 : \d+\.\d\d ± \d\.\d\d/,
  },
  "no response": {
    losses: /No cell can be set against the district yet/,
    checks: /there is no answer by/,
    score: /w1 : .*there is no answer by household visits/,
  },
  "a street where nobody answered": {
    losses: /in b 街道|in b street|in b/,
    checks: /there is no answer by/,
    score: /w1 : .*there is no answer by/,
  },
  "an item that all answered don't know": {
    losses: /nobody here has answered item 1/,
    checks: /nobody here has answered item 1/,
    score: /w1 : .*nobody here has answered item 1/,
  },
  "a street without intercepts": {
    losses: /no answer by street intercepts/,
    checks: /Household visits|Households only/,
    score: /w1 : .*no answer by street intercepts/,
  },
  "control totals that contradict": { losses: /Not given/, checks: /Not given/, score: /w1 : Not given/ },
  "raking that does not converge": { losses: /Not given/, checks: /Not given/, score: /w1 : Not given/ },
  "everybody answered alike": {
    losses: /all answers are the same/,
    checks: /all answers are the same/,
    score: /w1 : .*all answers are the same/,
  },
};

// Comments are on none of these pages, and thousands of them take long to make.
const { "10,000 comments": _, ...WAVES } = HARD_WAVES;

test.each(Object.keys(WAVES) as (keyof typeof WAVES)[])(
  "%s: losses, checks and the whole score say what is known, never NaN, in both languages",
  async (name) => {
    const wave = await WAVES[name](here.db);
    for (const [path, page] of Object.entries(PAGES)) {
      for (const language of ["en", "zh-CN"] as const) {
        const text = await read(
          page,
          wave,
          language,
          path === "losses" ? "?rows=dimension&dimension=level" : "",
        );
        expect(text, `${path} ${language}`).not.toMatch(/NaN|undefined|Infinity|\{\{|\[object|withheld\./);
        expect(text.length).toBeGreaterThan(400);
      }
      const says = SAYS[name]?.[path];
      if (says) expect(await read(page, wave, "en"), path).toMatch(says);
    }
  },
  120_000,
);

test("one way of asking and the other rule are read from the address; a stranger finds nothing", async () => {
  const wave = await HARD_WAVES.ordinary(here.db);
  const combined = await read(losses, wave, "en");
  expect(await read(losses, wave, "en", "?way=household")).not.toBe(combined);
  expect(await read(losses, wave, "en", "?way=nonsense&dimension=nonsense&dontKnow=nonsense")).toBe(combined);
  const other = await HARD_WAVES["no response"](here.db);
  for (const page of Object.values(PAGES)) {
    const asking = asked(here.db, { viewer: other.analyst, params: { waveId: wave.waveId } });
    await expect(page.loader(asking as never)).rejects.toMatchObject({ status: 404 });
    const nobody = asked(here.db, { viewer: null, params: { waveId: wave.waveId } });
    await expect(page.loader(nobody as never)).rejects.toMatchObject({ status: 401 });
  }
});
