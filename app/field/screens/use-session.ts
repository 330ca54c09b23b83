import { useCallback, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { beginIntercept } from "../begin-interview.ts";
import type { CaseView } from "../case-view.ts";
import { fieldDevice } from "../field-device.ts";
import type { Draft, StoredSession } from "../open-store.ts";
import { readDrafts } from "../drafts.ts";
import type { SessionEvent } from "../record-bodies.ts";
import { addTap, undoTap, type CountedByHand, type Tap } from "../session-counter.ts";
import {
  changeSession,
  correctCounts,
  readSessions,
  sendCounts,
  startSession,
  tapSession,
} from "../sessions.ts";
import { useDay } from "./use-field.ts";
import type { Language } from "#surveys/vocabulary.ts";

/** A pause in the tapping, after which the totals so far go to the outbox. */
const QUIET_MS = 8000;

/** The latest session at this site on this device, and what can be done with it. A tap shows before it is stored. */
export function useSession(view: CaseView) {
  const { user, work } = useDay();
  const { i18n } = useTranslation();
  const [session, setSession] = useState<StoredSession | null | undefined>(undefined);
  const [draft, setDraft] = useState<Draft | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const caseId = view.id;
  const context = { ownerId: user.id, cityId: work.city.id };
  const latest = useRef({ context, id: "" });
  latest.current = { context, id: session?.id ?? "" };

  useEffect(() => {
    let shown = true;
    void fieldDevice().then(async ({ store }) => {
      const own = (await readSessions(store, user.id)).filter((one) => one.caseId === caseId);
      const [newest] = own.sort((a, b) => Date.parse(b.startedAt) - Date.parse(a.startedAt));
      const drafts = await readDrafts(store, user.id);
      if (!shown) return;
      setSession(newest ?? null);
      setDraft(drafts.find(({ sessionId }) => sessionId === newest?.id && newest !== undefined) ?? null);
    });
    return () => {
      shown = false;
    };
  }, [user.id, caseId]);

  const flush = useCallback(() => {
    if (timer.current) clearTimeout(timer.current);
    timer.current = null;
    const { context: owner, id } = latest.current;
    if (id) void fieldDevice().then(({ store }) => sendCounts(store, owner, id));
  }, []);
  useEffect(() => {
    const onHidden = () => document.visibilityState === "hidden" && flush();
    document.addEventListener("visibilitychange", onHidden);
    return () => {
      document.removeEventListener("visibilitychange", onHidden);
      flush();
    };
  }, [flush]);

  const tap = (what: Tap | "undo") => {
    if (!session) return;
    setSession(what === "undo" ? undoTap(session) : addTap(session, what, view.askRule));
    navigator.vibrate?.(15);
    void fieldDevice().then(({ store }) => tapSession(store, session.id, what, view.askRule));
    if (timer.current) clearTimeout(timer.current);
    timer.current = setTimeout(flush, QUIET_MS);
  };
  return {
    session,
    draft,
    tap,
    start: async () => {
      const { store } = await fieldDevice();
      setSession(await startSession(store, context, { caseId, waveId: view.waveId }));
    },
    change: async (event: Exclude<SessionEvent, "start">) => {
      const { store } = await fieldDevice();
      const changed = session && (await changeSession(store, context, session.id, event));
      if (changed) setSession(changed);
    },
    recount: async (right: CountedByHand, reason: string) => {
      if (!session) return;
      const { store } = await fieldDevice();
      const corrected = await correctCounts(store, context, session.id, right, reason);
      if (corrected) setSession(corrected);
    },
    beginInterview: async () => {
      const version = view.wave?.questionnaireVersionId;
      if (!session || !version) return false;
      const { store } = await fieldDevice();
      const language = i18n.language as Language;
      return (await beginIntercept(store, user.id, session, view.askRule, version, language)) !== null;
    },
  };
}
