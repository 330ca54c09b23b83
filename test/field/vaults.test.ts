import "fake-indexeddb/auto";
import { beforeEach, expect, test, vi } from "vitest";
import { exampleWork, dwelling } from "./example-work.ts";
import { fakeServer } from "./fake-server.ts";
import { finishDraft, readDrafts, saveDraft, startDraft } from "#app/field/drafts.ts";
import { makeRecord } from "#app/field/make-record.ts";
import { openStore, type FieldStore } from "#app/field/open-store.ts";
import { countUnsentByOwner, enqueue, readRecords } from "#app/field/outbox.ts";
import { keepRosterRows, readRosterRows } from "#app/field/roster-draft.ts";
import { readSessions, startSession, tapSession } from "#app/field/sessions.ts";
import { sendAll } from "#app/field/send-records.ts";
import { openVaultOf, VaultLocked } from "#app/field/vault/open-vault.ts";
import { changePin, createVault, lockVault, recoverVault, unlockVault } from "#app/field/vault/vaults.ts";
import { whoseTurn } from "#app/field/vault/whose-turn.ts";
import { readWork, refreshWork } from "#app/field/work.ts";

let store: FieldStore;
let name = 0;
beforeEach(async () => {
  store = await openStore(`vaults-${name++}`);
});

const LIN = { id: "volunteer", name: "林" };
const LI = { id: "other", name: "李" };
const place = { caseId: "case", waveId: "wave" };
const EVERYBODY = { interval: 1, quota: false };
const SECRET_ANSWER = "the lamp behind building six";

async function draftOf(ownerId: string) {
  return startDraft(store, {
    ...{ ownerId, waveId: "wave", mode: "household", caseId: "case", sessionId: null },
    ...{ questionnaireVersionId: "version-1", language: "en" },
  });
}

async function visit(ownerId: string, note: string) {
  const about = { cityId: "city", waveId: "wave", caseId: "case", happenedAt: "2026-06-13T02:00:00Z" };
  const body = await makeRecord(store, "visits", { ...about, disposition: "NC" as const, note });
  await enqueue(store, ownerId, "visits", body);
  return JSON.stringify(body);
}

async function signedInWork(user: { id: string; name: string }) {
  const server = fakeServer();
  server.giveWork({ ...exampleWork([dwelling("c1", 1)], user.id), user });
  return refreshWork(store, server.fetcher);
}

/** Every byte that lies in the database, as text. */
async function everythingStored(): Promise<string> {
  const parts: string[] = [];
  const collect = (value: unknown): void => {
    if (value instanceof Uint8Array) parts.push(new TextDecoder().decode(value));
    else if (typeof value === "object" && value !== null) Object.values(value).forEach(collect);
    else parts.push(String(value));
  };
  for (const table of store.objectStoreNames) collect(await store.getAll(table));
  return parts.join("\n");
}

test("nothing of somebody's is stored before they chose a PIN", async () => {
  expect(await signedInWork(LIN)).toBe("locked");
  expect(await whoseTurn(store)).toEqual({ kind: "choose-pin", user: LIN });
  expect(await everythingStored()).not.toContain("柳岸路");
  await createVault(store, LIN, "4711");
  expect(await signedInWork(LIN)).toBe("fresh");
  expect((await readWork(store))?.work.cases[0]!.address).toBe("柳岸路 1 号");
  expect(await everythingStored()).not.toContain("柳岸路");
});

test("where the browser cannot encrypt there is no PIN, and everything lies there as it is", async () => {
  vi.stubGlobal("crypto", { getRandomValues: crypto.getRandomValues.bind(crypto) });
  try {
    expect(await signedInWork(LIN)).toBe("fresh");
    expect(await whoseTurn(store)).toEqual({ kind: "user", userId: LIN.id, plain: true });
    expect(await everythingStored()).toContain("柳岸路");
  } finally {
    vi.unstubAllGlobals();
  }
});

test("what was stored before there was a PIN becomes encrypted with it", async () => {
  const real = crypto;
  vi.stubGlobal("crypto", { getRandomValues: real.getRandomValues.bind(real) });
  await signedInWork(LIN);
  const { id } = await startSession(store, { ownerId: LIN.id, cityId: "city" }, place);
  const refusal = { ageBand: "36-55", sex: "female" } as const;
  await tapSession(store, id, { kind: "pass" }, EVERYBODY);
  await tapSession(store, id, { kind: "refusal", refusal }, EVERYBODY);
  const draft = await draftOf(LIN.id);
  await saveDraft(store, draft.id, { answers: { fix_first: SECRET_ANSWER } });
  const bytes = await visit(LIN.id, SECRET_ANSWER);
  await keepRosterRows(store, LIN.id, "c1", [{ age: 71, sex: "male", residentHalfYear: true }]);
  vi.unstubAllGlobals();
  const plain = [SECRET_ANSWER, "柳岸路", "36-55", "71"];
  for (const text of plain) expect(await everythingStored()).toContain(text);
  await createVault(store, LIN, "4711");
  const raw = await everythingStored();
  for (const text of [...plain.slice(0, 3), "4711"]) expect(raw).not.toContain(text);
  expect((await readSessions(store, LIN.id))[0]!.taps).toEqual([
    { kind: "pass" },
    { kind: "refusal", refusal },
  ]);
  expect(new TextDecoder().decode((await readRecords(store, LIN.id)).at(-1)!.bytes)).toBe(bytes);
  expect((await readDrafts(store, LIN.id))[0]!.answers).toEqual({ fix_first: SECRET_ANSWER });
  expect((await readWork(store))?.work.cases[0]!.address).toBe("柳岸路 1 号");
  expect(await readRosterRows(store, LIN.id, "c1")).toMatchObject([{ age: 71 }]);
});

