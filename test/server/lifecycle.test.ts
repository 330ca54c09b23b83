import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { postgresAccount } from "#app/server/database/postgres-account.ts";
import { makeReachableDirectory } from "#app/server/database/reachable-directory.ts";
import { buildSite } from "#app/server/site-build.ts";
import { startProgram, type StartedProgram } from "#test/set-up/started-program.ts";

let parent: string;
let data: string;
const started: StartedProgram[] = [];

beforeAll(async () => {
  await buildSite();
  parent = await makeReachableDirectory("wenjie-lifecycle-", postgresAccount());
  data = join(parent, "data");
}, 600_000);

afterAll(async () => {
  await Promise.all(started.map((program) => program.end("SIGTERM")));
  rmSync(parent, { recursive: true, force: true });
});

function start(env: Record<string, string> = {}): StartedProgram {
  const program = startProgram({ WENJIE_DEMO: "0", WENJIE_DATA_DIR: data, ...env });
  started.push(program);
  return program;
}

const postmaster = () => Number(readFileSync(join(data, "postgres/postmaster.pid"), "utf8").split("\n")[0]);

/** With a city there is a page to sign in; without, it leads to the first set-up. */
async function hasCity(address: string): Promise<boolean> {
  const answer = await fetch(`${address}/sign-in`, { redirect: "manual" });
  return answer.status === 200;
}

async function makeCity(address: string): Promise<void> {
  const form = { nameZh: "城", nameEn: "City", code: "city", timeZone: "Asia/Shanghai", personName: "A" };
  const body = new URLSearchParams({ ...form, login: "admin", password: "correct horse" });
  const headers = { Origin: address };
  const answer = await fetch(`${address}/set-up`, { method: "POST", body, headers, redirect: "manual" });
  expect(answer.status).toBe(303);
}

test("a first start makes the database, and Ctrl-C stops everything in order", async () => {
  const program = start();
  const address = await program.address;
  expect(await hasCity(address)).toBe(false);
  await makeCity(address);
  expect(statSync(join(data, "secrets.json")).mode & 0o777).toBe(0o600);
  expect(await program.end("SIGINT")).toBe(0);
  expect(program.output()).toContain("Stopped.");
  expect(existsSync(join(data, "postgres/postmaster.pid"))).toBe(false);
}, 120_000);

test("a second start on the same data says who is there and leaves", async () => {
  const first = start();
  const address = await first.address;
  const second = start();
  expect(await second.ended).toBe(1);
  expect(second.output()).toContain(`Another Wenjie is running on the data in ${data} (pid ${first.pid})`);
  expect(second.output()).not.toMatch(/\n {4}at /);
  expect(await hasCity(address)).toBe(true);
  await first.end("SIGTERM");
}, 120_000);

test("kill -9 of the application leaves an orphan that the next start takes care of", async () => {
  const killed = start();
  await killed.address;
  const orphan = postmaster();
  await killed.end("SIGKILL");
  const next = start();
  expect(await hasCity(await next.address)).toBe(true);
  expect(postmaster()).not.toBe(orphan);
  await next.end();
}, 120_000);

test("kill -9 of the database is said, answered with 503, and mended by the program itself", async () => {
  const program = start();
  const address = await program.address;
  // Nobody starts it again for as long as somebody else seems to be starting it.
  const startLock = join(data, "starting");
  writeFileSync(startLock, String(process.pid));
  process.kill(postmaster(), "SIGKILL");
  await expect.poll(() => program.output()).toContain("The database went away");
  expect((await fetch(`${address}/healthz`)).status).toBe(503);
  const page = await fetch(`${address}/sign-in`);
  expect([page.status, page.headers.get("Retry-After")]).toEqual([503, "5"]);
  rmSync(startLock);
  await expect.poll(() => program.output()).toContain("The database is back");
  await expect.poll(() => program.output()).toContain("PostgreSQL had died and was started again.");
  expect(await hasCity(address)).toBe(true);
  expect(await program.end()).toBe(0);
  expect(existsSync(join(data, "postgres/postmaster.pid"))).toBe(false);
}, 120_000);

test("Ctrl-C while the database is dead ends the program in order", async () => {
  const program = start();
  await program.address;
  process.kill(postmaster(), "SIGKILL");
  await expect.poll(() => program.output()).toContain("The database went away");
  expect(await program.end()).toBe(0);
  const next = start();
  expect(await hasCity(await next.address)).toBe(true);
  await next.end();
}, 120_000);

test("kill -9 of both at once loses nothing", async () => {
  const program = start();
  await program.address;
  const pid = postmaster();
  const dead = program.end("SIGKILL");
  process.kill(pid, "SIGKILL");
  await dead;
  const next = start();
  expect(await hasCity(await next.address)).toBe(true);
  await next.end();
}, 120_000);

test("a port in use is said in a sentence", async () => {
  const other = createServer();
  await new Promise<void>((done) => other.listen(0, "127.0.0.1", done));
  const { port } = other.address() as AddressInfo;
  const program = start({ PORT: String(port) });
  expect(await program.ended).toBe(1);
  expect(program.output().trim()).toBe(
    `Port ${port} on 127.0.0.1 is in use by another program. Choose another, for instance PORT=${port + 1}.`,
  );
  other.close();
});

test.runIf(process.platform === "linux")("a data directory that cannot be written is named", async () => {
  const program = start({ WENJIE_DATA_DIR: "/proc/wenjie" });
  expect(await program.ended).toBe(1);
  expect(program.output()).toMatch(/^The data directory \/proc\/wenjie cannot be written/);
  expect(program.output()).not.toMatch(/\n {4}at /);
});

test("a wrong environment ends with code 2 and one sentence", async () => {
  const program = start({ PORT: "http", LC_ALL: "zh_CN.UTF-8" });
  expect(await program.ended).toBe(2);
  expect(program.output()).toBe("PORT 应是 0 到 65535 之间的整数;现在是“http”。\n");
});
