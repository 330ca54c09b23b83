import type { FieldStore, StoredWork } from "./open-store.ts";
import { forgetSent } from "./outbox.ts";
import type { Fetcher } from "./post-record.ts";
import { clockOffset } from "./server-clock.ts";
import { deviceId, readSetting, writeSetting } from "./settings.ts";
import { announceStoreChange } from "./store-events.ts";
import type { FieldWork } from "./work-types.ts";

export type RefreshResult = "fresh" | "signed-out" | "not-allowed" | "away";

/** Asks for today's work and keeps it. Whatever goes wrong, the work of last time stays. */
export async function refreshWork(store: FieldStore, fetcher: Fetcher): Promise<RefreshResult> {
  const askedAt = Date.now();
  const work = await askForWork(fetcher, await deviceId(store));
  if (typeof work === "string") return work;
  await keepWork(store, work, askedAt);
  const offset = clockOffset(work.serverTime, askedAt, Date.now());
  if (offset !== null) await writeSetting(store, "clockOffset", offset);
  await writeSetting(store, "lastSync", Date.now());
  await forgetSent(store, work.user.id, askedAt);
  announceStoreChange();
  return "fresh";
}

async function askForWork(
  fetcher: Fetcher,
  device: string,
): Promise<FieldWork | Exclude<RefreshResult, "fresh">> {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), 20_000);
  try {
    const answer = await fetcher(`/api/field/work?device=${device}`, {
      headers: { Accept: "application/json" },
      credentials: "same-origin",
      cache: "no-store",
      redirect: "manual",
      signal: controller.signal,
    });
    if (answer.status === 401) return "signed-out";
    if (answer.status === 403) return "not-allowed";
    const body = (await answer.json()) as Partial<FieldWork> | null;
    const right = answer.status === 200 && body?.user && body.city && Array.isArray(body.cases);
    return right ? (body as FieldWork) : "away";
  } catch {
    return "away";
  } finally {
    clearTimeout(timer);
  }
}

/** A draft reopens with the questionnaire it began with, so older versions are never thrown away here. */
async function keepWork(store: FieldStore, work: FieldWork, fetchedAt: number): Promise<void> {
  const tx = store.transaction(["work", "questionnaires", "settings"], "readwrite");
  for (const questionnaire of work.questionnaires) await tx.objectStore("questionnaires").put(questionnaire);
  await tx.objectStore("work").put({ userId: work.user.id, work, fetchedAt });
  await tx.objectStore("settings").put(work.user, "user");
  await tx.done;
}

/** The work of whoever is signed in, as last fetched. */
export async function readWork(store: FieldStore): Promise<StoredWork | undefined> {
  const user = await readSetting(store, "user");
  return user ? store.get("work", user.id) : undefined;
}

export async function readDefinition(
  store: FieldStore,
  versionId: string,
): Promise<Record<string, unknown> | undefined> {
  return (await store.get("questionnaires", versionId))?.definition;
}
