import { afterAll, beforeAll, expect, test } from "vitest";
import { faultsAtRandom, startFaultyProxy, type FaultyProxy } from "./faulty-proxy.ts";
import { soak } from "./soak-tablets.ts";
import { startSite, type TestSite } from "./start-site.ts";

let site: TestSite;
let proxy: FaultyProxy;

beforeAll(async () => {
  site = await startSite();
  proxy = await startFaultyProxy(site.origin);
  proxy.decide = faultsAtRandom("soak");
}, 600_000);

afterAll(async () => {
  await proxy?.close();
  await site?.close();
});

// The full one, 20 tablets with 200 interviews each: npm run bench -- --only soak
test("twenty tablets behind a network that drops, delays and repeats store every interview exactly once", async () => {
  const size = { tablets: 20, interviews: 10, seed: "soak" };
  const figures = await soak(site.connection, proxy, size);
  const all = size.tablets * size.interviews;
  expect(figures).toMatchObject({ finished: all, rows: all, same: all, quarantined: 0, stillOnTablets: 0 });
  for (const fault of ["drop-request", "drop-reply", "repeat", "delay", "200", "500", "503"])
    expect(figures.faults[fault]).toBeGreaterThan(0);
}, 120_000);
