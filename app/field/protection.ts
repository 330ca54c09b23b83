/** How well this browser keeps what is unsent. */
export interface Protection {
  /** Off https and localhost there is neither a cold start without a network nor protected storage. */
  secure: boolean;
  /** Whether the browser promised not to clear it away; null where it cannot be asked. */
  kept: boolean | null;
  /** Bytes left; null where unknown. */
  free: number | null;
}

/** Below this, a day's interviews with pictures may not fit. */
export const LITTLE_SPACE = 100 * 1024 * 1024;

export async function readProtection(): Promise<Protection> {
  const storage = navigator.storage as StorageManager | undefined;
  const kept = (await storage?.persisted?.().catch(() => null)) ?? null;
  const { quota, usage } = (await storage?.estimate?.().catch(() => null)) ?? {};
  const free = quota === undefined || usage === undefined ? null : quota - usage;
  return { secure: window.isSecureContext, kept, free };
}
