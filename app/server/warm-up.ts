import { setTimeout as pause } from "node:timers/promises";
import type { ServerBuild } from "@remix-run/node";
import type { Database } from "#db/client.ts";
import type { Viewer } from "#db/queries/find-viewer.ts";
import { listCities } from "#db/queries/list-cities.ts";
import { listWaves, type WaveSummary } from "#db/queries/list-waves.ts";
import { remixHandler, type Site } from "./http/handle-request.ts";

/** Below a wave's address; the first of them reads what the others rest on. */
const PAGES = ["", "/streets", "/losses", "/trends", "/checks", "/score", "/report"];
/** Districts, those with the latest waves: further ones only find everything compiled. */
const MOST = 4;
const PAUSE_MS = 50;

type WarmSite = Pick<Site, "environment" | "log" | "stopping"> & { connection: { db: Database } };

/**
 * Makes analysts' pages of the latest waves for nobody, so that whoever comes first after a start does not wait for what
 * is compiled and read once. One page after the other; requests come in between. Never rejects.
 */
export async function warmUp(site: WarmSite, build: ServerBuild): Promise<void> {
  const { connection, environment, log, stopping } = site;
  const began = performance.now();
  const handle = remixHandler(build, log);
  const publicOrigin = environment.publicOrigin ?? "http://localhost";
  try {
    for (const { cityId, wave } of await latestWaves(connection.db)) {
      for (const page of PAGES) {
        if (stopping?.aborted) return;
        const viewer = analystOf(cityId);
        const context = {
          database: connection.db,
          environment,
          viewer,
          publicOrigin,
          cspNonce: "",
          setUpCode: null,
        };
        const answer = await handle(new Request(`${publicOrigin}/waves/${wave.id}${page}`), context);
        await answer.arrayBuffer();
        await pause(PAUSE_MS);
      }
    }
    log.debug({ ms: Math.round(performance.now() - began) }, "pages are warm");
  } catch (error) {
    log.debug({ err: error as unknown }, "pages were not warmed");
  }
}

async function latestWaves(db: Database): Promise<{ cityId: string; wave: WaveSummary }[]> {
  const found = new Map<string, { cityId: string; wave: WaveSummary }>();
  for (const { id: cityId } of await listCities(db)) {
    for (const wave of await listWaves(db, cityId, "all")) {
      const isAnalysed = ["open", "closed", "published"].includes(wave.status);
      // The latest come first.
      if (isAnalysed && !found.has(wave.district.id)) found.set(wave.district.id, { cityId, wave });
    }
  }
  return [...found.values()].sort((a, b) => (a.wave.startsOn < b.wave.startsOn ? 1 : -1)).slice(0, MOST);
}

/** Nobody: exists for the length of one call within this process, and no request can be made to look like it. */
function analystOf(cityId: string): Viewer {
  const nobody = { sessionId: "", userId: "", login: "", name: "", language: null };
  return { ...nobody, cityId, roles: [{ role: "analyst", scope: "city", areaId: null }] };
}
