import { performance } from "node:perf_hooks";
import type { Page } from "playwright-core";
import { RIGHTS } from "#app/rights.ts";
import { connect } from "#db/client.ts";
import { signInToDesk } from "#test/e2e/drive-desk.ts";
import { openBrowser } from "#test/set-up/browser.ts";
import { isPackagedChromiumUsable, unpackChromium } from "#test/set-up/unpack-chromium.ts";
import { startBenchSite } from "../bench-site.ts";
import { makeDeskCity, PASSWORD } from "./desk-city.ts";
import { makeDeskHistory } from "./desk-history.ts";

const WAVES = 36;
const RESPONSES = 3000;
const TIMES = 20;
const PAGE_LIMIT = 200;
const INTERACTION_LIMIT = 100;

/** The analyst's pages, where they are: name, route, path below the wave. */
const PAGES = [
  ["overview", "_index", ""],
  ["streets", "streets._index", "/streets"],
  ["street", "streets.$streetId", "/streets/STREET"],
  ["losses", "losses", "/losses"],
  ["trends", "trends._index", "/trends"],
  ["trends of a street's item", "trends._index", "/trends?street=STREET&part=item/q02"],
  ["compare", "trends.compare", "/trends/compare"],
  ["checks", "checks", "/checks"],
  ["score", "score", "/score"],
  ["publish", "publish", "/publish"],
  ["report", "report", "/report"],
  ["data", "data._index", "/data"],
] as const;

/** Server times of the analyst's pages, and how long their controls take in a browser, with a long history. */
export async function measureDesk(databaseUrl: string, print: (line: string) => void): Promise<void> {
  const connection = connect(databaseUrl);
  const began = performance.now();
  const city = await makeDeskCity(connection.db);
  const { waveId } = await makeDeskHistory(connection, city, WAVES, RESPONSES);
  await connection.close();
  const seconds = ((performance.now() - began) / 1000).toFixed(0);
  print(
    `The desk: ${WAVES} waves, ${city.streets.length} streets, ${city.sheet.items.length} items, ` +
      `${RESPONSES.toLocaleString("en")} responses in the open wave (made in ${seconds} s); marks ${PAGE_LIMIT} and ${INTERACTION_LIMIT} ms`,
  );
  const pages = PAGES.filter(([, route]) => `routes/waves.$waveId.${route}` in RIGHTS).map(
    ([name, , path]) => [name, `/waves/${waveId}${path.replace("STREET", city.streets[0]!.id)}`] as const,
  );
  // Cold: a program that has just been started, and is asked for this page first.
  const cold = new Map<string, number>();
  for (const [name, path] of pages) {
    const site = await startBenchSite(databaseUrl);
    try {
      const cookie = await signInByForm(site.port, city.code);
      await timeOf(site.port, "/waves", cookie);
      cold.set(name, await timeOf(site.port, path, cookie));
    } finally {
      await site.stop();
    }
  }
  const site = await startBenchSite(databaseUrl);
  try {
    const cookie = await signInByForm(site.port, city.code);
    for (const [name, path] of pages) {
      await timeOf(site.port, path, cookie);
      const times: number[] = [];
      for (let k = 0; k < TIMES; k++) times.push(await timeOf(site.port, path, cookie));
      times.sort((a, b) => a - b);
      const [median, slowest] = [times[TIMES / 2]!, times.at(-1)!];
      const over = median > PAGE_LIMIT ? "  over" : "";
      print(
        `${name.padEnd(26)} median ${ms(median)}, slowest ${ms(slowest)}, first after a start ${ms(cold.get(name)!)}${over}`,
      );
    }
    await measureInteractions(`http://127.0.0.1:${site.port}`, waveId, print);
  } finally {
    await site.stop();
  }
}

const ms = (time: number) => `${time.toFixed(0).padStart(5)} ms`;

async function signInByForm(port: number, city: string): Promise<string> {
  const body = new URLSearchParams({ city, login: "analyst", password: PASSWORD, returnTo: "/waves" });
  const origin = `http://127.0.0.1:${port}`;
  const page = await (await fetch(`${origin}/sign-in`)).text();
  // The city may be named by its id or code: the form says which.
  const option = new RegExp(`value="([^"]+)"[^>]*>[^<]*(?:测速市|Bench City)`).exec(page)?.[1];
  body.set("city", option ?? /name="city"[^>]*value="([^"]+)"/.exec(page)?.[1] ?? city);
  const answer = await fetch(`${origin}/sign-in`, {
    ...{ method: "POST", body, redirect: "manual", headers: { Origin: origin } },
  });
  const cookie = answer.headers.get("set-cookie")?.split(";")[0];
  if (!cookie) throw new Error(`signing in answered ${answer.status}`);
  return `${cookie}; language=en`;
}

