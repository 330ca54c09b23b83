import "fake-indexeddb/auto";
import { beforeEach, expect, test } from "vitest";
import { exampleWork } from "./example-work.ts";
import { answers, fakeServer } from "./fake-server.ts";
import { makeRecord } from "#app/field/make-record.ts";
import { openStore, type FieldStore } from "#app/field/open-store.ts";
import { enqueue, readRecords } from "#app/field/outbox.ts";
import { createVault } from "#app/field/vault/vaults.ts";
import { createSync, type SyncState } from "#app/field/sync.ts";

let store: FieldStore;
let name = 0;
beforeEach(async () => {
  store = await openStore(`sync-${name++}`);
  await createVault(store, { id: "volunteer", name: "林" }, "4711");
});

async function visit(owner = "volunteer") {
  const fields = { cityId: "city", waveId: "wave", caseId: "case", happenedAt: "2026-06-13T02:00:00Z" };
  await enqueue(
    store,
    owner,
    "visits",
    await makeRecord(store, "visits", { ...fields, disposition: "NC" as const }),
  );
}

function tablet(server: ReturnType<typeof fakeServer>, clock = () => 0) {
  const timers: { run: () => void; ms: number }[] = [];
  const sync = createSync({
    store,
    fetcher: server.fetcher,
    spread: () => 0,
    clock,
    setTimer: (run, ms) => timers.push({ run, ms }),
    clearTimer: () => void timers.splice(0),
  });
  /** When nothing is under way any more and the state is so. */
  const settled = async (as: Partial<SyncState>) => {
    // What was asked for this moment has begun then.
    await new Promise((resolve) => setImmediate(resolve));
    await expect.poll(sync.read).toMatchObject({ ...as, busy: false });
  };
  return { sync, timers, settled };
}

test("waits longer after every failure, from 1 s to 5 min, and sends when the network is back", async () => {
  const server = fakeServer(...Array.from({ length: 11 }, () => answers.offline));
  server.giveWork(exampleWork());
  const { sync, timers, settled } = tablet(server);
  await sync.now();
  await visit();
  const waits: number[] = [];
  for (let i = 0; i < 11; i++) {
    await expect.poll(() => timers.length).toBe(1);
    const timer = timers.shift()!;
    waits.push(timer.ms);
    timer.run();
  }
  await settled({ unsent: 0 });
  expect(waits.slice(0, 4)).toEqual([1000, 2000, 4000, 8000]);
  expect(waits.at(-1)).toBe(300_000);
  expect(sync.read()).toMatchObject({ unsent: 0, reachable: true });
  expect(sync.read().lastSync).not.toBeNull();
  sync.stop();
});

test("a new record or a page turned does not wait out a long pause, unless the server asked for it", async () => {
  for (const [failure, posts] of [
    [answers.offline, 2],
    [answers.away, 1],
  ] as const) {
    let time = 0;
    const server = fakeServer(failure);
    server.giveWork(exampleWork());
    const { sync, timers, settled } = tablet(server, () => time);
    await sync.now();
    await visit();
    await expect.poll(() => timers.length).toBe(1);
    await settled({ unsent: 1 });
    sync.nudge();
    await settled({ unsent: 1 });
    expect(server.posts).toHaveLength(1);
    time = 20_000;
    sync.nudge();
    await settled({ unsent: 2 - posts });
    expect(server.posts).toHaveLength(posts);
    sync.stop();
    for (const { position } of await readRecords(store, "volunteer"))
      await store.delete("records", position!);
  }
});

test("sends by itself what is put into the outbox while signed in", async () => {
  const server = fakeServer();
  server.giveWork(exampleWork());
  const { sync, settled } = tablet(server);
  await sync.now();
  await visit();
  await expect.poll(() => server.posts.length).toBe(1);
  await settled({ unsent: 0 });
  sync.stop();
});

test("sends nothing before the server has said who is signed in", async () => {
  const server = fakeServer();
  server.giveWork(exampleWork());
  const before = tablet(server);
  await before.sync.now();
  before.sync.stop();
  server.giveWorkAnswer(answers.offline);
  const restarted = tablet(server);
  await visit();
  await restarted.settled({ unsent: 1, reachable: false });
  expect(server.posts).toHaveLength(0);
  server.giveWork(exampleWork([], "other"));
  await restarted.sync.now();
  await restarted.settled({ unsent: 1, otherSignedIn: true });
  expect(server.posts).toHaveLength(0);
  expect(await readRecords(store, "volunteer")).toHaveLength(1);
  restarted.sync.stop();
});

test("a 401 pauses until the work can be fetched again", async () => {
  const server = fakeServer(answers.signedOut);
  server.giveWork(exampleWork());
  const { sync, timers, settled } = tablet(server);
  await sync.now();
  server.giveWorkAnswer(() => new Response("{}", { status: 401 }));
  await visit();
  await settled({ signedOut: true, unsent: 1 });
  await visit();
  await settled({ signedOut: true, unsent: 2 });
  expect(server.posts).toHaveLength(1);
  expect(timers).toHaveLength(0);
  server.giveWork(exampleWork());
  await sync.now();
  await settled({ signedOut: false, unsent: 0 });
  sync.stop();
});

test("measures how far the device's clock is off", async () => {
  const server = fakeServer();
  server.giveWork({ ...exampleWork(), serverTime: new Date(Date.now() + 3_600_000).toISOString() });
  const { sync } = tablet(server);
  await sync.now();
  expect(sync.read().clockOffset).toBeGreaterThan(3_590_000);
  sync.stop();
});

test("a sign-in that has run out is renewed by whoever unlocked the tablet, and the outbox goes on", async () => {
  const server = fakeServer(answers.signedOut);
  server.giveWork(exampleWork());
  const { sync, settled } = tablet(server);
  await sync.now();
  server.mayRenew(() => server.giveWork(exampleWork()));
  server.giveWorkAnswer(() => new Response("{}", { status: 401 }));
  await visit();
  await expect.poll(server.renewals).toBe(1);
  await settled({ unsent: 0, signedOut: false });
  expect((await readRecords(store, "volunteer")).map(({ state }) => state)).toEqual(["sent"]);
  sync.stop();
});

test("where renewing is refused it says so once, keeps everything, and asks for the password", async () => {
  const server = fakeServer();
  server.giveWork(exampleWork());
  const { sync, settled } = tablet(server);
  await sync.now();
  server.giveWorkAnswer(() => new Response("{}", { status: 401 }));
  server.then(answers.signedOut);
  await visit();
  await settled({ unsent: 1, signedOut: true });
  await sync.now();
  expect(server.renewals()).toBe(1);
  expect(sync.read()).toMatchObject({ unsent: 1, signedOut: true });
  server.giveWork(exampleWork());
  await sync.now();
  await settled({ unsent: 0, signedOut: false });
  sync.stop();
});
