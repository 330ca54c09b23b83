import type { Page } from "playwright-core";
import { expect } from "vitest";
import { PIN } from "./drive-field.ts";
import type { Connection } from "#db/client.ts";

/** A record as the tablet's own database holds it. */
export interface Held {
  id: string;
  kind: string;
  state: string;
  text: string;
}

interface Vault {
  userId: string;
  kept: boolean;
  salt: Uint8Array<ArrayBuffer>;
  iterations: number;
  byPin: Uint8Array<ArrayBuffer>;
}
type Sealed = Uint8Array<ArrayBuffer>;
interface Row {
  id: string;
  ownerId: string;
}
interface Tables {
  records: (Row & { kind: string; state: string; bytes: Sealed })[];
  drafts: (Row & { sealed: Sealed })[];
  sessions: (Row & { sealed: Sealed })[];
  vaults: Vault[];
  settings: Record<string, unknown>;
}

/** The tablet's own database as it lies there. */
function readTables(page: Page): Promise<Tables> {
  return page.evaluate(async () => {
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error ?? new Error("IndexedDB"));
      });
    const store = await done(indexedDB.open("wenjie-field"));
    const names = ["records", "drafts", "sessions", "vaults", "settings"];
    const tx = store.transaction(names);
    const all = names.map((name) => done<unknown[]>(tx.objectStore(name).getAll()));
    const keys = done(tx.objectStore("settings").getAllKeys());
    const [records, drafts, sessions, vaults, settings] = await Promise.all(all);
    const named = Object.fromEntries((await keys).map((key, i) => [String(key), settings![i]]));
    store.close();
    return { records, drafts, sessions, vaults, settings: named } as never;
  });
}

const AES = { name: "AES-GCM", length: 256 };
const encoded = (text: string) => new TextEncoder().encode(text);
/** By the vault and its PIN: making a key of a PIN is slow on purpose. */
const keys = new Map<string, Promise<CryptoKey>>();

function keyOf(vault: Vault, pin: string): Promise<CryptoKey> {
  const name = `${pin} ${Buffer.from(vault.byPin).toString("hex")}`;
  const known = keys.get(name) ?? unwrap(vault, pin);
  keys.set(name, known);
  return known;
}

async function unwrap({ salt, iterations, byPin }: Vault, pin: string): Promise<CryptoKey> {
  const from = await crypto.subtle.importKey("raw", encoded(pin), "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations };
  const key = await crypto.subtle.deriveKey(how, from, AES, false, ["unwrapKey"]);
  const wrapped = { name: "AES-GCM", iv: byPin.slice(0, 12) };
  return crypto.subtle.unwrapKey("raw", byPin.slice(12), key, wrapped, AES, false, ["decrypt"]);
}

/** Opens what this PIN's owner sealed; the tablet has one owner. */
async function opener({ vaults: [vault] }: Tables, pin: string) {
  const key = vault && (await keyOf(vault, pin));
  return async (about: string, sealed: Sealed): Promise<string> => {
    if (!key) throw new Error("this tablet has no PIN");
    const how = { name: "AES-GCM", iv: sealed.slice(0, 12), additionalData: encoded(about) };
    return new TextDecoder().decode(await crypto.subtle.decrypt(how, key, sealed.slice(12)));
  };
}

/** What lies in the outbox of this browser, read past the application: decrypted by the PIN alone. */
export async function readOutbox(page: Page, pin = PIN): Promise<Held[]> {
  const tables = await readTables(page);
  const open = await opener(tables, pin);
  return Promise.all(
    tables.records.map(async ({ id, ownerId, kind, state, bytes }) => ({
      ...{ id, kind, state },
      text: await open(`record/${ownerId}/${id}`, bytes),
    })),
  );
}

/** What would be left if the page died now: a screen shows what was done a moment before it is written down. */
export interface OnDevice {
  drafts: { pageNo: number; answers: Record<string, unknown>; notes?: string; photos?: unknown[] }[];
  sessions: { taps: unknown[] }[];
  /** The residents of each list that is being filled in. */
  residents: { age: number | null; sex: string | null }[][];
  settings: Record<string, unknown>;
  /** Whether the server keeps what helps where a PIN is forgotten. */
  secretKept: boolean;
}

export async function readDevice(page: Page, pin = PIN): Promise<OnDevice> {
  const tables = await readTables(page);
  const open = await opener(tables, pin);
  const all = async <T>(kind: string, rows: Tables["drafts"]) =>
    Promise.all(
      rows.map(
        async ({ id, ownerId, sealed }) => JSON.parse(await open(`${kind}/${ownerId}/${id}`, sealed)) as T,
      ),
    );
  const lists = Object.entries(tables.settings).filter(([key]) => key.startsWith("roster/"));
  return {
    drafts: await all("draft", tables.drafts),
    sessions: await all("session", tables.sessions),
    residents: await Promise.all(
      lists.map(async ([key, rows]) => JSON.parse(await open(key, rows as Sealed)) as []),
    ),
    settings: tables.settings,
    secretKept: tables.vaults.every(({ kept }) => kept),
  };
}

/** Waits until the interview that is open stands in the tablet's store as it does on the screen. */
export const untilInterviewKept = (page: Page, as: Partial<OnDevice["drafts"][number]>, pin = PIN) =>
  expect.poll(async () => (await readDevice(page, pin)).drafts).toMatchObject([as]);

/** Each of these records is on the server exactly once, byte for byte; says where. */
export async function whereKept({ sql }: Connection, held: readonly Held[]): Promise<string[]> {
  return Promise.all(
    held.map(async ({ id, text }) => {
      const rows = await sql<{ place: string; body: Uint8Array }[]>`
        select kind as place, body from records where id = ${id}::uuid
        union all select reason, body from quarantine where record_id = ${id}::uuid`;
      expect(rows.map(({ body }) => Buffer.from(body).toString("utf8"))).toEqual([text]);
      return rows[0]!.place;
    }),
  );
}
