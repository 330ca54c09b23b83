import type { CaseView } from "./case-view.ts";
import { dropDraft, startDraft } from "./drafts.ts";
import type { Draft, FieldStore } from "./open-store.ts";
import type { ObservedRefusal } from "./record-bodies.ts";
import { recordVisit, type Owner } from "./record-visit.ts";
import { changeTaps } from "./sessions.ts";
import { addTap, type AskRule, settleApproach, type SessionState, undoApproach } from "./session-counter.ts";
import { ageBandOf, SEXES, type Language } from "#surveys/vocabulary.ts";

/** Opens the interview of a dwelling, or the one that is half done. */
export async function beginHousehold(
  store: FieldStore,
  ownerId: string,
  view: CaseView,
  language: Language,
): Promise<void> {
  if (view.draft || !view.wave) return;
  await startDraft(store, {
    ownerId,
    waveId: view.waveId,
    mode: "household",
    caseId: view.id,
    sessionId: null,
    questionnaireVersionId: view.wave.questionnaireVersionId,
    language,
  });
}

/** Opens an interview with the passer-by whose turn it is, who thereby counts as approached; null out of turn. */
export async function beginIntercept(
  store: FieldStore,
  ownerId: string,
  session: Pick<SessionState, "id" | "caseId" | "waveId">,
  rule: AskRule,
  questionnaireVersionId: string,
  language: Language,
): Promise<Draft | null> {
  let isTurn = false;
  await changeTaps(store, session.id, (now) => {
    const next = addTap(now, { kind: "approach" }, rule);
    isTurn = next !== now;
    return next;
  });
  if (!isTurn) return null;
  return startDraft(store, {
    ownerId,
    waveId: session.waveId,
    mode: "intercept",
    caseId: session.caseId,
    sessionId: session.id,
    questionnaireVersionId,
    language,
  });
}

export interface SaidOnRefusal {
  /** At a door: why, for the supervisor. */
  note?: string;
  /** In the street: what could be seen of the person. Without it, what they had answered. */
  refusal?: ObservedRefusal;
}

/** They will not go on and nothing is sent: a refusal, with what is known about the person. */
export async function refuseInterview(
  store: FieldStore,
  owner: Owner,
  draft: Draft,
  { note, refusal }: SaidOnRefusal = {},
): Promise<void> {
  const { answers, sessionId } = draft;
  if (sessionId)
    await changeTaps(store, sessionId, (session) =>
      settleApproach(session, { kind: "refusal", refusal: refusal ?? observedIn(answers) }),
    );
  else {
    const begun = Object.keys(answers).length > 0;
    const place = { id: draft.caseId, waveId: draft.waveId };
    const reason = begun ? "break-off" : "refused-by-selected";
    await recordVisit(store, owner, place, { reason }, note ? { note } : {});
  }
  await dropDraft(store, draft.id);
}

function observedIn(answers: Draft["answers"]): ObservedRefusal {
  const age = Number(answers.age);
  return {
    ageBand: Number.isNaN(age) ? null : ageBandOf(age),
    sex: SEXES.find((one) => one === answers.sex) ?? null,
  };
}

/** Whoever it was is thanked: enough such people were asked. */
export async function screenOut(store: FieldStore, draft: Draft): Promise<void> {
  if (draft.sessionId)
    await changeTaps(store, draft.sessionId, (session) => settleApproach(session, { kind: "screened" }));
  await dropDraft(store, draft.id);
}

/** Opened by mistake: as if it had not been. What a correction would have corrected stays as it was. */
export async function discardInterview(store: FieldStore, draft: Draft): Promise<void> {
  if (draft.sessionId && !draft.corrects) await changeTaps(store, draft.sessionId, undoApproach);
  await dropDraft(store, draft.id);
}
