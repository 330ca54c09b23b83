const held = new WeakSet<object>();

/**
 * One sender at a time for each store, also between tabs where the browser has locks (it has none on plain http: two tabs may then send
 * the same bytes twice, which the server stores once).
 *
 * @returns what `run` gives, or null when somebody else is sending
 */
export async function withSenderLock<T>(store: object, run: () => Promise<T>): Promise<T | null> {
  if (held.has(store)) return null;
  held.add(store);
  try {
    const locks = typeof navigator === "undefined" ? undefined : navigator.locks;
    if (!locks) return await run();
    return await locks.request("wenjie-outbox", { ifAvailable: true }, (lock) => (lock ? run() : null));
  } finally {
    held.delete(store);
  }
}
