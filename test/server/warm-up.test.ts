import type { LoaderFunctionArgs } from "@remix-run/node";
import pino from "pino";
import { expect, test } from "vitest";
import { parseEnvironment } from "#app/server/environment.ts";
import { warmUp } from "#app/server/warm-up.ts";
import { withCity } from "#test/db/with-city.ts";
import { setWaveStatus } from "#test/db/tiny-city.ts";
import { tinyBuild } from "./tiny-site.ts";

const PAGES = ["", "streets", "losses", "trends", "checks", "score", "report"];
const at = withCity();

/** The site with analysts' pages that only say who asked for what. */
function siteThatNotes(onPage: (address: string, roles: string) => void, stopping = new AbortController()) {
  const loader = ({ request, context }: LoaderFunctionArgs) => {
    const roles = context.viewer?.roles.map(({ role, scope }) => `${role} ${scope}`).join() ?? "";
    onPage(new URL(request.url).pathname, roles);
    return null;
  };
  const route = (name: string, path: string) => ({
    ...{ id: name, parentId: "root", path: `waves/:waveId/${path}` },
    module: { default: () => null, loader },
  });
  const routes = Object.fromEntries(["overview", ...PAGES.slice(1)].map((name, k) => [name, route(name, k === 0 ? "" : name)])); // prettier-ignore
  const build = { ...tinyBuild, routes: { root: tinyBuild.routes.root, ...routes } } as never;
  const site = {
    environment: parseEnvironment({ LOG_LEVEL: "silent" }),
    connection: { db: at.db },
    log: pino({ enabled: false }),
    stopping: stopping.signal,
  };
  return () => warmUp(site, build);
}

test("the pages of a district's latest wave are asked for once, as an analyst of its city", async () => {
  const { cityId, waveId } = at.city;
  const asked: string[] = [];
  const start = siteThatNotes((address, roles) => asked.push(`${address} ${roles}`));
  await setWaveStatus(at.db, cityId, waveId, "drawn");
  await start();
  expect(asked).toEqual([]);
  await setWaveStatus(at.db, cityId, waveId, "open");
  await start();
  expect(asked).toEqual(PAGES.map((page) => `/waves/${waveId}${page && `/${page}`} analyst city`));
});

test("a page that fails keeps nobody from starting, and a stop is heard between two pages", async () => {
  const failed: string[] = [];
  await siteThatNotes((address) => {
    failed.push(address);
    throw new Error("a page that fails");
  })();
  expect(failed).toHaveLength(PAGES.length);
  const stopping = new AbortController();
  const asked: string[] = [];
  await siteThatNotes((address) => {
    asked.push(address);
    stopping.abort();
  }, stopping)();
  expect(asked).toHaveLength(1);
});