/** From the request to the last byte of the page. */
async function timeOf(port: number, path: string, cookie: string): Promise<number> {
  const began = performance.now();
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, { headers: { Cookie: cookie } });
  await answer.arrayBuffer();
  if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`);
  return performance.now() - began;
}

type Print = (line: string) => void;

/** From a click or a choice until the page shows it: sorting, another street, another item, the other language. */
async function measureInteractions(origin: string, waveId: string, print: Print): Promise<void> {
  if (isPackagedChromiumUsable() && !process.env.CHROMIUM_PATH) unpackChromium();
  const browser = await openBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, locale: "en-GB" });
    await page.addInitScript(giveUntilShown);
    await signInToDesk(page, origin, "analyst", PASSWORD);
    const interactions: [
      name: string,
      path: string,
      act: (page: Page, turn: number) => Promise<number | null>,
    ][] = [
      ["trends: choose a street", "/trends", (on, turn) => choose(on, "select[name=street]", turn + 1)],
      ["trends: choose an item", "/trends", (on, turn) => choose(on, "select[name=part]", turn + 1)],
      ["compare: choose a wave", "/trends/compare", (on, turn) => choose(on, "select[name=with]", turn + 1)],
      ["streets: sort the table", "/streets", (on) => press(on, "main table thead a")],
      ["streets: choose a filter", "/streets", (on, turn) => choose(on, "main select", turn)],
      ["losses: choose in the chart", "/losses", (on, turn) => choose(on, "main select", turn)],
      ["switch the language", "", (on) => press(on, "form[action*='/language'] button")],
    ];
    for (const [name, path, act] of interactions) {
      if (path !== "" && !reached(path)) continue;
      await page.goto(`${origin}/waves/${waveId}${path}`);
      await page.waitForLoadState("load");
      await page.waitForTimeout(500);
      const times: number[] = [];
      for (let turn = 0; turn < 10; turn++) {
        const time = await act(page, turn);
        if (time !== null) times.push(time);
      }
      times.sort((a, b) => a - b);
      if (times.length === 0) continue;
      const median = times[Math.floor(times.length / 2)]!;
      const over = median > INTERACTION_LIMIT ? "  over" : "";
      print(`${name.padEnd(28)} median ${ms(median)}, slowest ${ms(times.at(-1)!)}${over}`);
    }
  } finally {
    await browser.close();
  }
}

const reached = (path: string) =>
  ["", "._index"].some((end) => `routes/waves.$waveId${path.replaceAll("/", ".")}${end}` in RIGHTS);

/** Chooses one of the options; null where there is no such list, or nothing else to choose. */
async function choose(page: Page, selector: string, turn: number): Promise<number | null> {
  const list = page.locator(selector).first();
  if ((await list.count()) === 0) return null;
  return list.evaluate((element, place) => {
    const select = element as HTMLSelectElement;
    const option = select.options[place % select.options.length]!;
    if (option.value === select.value) return null;
    return Reflect.get(
      window,
      "untilShown",
    )?.(() => {
      select.value = option.value;
      select.dispatchEvent(new Event("change", { bubbles: true }));
    }) as Promise<number>;
  }, turn);
}

/** Gives the page a function that acts and tells how long it took until its text was another, painted. */
function giveUntilShown(): void {
  Reflect.set(window, "untilShown", (act: () => void) => {
    const text = () => document.querySelector("main")?.textContent;
    const before = text();
    const began = performance.now();
    return new Promise<number | null>((resolve) => {
      const observer = new MutationObserver(() => {
        if (text() === before) return;
        observer.disconnect();
        requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - began)));
      });
      observer.observe(document, { childList: true, subtree: true, characterData: true });
      setTimeout(() => (observer.disconnect(), resolve(null)), 5000);
      act();
    });
  });
}

async function press(page: Page, selector: string): Promise<number | null> {
  const control = page.locator(selector).first();
  if ((await control.count()) === 0) return null;
  return control.evaluate(
    (element) =>
      Reflect.get(window, "untilShown")?.(() => (element as HTMLElement).click()) as Promise<number>,
  );
}
