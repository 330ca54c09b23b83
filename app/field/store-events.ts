/** Tells every open screen of this page that something in the store is different now. */
const listeners = new Set<() => void>();

export function onStoreChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function announceStoreChange(): void {
  for (const listener of [...listeners]) listener();
}
