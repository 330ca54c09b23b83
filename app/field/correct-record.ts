import { v7 as uuidv7 } from "uuid";
import { makeRecord } from "./make-record.ts";
import type { Draft, FieldStore, StoredRecord } from "./open-store.ts";
import { enqueue, readBody } from "./outbox.ts";
import type { VisitBody } from "./record-bodies.ts";
import type { Owner } from "./record-visit.ts";
import { announceStoreChange } from "./store-events.ts";
import { keyOf } from "./vault/open-vault.ts";
import { sealDraft } from "./vault/sealed-values.ts";
import type { CaseVisit, FieldWork, WorkCase } from "./work-types.ts";
import { dispositionOf, type VisitReason } from "#surveys/fieldwork/visit-reasons.ts";
import type { Disposition } from "#surveys/vocabulary.ts";

/** Longer ones the server does not take. */
export const LONGEST_REASON = 500;

/** Records what a visit really came to. It happened when the wrong one says; that one counts no more. */
export async function correctVisit(
  store: FieldStore,
  { ownerId, cityId }: Owner,
  { id: caseId, waveId }: Pick<WorkCase, "id" | "waveId">,
  wrong: Pick<CaseVisit, "id" | "happenedAt">,
  correctionReason: string,
  result: { reason: VisitReason } | { disposition: Disposition },
  more: Pick<VisitBody, "appointmentAt" | "note" | "findings"> = {},
): Promise<void> {
  const what =
    "reason" in result ? { disposition: dispositionOf(result.reason), reason: result.reason } : result;
  const body = await makeRecord(store, "visits", {
    ...{ cityId, waveId, caseId, ...what, happenedAt: wrong.happenedAt, ...more },
    ...{ corrects: wrong.id, correctionReason },
  });
  await enqueue(store, ownerId, "visits", body);
}

/** A finished interview of this person on this device, as a list shows it. */
export interface FinishedInterview {
  record: StoredRecord & { kind: "responses" };
  caseId: string;
  sessionId: string | null;
  completedAt: string;
}

/** Interviews that can still be put right, latest first: of open waves, and not put right yet. */
export function finishedInterviews(
  records: readonly StoredRecord[],
  drafts: readonly Draft[],
  work: Pick<FieldWork, "waves">,
): FinishedInterview[] {
  const open = new Set(work.waves.filter(({ status }) => status === "open").map(({ id }) => id));
  const made = records.flatMap((record) => {
    if (record.kind !== "responses" || record.state === "quarantined") return [];
    const own = { ...record, kind: "responses" as const };
    return [{ record: own, body: readBody(own) }];
  });
  const done = new Set([
    ...made.map(({ body }) => body.corrects),
    ...drafts.map((draft) => draft.corrects?.id),
  ]);
  return made
    .filter(({ body }) => open.has(body.waveId) && !done.has(body.id))
    .map(({ record, body }) => ({
      ...{ record, caseId: body.caseId ?? "", sessionId: body.sessionId ?? null },
      completedAt: body.completedAt,
    }))
    .sort((a, b) => Date.parse(b.completedAt) - Date.parse(a.completedAt));
}

/** Opens a finished interview again, with its answers: what comes of it takes the other's place. */
export async function reopenInterview(
  store: FieldStore,
  { record }: FinishedInterview,
  reason: string,
): Promise<void> {
  const body = readBody(record);
  const { agreedAt, notes } = body.paradata ?? {};
  const draft: Draft = {
    ...{ id: uuidv7(), ownerId: record.ownerId, waveId: body.waveId, mode: body.mode },
    ...{ caseId: body.caseId ?? "", sessionId: body.sessionId ?? null, language: body.language },
    questionnaireVersionId: body.questionnaireVersionId,
    answers: body.answers as Draft["answers"],
    pageNo: 0,
    screenTimes: {},
    agreedAt: typeof agreedAt === "string" ? agreedAt : body.startedAt,
    ...(typeof notes === "string" ? { notes } : {}),
    ...(body.photos ? { photos: body.photos } : {}),
    startedAt: body.startedAt,
    updatedAt: Date.now(),
    corrects: { id: body.id, reason, completedAt: body.completedAt },
  };
  await store.put("drafts", await sealDraft(await keyOf(store, draft.ownerId), draft));
  announceStoreChange();
}
