import type { KeptAnswer, KeptDraft } from "./kept-answer.ts";
import type { ResponseBody } from "#app/field/record-bodies.ts";
import type { QuestionnaireResult } from "#app/components/questionnaire-runner.tsx";
import type { Language, Outcome } from "#surveys/vocabulary.ts";

/** Writes the bytes that are sent, and sent again, until they are kept. */
export function readyToSend(
  draft: KeptDraft,
  place: { cityId: string; waveId: string },
  { data, screenTimes, outcome }: QuestionnaireResult & { outcome: Outcome },
  language: Language,
  now: Date,
): Extract<KeptAnswer, { state: "sending" }> {
  const body: ResponseBody = {
    id: draft.id,
    ...place,
    mode: "online",
    questionnaireVersionId: draft.questionnaireVersionId,
    outcome,
    answers: data,
    language,
    startedAt: draft.startedAt,
    completedAt: now.toISOString(),
    paradata: { screenTimes },
  };
  const kept: KeptDraft = { ...draft, answers: data, screenTimes };
  return { state: "sending", id: draft.id, outcome, body: JSON.stringify(body), draft: kept };
}
