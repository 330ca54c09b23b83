import { v7 as uuidv7 } from "uuid";
import type { QuestionnaireAnswers } from "#app/components/questionnaire-model.ts";
import type { ScreenTimes } from "#app/components/questionnaire-screen-times.ts";
import type { Outcome } from "#surveys/vocabulary.ts";

/** What this phone knows of its owner's answer to one wave. Once it is sent, only that it was. */
export type KeptAnswer =
  | {
      state: "draft";
      id: string;
      questionnaireVersionId: string;
      startedAt: string;
      answers: QuestionnaireAnswers;
      pageNo: number;
      screenTimes: ScreenTimes;
    }
  | { state: "sending"; id: string; outcome: Outcome; body: string; draft: KeptDraft }
  | { state: "done"; outcome: Outcome }
  | { state: "too-late" };

export type KeptDraft = Extract<KeptAnswer, { state: "draft" }>;

/** Where a phone keeps things: `localStorage`, or an imitation in tests. */
export type Keeper = Pick<Storage, "getItem" | "setItem" | "removeItem">;

const key = (waveId: string) => `wenjie-answer/${waveId}`;

export function newDraft(questionnaireVersionId: string, pageNo: number, now: Date): KeptDraft {
  return {
    state: "draft",
    id: uuidv7(),
    questionnaireVersionId,
    startedAt: now.toISOString(),
    answers: {},
    pageNo,
    screenTimes: {},
  };
}

/** Null if there is nothing, or nothing that can be read. */
export function readKept(keeper: Keeper | null, waveId: string): KeptAnswer | null {
  try {
    const text = keeper?.getItem(key(waveId));
    return text ? (JSON.parse(text) as KeptAnswer) : null;
  } catch {
    return null;
  }
}

/** Keeps it, or forgets it. A phone that keeps nothing can still answer in one sitting. */
export function keep(keeper: Keeper | null, waveId: string, answer: KeptAnswer | null): void {
  try {
    if (answer) keeper?.setItem(key(waveId), JSON.stringify(answer));
    else keeper?.removeItem(key(waveId));
  } catch {
    // Full, or switched off.
  }
}

export function phoneKeeper(): Keeper | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}
