import { randomUUID } from "node:crypto";
import { Agent, request } from "node:http";
import { v7 as uuidv7 } from "uuid";
import { connect } from "#db/client.ts";
import { hashToken, newToken } from "#db/queries/session-token.ts";
import { sessions } from "#db/schema/index.ts";
import { makeTinyCity, type TinyCity } from "#test/db/tiny-city.ts";
import { interceptResponse } from "#test/db/tiny-records.ts";

export interface StoringFigures {
  clients: number;
  seconds: number;
  stored: number;
  perSecond: number;
  medianMs: number;
  p99Ms: number;
}

/**
 * Responses stored a second over HTTP: each client is a signed-in tablet that sends the next interview when the last one
 * is stored.
 *
 * @throws when an answer is not 201, or the database holds another number of responses than were answered 201
 */
export async function measureStoring(
  databaseUrl: string,
  port: number,
  clientCounts: readonly number[],
  seconds: number,
): Promise<StoringFigures[]> {
  const { db, sql, close } = connect(databaseUrl);
  const city = await makeTinyCity(db);
  const token = newToken();
  await db.insert(sessions).values({
    cityId: city.cityId,
    id: uuidv7(),
    userId: city.volunteer.userId,
    tokenSha256: hashToken(token),
    expiresAt: new Date(Date.now() + 3_600_000),
  });
  const target = { port, authorization: `Bearer ${city.cityId}.${token}` };
  await run(city, target, 8, 3); // warm: compiled questionnaire, plans, connections
  const figures: StoringFigures[] = [];
  for (const clients of clientCounts) {
    const before = await sql`select count(*)::int as n from responses`;
    const times = await run(city, target, clients, seconds);
    const after = await sql`select count(*)::int as n from responses`;
    const stored = after[0]!.n - before[0]!.n;
    if (stored !== times.length) throw new Error(`${times.length} were answered 201, ${stored} are stored`);
    times.sort((a, b) => a - b);
    const at = (share: number) => times[Math.floor(share * (times.length - 1))] ?? 0;
    figures.push({
      clients,
      seconds,
      stored,
      perSecond: stored / seconds,
      medianMs: at(0.5),
      p99Ms: at(0.99),
    });
  }
  await close();
  return figures;
}

interface Target {
  port: number;
  authorization: string;
}

/** Milliseconds of every request that was answered 201. */
async function run(city: TinyCity, target: Target, clients: number, seconds: number): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  const until = performance.now() + seconds * 1000;
  const times: number[] = [];
  const client = async (number: number) => {
    const deviceId = randomUUID();
    const sessionId = randomUUID();
    const own = city.ownSessions[number % city.ownSessions.length]!;
    for (let sequence = 0; performance.now() < until; sequence += 1) {
      const body = JSON.stringify(interceptResponse(city, own, sessionId, { deviceId, sequence }));
      const from = performance.now();
      const status = await post(agent, target, body);
      if (status !== 201) throw new Error(`A response was answered ${status}`);
      times.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: clients }, (_, number) => client(number)));
  agent.destroy();
  return times;
}

function post(agent: Agent, { port, authorization }: Target, body: string): Promise<number> {
  const headers = {
    "Content-Type": "application/json",
    "Content-Length": Buffer.byteLength(body),
    authorization,
  };
  return new Promise((done, failed) => {
    const sent = request(
      { host: "127.0.0.1", port, path: "/api/responses", method: "POST", agent, headers },
      (answer) => {
        answer.resume();
        answer.once("end", () => done(answer.statusCode ?? 0));
      },
    );
    sent.once("error", failed);
    sent.end(body);
  });
}
