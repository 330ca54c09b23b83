import { INTERVIEW_LOCK, type Message } from "./service-worker/field-app.ts";

export interface AppVersion {
  /** Pages and files are on this device: it starts without a network. */
  ready: boolean;
  /** A newer version is here, whole, and waits. */
  newer: boolean;
}

export type NotRestarted = "questionnaire-open" | "nothing-newer";

export const NO_VERSION: AppVersion = { ready: false, newer: false };

const HOUR = 3_600_000;
const listeners = new Set<() => void>();
let state = NO_VERSION;
let registered: Promise<ServiceWorkerRegistration | null> | null = null;

export const readAppVersion = (): AppVersion => state;

export function onAppVersion(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const tell = (worker: ServiceWorker | null, message: Message) => worker?.postMessage(message);

/** Keeps the app on this device, and looks for a newer version at every start, when the network comes back, and hourly. */
export function keepAppOnDevice(): void {
  registered ??= register().catch(() => {
    // No network, or a browser that does not like it: the next start tries again.
    registered = null;
    return null;
  });
}

async function register(): Promise<ServiceWorkerRegistration | null> {
  // On plain http there is no such thing.
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return null;
  const registration = await navigator.serviceWorker.register("/field-worker.js", {
    scope: "/field",
    updateViaCache: "none",
  });
  const look = () => {
    state = { ready: registration.active !== null, newer: registration.waiting !== null };
    for (const listener of [...listeners]) listener();
  };
  const follow = () => registration.installing?.addEventListener("statechange", look);
  registration.addEventListener("updatefound", follow);
  follow();
  navigator.serviceWorker.addEventListener("controllerchange", look);
  look();
  tell(navigator.serviceWorker.controller, "started");
  const check = () => void registration.update().catch(() => undefined);
  window.addEventListener("online", check);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && check());
  setInterval(check, HOUR);
  return registration;
}

/**
 * Lets the newer version take over and begins anew with it, unless a questionnaire is on the screen somewhere.
 *
 * @returns only when it did not
 */
export async function restartWithNewer(): Promise<NotRestarted> {
  const waiting = (await registered)?.waiting;
  if (!waiting) return "nothing-newer";
  return navigator.locks.request(
    INTERVIEW_LOCK,
    { ifAvailable: true },
    async (lock): Promise<NotRestarted> => {
      if (!lock) return "questionnaire-open";
      const taken = new Promise((resolve) =>
        navigator.serviceWorker.addEventListener("controllerchange", resolve, { once: true }),
      );
      tell(waiting, "take-over");
      await taken;
      window.location.reload();
      return new Promise<never>(() => undefined);
    },
  );
}

/** Says to all tabs that a questionnaire is on the screen, until the returned function is called. */
export function holdVersion(): () => void {
  const locks = navigator.locks as LockManager | undefined;
  if (!locks) return () => undefined;
  const given = new AbortController();
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  locks.request(INTERVIEW_LOCK, { mode: "shared", signal: given.signal }, () => held).catch(() => undefined);
  return () => {
    release();
    given.abort();
  };
}