test("what is sent after unlocking is byte for byte what was made", async () => {
  await createVault(store, LIN, "4711");
  const bytes = await visit(LIN.id, SECRET_ANSWER);
  expect(await everythingStored()).not.toContain(SECRET_ANSWER);
  await lockVault(store);
  const server = fakeServer();
  await expect(sendAll(store, LIN.id, server.fetcher)).rejects.toThrow(VaultLocked);
  expect(await unlockVault(store, LIN.id, "4711")).toEqual({ ok: true });
  await sendAll(store, LIN.id, server.fetcher);
  expect(server.posts.map(({ text }) => text)).toEqual([bytes]);
});

test("many saves at once keep the last, and a finished interview is not brought back", async () => {
  await createVault(store, LIN, "4711");
  const draft = await draftOf(LIN.id);
  const saves = Array.from({ length: 20 }, (_, i) => saveDraft(store, draft.id, { answers: { age: i } }));
  await Promise.all(saves);
  expect((await readDrafts(store, LIN.id))[0]!.answers).toEqual({ age: 19 });
  const late = saveDraft(store, draft.id, { answers: { age: 99 } });
  await finishDraft(store, draft, "city", { outcome: "complete", answers: { age: 19 }, language: "en" });
  await late;
  await saveDraft(store, draft.id, { answers: { age: 99 } });
  expect(await readDrafts(store, LIN.id)).toEqual([]);
});

test("taps in two tabs at once are all counted, and none can be read", async () => {
  await createVault(store, LIN, "4711");
  const { id } = await startSession(store, { ownerId: LIN.id, cityId: "city" }, place);
  const other = await openStore(`vaults-${name - 1}`);
  await unlockVault(other, LIN.id, "4711");
  const often = { interval: 100, quota: false };
  const taps = Array.from({ length: 20 }, (_, i) =>
    tapSession(i % 2 ? store : other, id, { kind: "pass" }, often),
  );
  await Promise.all(taps);
  expect((await readSessions(store, LIN.id))[0]!.taps).toHaveLength(20);
  expect(await everythingStored()).not.toContain("pass");
});

test("locking waits for what is being saved", async () => {
  await createVault(store, LIN, "4711");
  const draft = await draftOf(LIN.id);
  void saveDraft(store, draft.id, { answers: { age: 50 } });
  await lockVault(store);
  expect(openVaultOf(store)).toBeNull();
  await unlockVault(store, LIN.id, "4711");
  expect((await readDrafts(store, LIN.id))[0]!.answers).toEqual({ age: 50 });
});

test("neither sees nor loses the other's work", async () => {
  await createVault(store, LIN, "4711");
  await signedInWork(LIN);
  await draftOf(LIN.id);
  await visit(LIN.id, "lin");
  await lockVault(store);
  expect(await signedInWork(LI)).toBe("locked");
  expect(await whoseTurn(store)).toEqual({ kind: "choose-pin", user: LI });
  await createVault(store, LI, "0815");
  expect(await signedInWork(LI)).toBe("fresh");
  expect(await readDrafts(store, LI.id)).toEqual([]);
  await expect(readDrafts(store, LIN.id)).rejects.toThrow(VaultLocked);
  await expect(visit(LIN.id, "as somebody else")).rejects.toThrow(VaultLocked);
  expect(await countUnsentByOwner(store)).toEqual(new Map([[LIN.id, 1]]));
  expect(await signedInWork(LIN)).toBe("other");
  expect((await readWork(store))?.userId).toBe(LI.id);
});

test("five wrong PINs lock for a growing time, also across restarts and a clock that is set back", async () => {
  await createVault(store, LIN, "4711");
  await lockVault(store);
  vi.useFakeTimers({ toFake: ["Date", "performance"] });
  try {
    for (let left = 4; left >= 0; left -= 1)
      expect(await unlockVault(store, LIN.id, "0000")).toMatchObject({ ok: false, triesLeft: left });
    const waits: number[] = [];
    for (let i = 0; i < 6; i += 1) {
      const told = await unlockVault(store, LIN.id, "4711");
      expect(told.ok).toBe(false);
      const waitMs = told.ok ? 0 : told.waitMs;
      waits.push(Math.round(waitMs / 1000));
      vi.setSystemTime(Date.now() - 86_400_000);
      expect(await unlockVault(store, LIN.id, "4711")).toMatchObject({ ok: false });
      vi.setSystemTime(Date.now() + 86_400_000);
      vi.advanceTimersByTime(waitMs);
      await unlockVault(store, LIN.id, "0000");
    }
    expect(waits).toEqual([30, 60, 300, 900, 3600, 3600]);
    vi.advanceTimersByTime(3_600_000);
    expect(await unlockVault(store, LIN.id, "4711")).toEqual({ ok: true });
  } finally {
    vi.useRealTimers();
  }
});

test("a PIN is changed with the old one, and a forgotten one replaced by the server's secret", async () => {
  await createVault(store, LIN, "4711");
  const bytes = await visit(LIN.id, "kept");
  expect(await changePin(store, LIN.id, "0000", "123456")).toMatchObject({ ok: false });
  expect(await changePin(store, LIN.id, "4711", "123456")).toEqual({ ok: true });
  const secret = openVaultOf(store)!.secret;
  await lockVault(store);
  expect(await unlockVault(store, LIN.id, "4711")).toMatchObject({ ok: false });
  expect(await recoverVault(store, LIN.id, new Uint8Array(32), "8888")).toBe(false);
  expect(await recoverVault(store, LIN.id, secret, "8888")).toBe(true);
  expect(new TextDecoder().decode((await readRecords(store, LIN.id))[0]!.bytes)).toBe(bytes);
});
