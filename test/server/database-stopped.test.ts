import { randomUUID } from "node:crypto";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { SUPERUSER } from "#app/server/database/cluster.ts";
import { postgresAccount } from "#app/server/database/postgres-account.ts";
import { findPostgresBinaries } from "#app/server/database/postgres-binaries.ts";
import { makeReachableDirectory } from "#app/server/database/reachable-directory.ts";
import { runProgram } from "#app/server/database/run-program.ts";
import { buildSite } from "#app/server/site-build.ts";
import { connect } from "#db/client.ts";
import { openSession } from "#test/db/open-session.ts";
import { makeTinyCity, type TinyCity } from "#test/db/tiny-city.ts";
import { interceptResponse, type Fields } from "#test/db/tiny-records.ts";
import { startProgram, type StartedProgram } from "#test/set-up/started-program.ts";

let parent: string;
let data: string;
let program: StartedProgram;

beforeAll(async () => {
  await buildSite();
  parent = await makeReachableDirectory("wenjie-stopped-", postgresAccount());
  data = join(parent, "data");
  program = start();
  await program.address;
}, 600_000);

afterAll(async () => {
  await program?.end("SIGTERM");
  rmSync(parent, { recursive: true, force: true });
});

const start = () => startProgram({ WENJIE_DEMO: "0", WENJIE_DATA_DIR: data });

/** A connection of our own to the program's database, wherever it is now. */
function connectToIt() {
  const [pid, , , port] = readFileSync(join(data, "postgres/postmaster.pid"), "utf8").split("\n");
  const { postgresPassword } = JSON.parse(readFileSync(join(data, "secrets.json"), "utf8")) as {
    postgresPassword: string;
  };
  const url = `postgres://${SUPERUSER}:${postgresPassword}@127.0.0.1:${port}/wenjie`;
  return { ...connect(url, { max: 2 }), postmaster: Number(pid) };
}

async function stopImmediately(): Promise<void> {
  const account = postgresAccount();
  const { pgCtl } = await findPostgresBinaries(account);
  const run = await runProgram(pgCtl, ["stop", "-m", "immediate", "-D", join(data, "postgres")], { account });
  expect(run.exitCode).toBe(0);
}

interface Sent {
  fields: Fields;
  status: number;
}

/** Eight tablets that send one interview after another until told to stop, waiting a little after a 503. */
function sendAlong(address: string, authorization: string, city: TinyCity) {
  const sent: Sent[] = [];
  let isOver = false;
  const tablet = async (number: number) => {
    const [sessionId, deviceId] = [randomUUID(), randomUUID()];
    const own = city.ownSessions[number % city.ownSessions.length]!;
    for (let sequence = 0; !isOver; sequence += 1) {
      const fields = interceptResponse(city, own, sessionId, { deviceId, sequence });
      const status = await post(address, authorization, fields);
      sent.push({ fields, status });
      if (status === 503) await new Promise((done) => setTimeout(done, 20));
    }
  };
  const work = Promise.all([0, 1, 2, 3, 4, 5, 6, 7].map(tablet));
  const end = async () => {
    isOver = true;
    await work;
    return sent;
  };
  return { sent, end };
}

/** Posts and holds every answer to what the protocol allows. */
async function post(address: string, Authorization: string, fields: Fields): Promise<number> {
  const headers = { Authorization, "Content-Type": "application/json" };
  const answer = await fetch(`${address}/api/responses`, {
    method: "POST",
    headers,
    body: JSON.stringify(fields),
  });
  const json = (await answer.json()) as Record<string, unknown>;
  if (answer.status === 201) expect(json).toEqual({ stored: true, id: fields.id });
  else {
    expect([answer.status, json.status, answer.headers.get("Content-Type")]).toEqual([
      503,
      503,
      "application/problem+json",
    ]);
    expect(Number(answer.headers.get("Retry-After"))).toBeGreaterThan(0);
  }
  return answer.status;
}

async function storedIds() {
  const { sql, close } = connectToIt();
  const ids = async (table: string) =>
    (await sql<{ id: string }[]>`select id from ${sql(table)} order by id`).map(({ id }) => id);
  const found = { records: await ids("records"), responses: await ids("responses") };
  await close();
  return found;
}

const idsOf = (sent: readonly Sent[]) => sent.map(({ fields }) => String(fields.id)).sort();

test.each([
  ["stopped at once (pg_ctl stop -m immediate)", stopImmediately],
  ["killed (kill -9)", () => Promise.resolve(process.kill(connectToIt().postmaster, "SIGKILL"))],
])(
  "the whole database is %s under posts: each is 201 or 503, whole or not there, and a resend completes it",
  async (_, stop) => {
    const before = connectToIt();
    const city = await makeTinyCity(before.db);
    const authorization = await openSession(before.db, city.volunteer);
    const earlier = await storedIds();
    await before.close();
    const { sent, end } = sendAlong(await program.address, authorization, city);
    await expect.poll(() => sent.length, { timeout: 60_000 }).toBeGreaterThan(100);
    await stop();
    await expect.poll(() => sent.some(({ status }) => status === 503), { timeout: 60_000 }).toBe(true);
    const away = sent.length;
    await expect
      .poll(() => sent.slice(away).some(({ status }) => status === 201), { timeout: 60_000 })
      .toBe(true);
    await end();
    await expect.poll(() => program.output()).toContain("PostgreSQL had died and was started again.");

    expect(await program.end()).toBe(0);
    program = start();
    const address = await program.address;
    const kept = await storedIds();
    expect(kept.responses).toEqual(kept.records);
    const isEarlier = new Set(earlier.records);
    const ids = new Set(kept.records);
    const confirmed = sent.filter(({ status }) => status === 201);
    expect(idsOf(confirmed).filter((id) => !ids.has(id))).toEqual([]);
    // A 503 may have come after the commit; nothing is there that was not sent.
    const all = new Set(idsOf(sent));
    expect(kept.records.filter((id) => !all.has(id) && !isEarlier.has(id))).toEqual([]);

    for (const { fields } of sent) expect(await post(address, authorization, fields)).toBe(201);
    const complete = await storedIds();
    expect(complete.records).toEqual([...earlier.records, ...all].sort());
    expect(complete.responses).toEqual(complete.records);
  },
  300_000,
);
