import { performance } from "node:perf_hooks";
import { RIGHTS } from "#app/rights.ts";
import { connect } from "#db/client.ts";
import { startBenchSite } from "../bench-site.ts";
import { makeDeskCity, PASSWORD } from "./desk-city.ts";
import { makeDeskHistory } from "./desk-history.ts";
import { measureInteractions } from "./measure-interactions.ts";

const WAVES = 36;
const RESPONSES = 3000;
const TIMES = 20;
const PAGE_LIMIT = 200;
/** After its start the program makes the pages of the latest waves ready. */
const SOON_MS = 5000;

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
      `${RESPONSES.toLocaleString("en")} responses in the open wave (made in ${seconds} s); marks 200 ms a page, 100 ms an interaction`,
  );
  const pages = PAGES.filter(([, route]) => `routes/waves.$waveId.${route}` in RIGHTS).map(
    ([name, , path]) => [name, `/waves/${waveId}${path.replace("STREET", city.streets[0]!.id)}`] as const,
  );
  const cold = new Map<string, { atOnce: number; soon: number }>();
  for (const [name, path] of pages) {
    const first = (wait: number) => timeAfterStart(databaseUrl, city.code, path, wait);
    cold.set(name, { atOnce: await first(0), soon: await first(SOON_MS) });
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
        `${name.padEnd(26)} median ${ms(median)}, slowest ${ms(slowest)}, ` +
          `first after a start: at once ${ms(cold.get(name)!.atOnce)}, after 5 s ${ms(cold.get(name)!.soon)}${over}`,
      );
    }
    await measureInteractions(`http://127.0.0.1:${site.port}`, waveId, print);
  } finally {
    await site.stop();
  }
}

/** Of the first page that a program just started is asked for, some time after its start. */
async function timeAfterStart(
  databaseUrl: string,
  city: string,
  path: string,
  wait: number,
): Promise<number> {
  const site = await startBenchSite(databaseUrl);
  try {
    await new Promise((done) => setTimeout(done, wait));
    const cookie = await signInByForm(site.port, city);
    await timeOf(site.port, "/waves", cookie);
    return await timeOf(site.port, path, cookie);
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
