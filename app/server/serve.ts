import { randomInt } from "node:crypto";
import { setMaxListeners } from "node:events";
import type { RequestListener, Server } from "node:http";
import type { Connection } from "#db/client.ts";
import { listCities } from "#db/queries/list-cities.ts";
import { announce } from "./announce.ts";
import { createApp, type SiteFiles } from "./create-app.ts";
import { demoSignIns, fillDemo, isDemoDue } from "./demo-data.ts";
import { type Environment, isPrivate } from "./environment.ts";
import { createRateLimits } from "./http/rate-limits.ts";
import { addressesOf, drain, listen, tryListening } from "./listen.ts";
import { createLogger } from "./logger.ts";
import { openDatabase } from "./open-database.ts";
import { operatorText } from "./operator-text.ts";
import type { Shutdown } from "./shutdown.ts";
import { buildSite, CLIENT_FILES, fingerprint, isBuilt, loadBuild, ROOT } from "./site-build.ts";
import { warmUp } from "./warm-up.ts";

async function builtFiles(): Promise<SiteFiles> {
  if (!isBuilt(fingerprint())) {
    console.log(operatorText("building"));
    await buildSite();
  }
  return { build: await loadBuild(), directory: CLIENT_FILES };
}

/** Vite's own server within ours: changes are seen at once. */
async function developmentFiles(shutdown: Shutdown): Promise<SiteFiles> {
  const { createServer } = await import("vite");
  const vite = await createServer({
    root: ROOT,
    configFile: `${ROOT}/remix.config.js`,
    server: { middlewareMode: true },
    appType: "custom",
  });
  shutdown.add(() => vite.close());
  const build = async () => (await vite.ssrLoadModule("virtual:remix/server-build")) as never;
  return { build, directory: null, vite: vite.middlewares as never };
}

/** Eight digits that only who sees the terminal knows, where a stranger could be the first to open the site. */
async function setUpCodeFor(connection: Connection, environment: Environment): Promise<string | null> {
  if (isPrivate(environment) || (await listCities(connection.db)).length > 0) return null;
  return String(randomInt(10_000_000, 100_000_000));
}

/**
 * Everything from an empty directory to a site that answers.
 *
 * @throws {StartError} what stands in the way, in a sentence
 */
export async function serve(
  environment: Environment,
  shutdown: Shutdown,
  options: { development: boolean; stop: () => void },
): Promise<Server> {
  await tryListening(environment);
  // The database first: its lock keeps a second start from rebuilding the files that a running site serves.
  const connection = await openDatabase(environment, shutdown, options.stop);
  const files = options.development ? await developmentFiles(shutdown) : await builtFiles();
  if (await isDemoDue(connection, environment)) await fillDemo(connection, environment);
  const setUpCode = await setUpCodeFor(connection, environment);
  const log = createLogger(environment);
  const stopping = new AbortController();
  // As many as there are open pages wait for it.
  setMaxListeners(0, stopping.signal);
  const limits = createRateLimits();
  const site = { environment, connection, log, limits, setUpCode, stopping: stopping.signal };
  const app = createApp(site, files);
  // Before anybody can come in: a password that everybody knows must not meet the network.
  const notice = await demoSignIns(connection, environment);
  const server = await listen(environment, app as unknown as RequestListener);
  shutdown.add(() => drain(server));
  const warming = typeof files.build === "function" ? null : warmUp(site, files.build);
  shutdown.add(() => warming);
  shutdown.add(() => stopping.abort());
  announce(addressesOf(server, environment), notice, setUpCode);
  return server;
}
