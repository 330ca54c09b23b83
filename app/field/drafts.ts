import { v7 as uuidv7 } from "uuid";
import { makeRecord } from "./make-record.ts";
import type { Draft, FieldStore } from "./open-store.ts";
import { enqueue } from "./outbox.ts";
import type { Answers, Photo } from "./record-bodies.ts";
import { changeSessionWith } from "./sessions.ts";
import { announceStoreChange } from "./store-events.ts";
import { inOrder } from "./vault/in-order.ts";
import { keyOf } from "./vault/open-vault.ts";
import { isUnchanged, openDraft, sealDraft } from "./vault/sealed-values.ts";
import type { Language, Outcome } from "#surveys/vocabulary.ts";

export type NewDraft = Pick<
  Draft,
  "ownerId" | "waveId" | "mode" | "caseId" | "sessionId" | "questionnaireVersionId" | "language"
>;

export async function startDraft(store: FieldStore, about: NewDraft): Promise<Draft> {
  const now = Date.now();
  const draft: Draft = {
    ...about,
    id: uuidv7(),
    answers: {},
    pageNo: 0,
    screenTimes: {},
    startedAt: new Date(now).toISOString(),
    updatedAt: now,
  };
  await store.put("drafts", await sealDraft(await keyOf(store, draft.ownerId), draft));
  announceStoreChange();
  return draft;
}

/** Saves what is on the screen. A draft that was sent or thrown away meanwhile is not brought back. */
export async function saveDraft(
  store: FieldStore,
  id: string,
  change: Partial<
    Pick<
      Draft,
      "answers" | "pageNo" | "screenTimes" | "language" | "position" | "agreedAt" | "notes" | "photos"
    >
  >,
): Promise<void> {
  await inOrder(store, async () => {
    for (;;) {
      const before = await store.get("drafts", id);
      if (!before) return;
      const key = await keyOf(store, before.ownerId);
      const draft = { ...(await openDraft(key, before)), ...change, updatedAt: Date.now() };
      const after = await sealDraft(key, draft);
      const tx = store.transaction("drafts", "readwrite", { durability: "strict" });
      const now = await tx.store.get(id);
      const unchanged = now && isUnchanged(now, before);
      if (unchanged) await tx.store.put(after);
      await tx.done;
      if (!now || unchanged) return;
    }
  });
}

/** Each volunteer's own drafts only, also on a shared tablet. */
export async function readDrafts(store: FieldStore, ownerId: string): Promise<Draft[]> {
  const drafts = await store.getAllFromIndex("drafts", "owner", ownerId);
  if (drafts.length === 0) return [];
  const key = await keyOf(store, ownerId);
  return Promise.all(drafts.map((draft) => openDraft(key, draft)));
}

export async function readDraft(store: FieldStore, ownerId: string, id: string): Promise<Draft | undefined> {
  const draft = await store.get("drafts", id);
  return draft?.ownerId === ownerId ? openDraft(await keyOf(store, ownerId), draft) : undefined;
}

export async function dropDraft(store: FieldStore, id: string): Promise<void> {
  await store.delete("drafts", id);
  announceStoreChange();
}

/** Turns a draft into a response in the outbox, and notes it in its session: all of it or nothing. */
export async function finishDraft(
  store: FieldStore,
  draft: Draft,
  cityId: string,
  result: {
    outcome: Outcome;
    answers: Answers;
    language: Language;
    paradata?: Record<string, unknown>;
    photos?: Photo[];
  },
): Promise<void> {
  const { corrects } = draft;
  // A correction tells of the same conversation.
  const completedAt = corrects?.completedAt ?? new Date().toISOString();
  const body = await makeRecord(store, "responses", {
    id: draft.id,
    cityId,
    waveId: draft.waveId,
    mode: draft.mode,
    caseId: draft.caseId,
    ...(draft.sessionId ? { sessionId: draft.sessionId } : {}),
    questionnaireVersionId: draft.questionnaireVersionId,
    outcome: result.outcome,
    answers: result.answers,
    language: result.language,
    startedAt: draft.startedAt,
    completedAt,
    ...(corrects ? { corrects: corrects.id, correctionReason: corrects.reason } : {}),
    ...(result.paradata ? { paradata: result.paradata } : {}),
    ...(result.photos?.length ? { photos: result.photos } : {}),
  });
  const interview = { id: draft.id, outcome: result.outcome, at: completedAt };
  await enqueue(store, draft.ownerId, "responses", body, async (key) => {
    const noteInterview = await changeSessionWith(store, key, draft.sessionId, (session) => ({
      ...session,
      interviews: [...session.interviews.filter(({ id }) => id !== corrects?.id), interview],
    }));
    return async (tx) => {
      await tx.objectStore("drafts").delete(draft.id);
      return noteInterview(tx);
    };
  });
}
