import type { FieldStore } from "../open-store.ts";

const last = new WeakMap<FieldStore, Promise<unknown>>();

/** One after another, in the order asked for: encrypting takes longer than a transaction stays open. */
export function inOrder<T>(store: FieldStore, run: () => Promise<T>): Promise<T> {
  const mine = allDone(store).then(run);
  last.set(store, mine);
  return mine;
}

/** When everything asked for so far has been done, or has failed. */
export const allDone = (store: FieldStore): Promise<unknown> =>
  (last.get(store) ?? Promise.resolve()).catch(() => undefined);
