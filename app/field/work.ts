import type { FieldStore, StoredWork } from "./open-store.ts";
import { forgetSent } from "./outbox.ts";
import type { Fetcher } from "./post-record.ts";
import { clockOffset } from "./server-clock.ts";
import { deviceId, writeSetting } from "./settings.ts";
import { announceStoreChange } from "./store-events.ts";
import { inOrder } from "./vault/in-order.ts";
import { leaveSecret } from "./vault/leave-secret.ts";
import { keyOf, openVaultOf } from "./vault/open-vault.ts";
import { openWork, sealWork } from "./vault/sealed-values.ts";
import { activeUser } from "./vault/whose-turn.ts";
import type { FieldWork } from "./work-types.ts";

/** `locked`: somebody is signed in, but their data on this tablet is not open. `other`: open is somebody else's. */
export type RefreshResult = "fresh" | "locked" | "other" | "signed-out" | "not-allowed" | "away";

type NoWork = "signed-out" | "not-allowed" | "away";

/** Asks for today's work and keeps it. Whatever goes wrong, the work of last time stays. */
export async function refreshWork(store: FieldStore, fetcher: Fetcher): Promise<RefreshResult> {
  const askedAt = Date.now();
  const work = await askForWork(fetcher, await deviceId(store));
  if (typeof work === "string") return work;
  const open = openVaultOf(store);
  if (open && open.userId !== work.user.id) return "other";
  await writeSetting(store, "user", work.user);
  if ((await activeUser(store)) !== work.user.id) {
    announceStoreChange();
    return "locked";
  }
  await keepWork(store, work, askedAt);
  await leaveSecret(store, fetcher, work.city.id);
  const offset = clockOffset(work.serverTime, askedAt, Date.now());
  if (offset !== null) await writeSetting(store, "clockOffset", offset);
  await writeSetting(store, "lastSync", Date.now());
  await forgetSent(store, work.user.id, askedAt);
  announceStoreChange();
  return "fresh";
}

async function askForWork(fetcher: Fetcher, device: string): Promise<FieldWork | NoWork> {
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
  const userId = work.user.id;
  await inOrder(store, async () => {
    const stored = await sealWork(await keyOf(store, userId), { userId, work, fetchedAt });
    const tx = store.transaction(["work", "questionnaires"], "readwrite");
    for (const questionnaire of work.questionnaires)
      await tx.objectStore("questionnaires").put(questionnaire);
    await tx.objectStore("work").put(stored);
    await tx.done;
  });
}

/** The work of whoever may work just now, as last fetched. */
export async function readWork(store: FieldStore): Promise<StoredWork | undefined> {
  const userId = await activeUser(store);
  const stored = userId ? await store.get("work", userId) : undefined;
  return stored && userId ? openWork(await keyOf(store, userId), stored) : undefined;
}

export async function readDefinition(
  store: FieldStore,
  versionId: string,
): Promise<Record<string, unknown> | undefined> {
  return (await store.get("questionnaires", versionId))?.definition;
}
