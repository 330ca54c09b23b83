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

/** What lies in the outbox of this browser, read past the application: decrypted by the PIN alone. */
export function readOutbox(page: Page, pin = PIN): Promise<Held[]> {
  return page.evaluate(async (digits) => {
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error ?? new Error("IndexedDB"));
      });
    const store = await done(indexedDB.open("wenjie-field"));
    const all = <T>(table: string) =>
      done(store.transaction(table).objectStore(table).getAll()) as Promise<T[]>;
    const rows = await all<{ id: string; ownerId: string; kind: string; state: string; bytes: Uint8Array }>(
      "records",
    );
    const [vault] = await all<{ salt: BufferSource; iterations: number; byPin: Uint8Array<ArrayBuffer> }>(
      "vaults",
    );
    store.close();
    if (!vault || rows.length === 0) return [];
    const aes = { name: "AES-GCM", length: 256 };
    const encoded = (text: string) => new TextEncoder().encode(text);
    const from = await crypto.subtle.importKey("raw", encoded(digits), "PBKDF2", false, ["deriveKey"]);
    const how = { name: "PBKDF2", hash: "SHA-256", salt: vault.salt, iterations: vault.iterations };
    const byPin = await crypto.subtle.deriveKey(how, from, aes, false, ["unwrapKey"]);
    const wrapped = { name: "AES-GCM", iv: vault.byPin.slice(0, 12) };
    const key = await crypto.subtle.unwrapKey("raw", vault.byPin.slice(12), byPin, wrapped, aes, false, [
      "decrypt",
    ]);
    return Promise.all(
      rows.map(async ({ id, ownerId, kind, state, bytes }) => {
        const sealed = {
          name: "AES-GCM",
          iv: bytes.slice(0, 12),
          additionalData: encoded(`record/${ownerId}/${id}`),
        };
        const plain = await crypto.subtle.decrypt(sealed, key, bytes.slice(12));
        return { id, kind, state, text: new TextDecoder().decode(plain) };
      }),
    );
  }, pin);
}

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
