import { backOff } from "./back-off.ts";
import type { FieldStore } from "./open-store.ts";
import { isUnsent, readEnvelopes } from "./outbox.ts";
import type { Fetcher } from "./post-record.ts";
import { sendAll } from "./send-records.ts";
import { readSetting, writeSetting } from "./settings.ts";
import { announceStoreChange, onStoreChange } from "./store-events.ts";
import { VaultLocked } from "./vault/open-vault.ts";
import { renewSignIn } from "./vault/renew-sign-in.ts";
import { activeUser } from "./vault/whose-turn.ts";
import { refreshWork, type RefreshResult } from "./work.ts";

/** What the three facts at the top of every field page are made of. */
export interface SyncState {
  unsent: number;
  attention: number;
  busy: boolean;
  /** The server answered the last time we asked. Null before the first time. */
  reachable: boolean | null;
  signedOut: boolean;
  /** Somebody else is signed in than the one whose data is open. */
  otherSignedIn: boolean;
  notAllowed: boolean;
  lastSync: number | null;
  clockOffset: number | null;
}

export interface Sync {
  read(): SyncState;
  subscribe(listener: () => void): () => void;
  /** Sends now, and asks for work. Waits for one that is already under way. */
  now(options?: { refresh?: boolean }): Promise<void>;
  /** Somebody is looking: does not wait out a long pause that only this device chose. */
  nudge(): void;
  /** Sends nothing more until the server has said again who is signed in. */
  forget(): void;
  stop(): void;
}

interface Parts {
  store: FieldStore;
  fetcher: Fetcher;
  /** 0..1 */
  spread?: () => number;
  setTimer?: (run: () => void, ms: number) => unknown;
  clearTimer?: (timer: unknown) => void;
  /** Milliseconds, of any origin. */
  clock?: () => number;
}

/** A pause that a new record, or a person who turns a page, need not wait out. */
const LONG_PAUSE_MS = 20_000;

const NOTHING: SyncState = {
  unsent: 0,
  attention: 0,
  busy: false,
  reachable: null,
  signedOut: false,
  otherSignedIn: false,
  notAllowed: false,
  lastSync: null,
  clockOffset: null,
};

/**
 * Keeps sending while there is something to send: on every change of the store, on demand, and again after a back-off when
 * it failed. A 401 renews the sign-in, or pauses it until `now` succeeds in fetching work again. Records are only sent once the server has said in
 * this page's life who is signed in: another volunteer may have signed in on this tablet.
 */
export function createSync({
  store,
  fetcher,
  spread = Math.random,
  setTimer = (run, ms) => setTimeout(run, ms),
  clearTimer = (timer) => clearTimeout(timer as ReturnType<typeof setTimeout>),
  clock = () => performance.now(),
}: Parts): Sync {
  let state = NOTHING;
  let confirmed: string | null = null;
  let running: Promise<void> | null = null;
  let timer: unknown = null;
  let failures = 0;
  let pausedAt = 0;
  let serverAsked = false;
  const listeners = new Set<() => void>();
  const set = (change: Partial<SyncState>) => {
    state = { ...state, ...change };
    for (const listener of [...listeners]) listener();
  };

  const count = async () => {
    const userId = await activeUser(store);
    const records = userId ? await readEnvelopes(store, userId) : [];
    set({
      unsent: records.filter(isUnsent).length,
      attention: records.filter((record) => record.state === "attention").length,
      lastSync: (await readSetting(store, "lastSync")) ?? null,
      clockOffset: (await readSetting(store, "clockOffset")) ?? null,
    });
  };

  const noteRefresh = async (result: RefreshResult) => {
    if (result === "fresh") confirmed = await activeUser(store);
    if (result !== "fresh" && result !== "away") confirmed = null;
    set({
      reachable: result !== "away",
      signedOut: result === "signed-out" || (result === "away" && state.signedOut),
      otherSignedIn: result === "other" || (result === "away" && state.otherSignedIn),
      notAllowed: result === "not-allowed",
    });
  };

  /** Fetches work, as whoever's data are open: where somebody else or nobody is signed in, the sign-in is renewed first. */
  const refreshAsOwner = async (): Promise<RefreshResult> => {
    const result = await refreshWork(store, fetcher);
    if (result !== "signed-out" && result !== "other") return result;
    const renewed = await renewSignIn(store, fetcher);
    if (renewed === "away") return "away";
    return renewed === "renewed" ? refreshWork(store, fetcher) : result;
  };

  /** @returns how long to wait before trying again, or null if there is no need to */
  const attempt = async (refresh: boolean, isSecond = false): Promise<number | null> => {
    if (refresh || confirmed === null) await noteRefresh(await refreshAsOwner());
    await count();
    if (state.signedOut || state.notAllowed || state.otherSignedIn) return null;
    if (confirmed === null) return state.unsent > state.attention ? retry(null) : null;
    if (state.unsent === state.attention) return null;
    const result = await sendAll(store, confirmed, fetcher).catch((error: unknown) => {
      if (error instanceof VaultLocked) return "locked" as const;
      throw error;
    });
    if (result === "locked") return null;
    if (!result) return retry(null);
    if (result.ended === "signed-out") {
      confirmed = null;
      if (!isSecond) return attempt(true, true);
      set({ signedOut: true, reachable: true });
      return null;
    }
    if (result.ended === "failed") {
      set({ reachable: false });
      if (result.kept > 0) failures = 0;
      return retry(result.retryAfterMs);
    }
    failures = 0;
    set({ reachable: true });
    await writeSetting(store, "lastSync", Date.now());
    return null;
  };

  const retry = (retryAfterMs: number | null) => {
    failures += 1;
    pausedAt = clock();
    serverAsked = retryAfterMs !== null;
    return backOff(failures, retryAfterMs, spread());
  };

  const run = async (refresh: boolean) => {
    if (timer !== null) clearTimer(timer);
    timer = null;
    set({ busy: true });
    try {
      const wait = await attempt(refresh);
      await count();
      // What was put into the outbox while the last record was under way.
      const more = wait === null && confirmed !== null && state.unsent > state.attention;
      if (wait !== null || more) timer = setTimer(() => void start(false), wait ?? 0);
    } finally {
      set({ busy: false });
    }
  };

  const start = (refresh: boolean): Promise<void> => {
    if (running && !refresh) return running;
    const before = running ?? Promise.resolve();
    const mine: Promise<void> = before
      .then(() => run(refresh))
      .finally(() => {
        if (running === mine) running = null;
      });
    running = mine;
    return mine;
  };

  const mayTry = () => !running && (timer === null || (!serverAsked && clock() - pausedAt >= LONG_PAUSE_MS));

  const stopListening = onStoreChange(() => {
    void count().then(() => {
      const due = state.unsent > state.attention;
      if (due && mayTry() && !state.signedOut && !state.notAllowed && !state.otherSignedIn) void start(false);
    });
  });

  return {
    read: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async now({ refresh = true } = {}) {
      failures = 0;
      await start(refresh);
      announceStoreChange();
    },
    nudge() {
      if (timer !== null && mayTry()) void start(false);
    },
    forget() {
      confirmed = null;
      set({ otherSignedIn: false });
    },
    stop() {
      stopListening();
      if (timer !== null) clearTimer(timer);
    },
  };
}
