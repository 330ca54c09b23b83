import type { Page } from "playwright-core";
import { expect } from "vitest";
import type { Connection } from "#db/client.ts";

/** A record as the tablet's own database holds it. */
export interface Held {
  id: string;
  kind: string;
  state: string;
  text: string;
}

/** What lies in the outbox of this browser, read past the application. */
export function readOutbox(page: Page): Promise<Held[]> {
  return page.evaluate(async () => {
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error ?? new Error("IndexedDB"));
      });
    const store = await done(indexedDB.open("wenjie-field"));
    const rows = await done(store.transaction("records").objectStore("records").getAll());
    store.close();
    return (rows as { id: string; kind: string; state: string; bytes: Uint8Array }[]).map((row) => ({
      ...{ id: row.id, kind: row.kind, state: row.state },
      text: new TextDecoder().decode(row.bytes),
    }));
  });
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
