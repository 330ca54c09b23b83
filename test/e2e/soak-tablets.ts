import "fake-indexeddb/auto";
import { createHash } from "node:crypto";
import { v7 as uuidv7 } from "uuid";
import type { FaultyProxy } from "./faulty-proxy.ts";
import { backOff } from "#app/field/back-off.ts";
import { finishDraft, saveDraft, startDraft } from "#app/field/drafts.ts";
import { openStore, type FieldStore } from "#app/field/open-store.ts";
import { isUnsent, readEnvelopes, readRecords } from "#app/field/outbox.ts";
import type { Fetcher } from "#app/field/post-record.ts";
import { sendAll } from "#app/field/send-records.ts";
import { startSession } from "#app/field/sessions.ts";
import { createVault } from "#app/field/vault/vaults.ts";
import { refreshWork } from "#app/field/work.ts";
import type { Connection } from "#db/client.ts";
import type { Viewer } from "#db/queries/find-viewer.ts";
import { hashToken, newToken } from "#db/queries/session-token.ts";
import { sessions } from "#db/schema/index.ts";
import { createRandom } from "#surveys/sampling/random.ts";
import { makeTinyCity, type TinyCase, type TinyCity } from "#test/db/tiny-city.ts";
import { answersOf } from "#test/db/tiny-records.ts";

export interface SoakFigures {
  tablets: number;
  finished: number;
  /** Rows of interviews that count. */
  rows: number;
  /** Whose bytes on the server are those that the outbox held. */
  same: number;
  quarantined: number;
  stillOnTablets: number;
  attempts: number;
  faults: Record<string, number>;
  seconds: number;
}

/** A wait of a second in the field lasts this many milliseconds here. */
const SECOND = 4;
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, (ms / 1000) * SECOND));

/**
 * Many tablets at once make interviews with the tablet's own code and send them through a network full of faults, until
 * nothing is left on them. Each in its own store; their database in memory is the only part that is not a tablet's.
 *
 * @param origin  of the proxy
 */
export async function soak(
  connection: Connection,
  proxy: FaultyProxy,
  size: { tablets: number; interviews: number; seed: string },
): Promise<SoakFigures> {
  const from = performance.now();
  const city = await makeTinyCity(connection.db);
  const entered = await Promise.all(
    Array.from({ length: size.tablets }, async (_, number) => {
      const viewer = number % 2 ? city.otherVolunteer : city.volunteer;
      const own = city.cases.filter(
        ({ mode, assignedTo }) => mode === "intercept" && assignedTo === viewer.userId,
      );
      const fetcher = await signIn(connection, proxy.origin, viewer);
      return runTablet(city, own[number % own.length]!, viewer, fetcher, number, size);
    }),
  );
  const hashes = new Map(entered.flatMap((tablet) => [...tablet.hashes]));
  const { sql } = connection;
  const kept = await sql<{ id: string; sha256: Uint8Array; live: boolean }[]>`
    select r.id, r.sha256, a.live from records r join responses a on a.city_id = r.city_id and a.id = r.id
    where r.city_id = ${city.cityId}`;
  const [quarantine] = await sql`select count(*)::int as n from quarantine where city_id = ${city.cityId}`;
  return {
    tablets: size.tablets,
    finished: hashes.size,
    rows: kept.filter(({ live }) => live).length,
    same: kept.filter(({ id, sha256 }) => hashes.get(id) === Buffer.from(sha256).toString("hex")).length,
    quarantined: quarantine!.n as number,
    stillOnTablets: entered.reduce((sum, { left }) => sum + left, 0),
    attempts: proxy.done.length,
    faults: countFaults(proxy),
    seconds: (performance.now() - from) / 1000,
  };
}

function countFaults({ done }: FaultyProxy): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { fault } of done) counts[fault] = (counts[fault] ?? 0) + 1;
  return counts;
}

async function signIn({ db }: Connection, origin: string, { cityId, userId }: Viewer): Promise<Fetcher> {
  const token = newToken();
  const expiresAt = new Date(Date.now() + 3_600_000);
  await db
    .insert(sessions)
    .values({ cityId, id: uuidv7(), userId, tokenSha256: hashToken(token), expiresAt });
  const authorization = `Bearer ${cityId}.${token}`;
  return (path, init) => fetch(origin + path, { ...init, headers: { ...init.headers, authorization } });
}

async function runTablet(
  city: TinyCity,
  place: TinyCase,
  { userId }: Viewer,
  fetcher: Fetcher,
  number: number,
  { interviews, seed }: { interviews: number; seed: string },
) {
  const random = createRandom(`${seed} tablet ${number}`);
  const store = await openStore(`soak-${city.cityId}-${number}`);
  const hashes = new Map<string, string>();
  await createVault(store, { id: userId, name: "soak" }, "4711");
  while ((await refreshWork(store, fetcher)) !== "fresh") await wait(1000);
  const about = { caseId: place.id, waveId: city.waveId };
  const session = await startSession(store, { ownerId: userId, cityId: city.cityId }, about);
  for (let made = 0; made < interviews;) {
    // A few at a time, without waiting for what is unsent: the network may be away all morning.
    for (let left = 1 + random.integer(12); left > 0 && made < interviews; left--, made++)
      await interview(store, city, userId, session.id, place.id, random.integer(40) + 18);
    for (const { id, kind, bytes } of await readRecords(store, userId))
      if (kind === "responses") hashes.set(id, createHash("sha256").update(bytes).digest("hex"));
    await sendAll(store, userId, fetcher);
    if (random.uniform() < 0.3) await refreshWork(store, fetcher);
  }
  await sendRest(store, userId, fetcher, random.uniform);
  const left = (await readEnvelopes(store, userId)).filter(isUnsent).length;
  store.close();
  return { hashes, left };
}

async function interview(
  store: FieldStore,
  city: TinyCity,
  ownerId: string,
  sessionId: string,
  caseId: string,
  age: number,
) {
  const { waveId, versionId: questionnaireVersionId, cityId } = city;
  const draft = await startDraft(store, {
    ...{ ownerId, waveId, mode: "intercept", caseId, sessionId, questionnaireVersionId, language: "zh-CN" },
  });
  const answers = { ...answersOf("intercept"), age } as typeof draft.answers;
  await saveDraft(store, draft.id, { answers, pageNo: 20 });
  await finishDraft(store, draft, cityId, { outcome: "complete", answers, language: "zh-CN" });
}

/** Until nothing waits, with the tablet's own pauses between failures. */
async function sendRest(store: FieldStore, userId: string, fetcher: Fetcher, spread: () => number) {
  for (let failures = 0; ;) {
    const result = await sendAll(store, userId, fetcher);
    if (result?.ended === "empty") return;
    if (result?.ended === "signed-out") throw new Error("a tablet was signed out");
    failures = result && result.kept > 0 ? 1 : failures + 1;
    await wait(backOff(failures, result?.retryAfterMs ?? null, spread()));
  }
}
