import type { Language } from "../vocabulary.ts";
import type { ScoringSheet } from "../scoring-sheet.ts";

/** The answers given so far, by question name. */
export type Answers = Record<string, string | number>;

/** Whether something is asked of this respondent, given the mode, the answers and what follows from them. */
export type Condition = (values: Record<string, unknown>) => boolean;

interface QuestionBase {
  name: string;
  title: Record<Language, string>;
  required: boolean;
  /** Places in `CompiledQuestionnaire.conditions` that must all hold for the question to be asked. */
  conditions: readonly number[];
}

export interface ChoiceQuestion extends QuestionBase {
  kind: "choice";
  values: ReadonlySet<string>;
  /** The district's streets are offered too; their codes are known only at run time. */
  offersStreets: boolean;
}

export interface NumberQuestion extends QuestionBase {
  kind: "number";
  /** Inclusive. Only whole numbers are asked for. */
  min: number;
  max: number;
}

export interface TextQuestion extends QuestionBase {
  kind: "text";
  /** In UTF-16 code units, as a browser's `maxlength` counts. */
  maxLength: number;
}

export type CompiledQuestion = ChoiceQuestion | NumberQuestion | TextQuestion;

/** A questionnaire version, read once; holds no state and may be shared by every request. */
export interface CompiledQuestionnaire {
  /** In the order asked. */
  questions: readonly CompiledQuestion[];
  byName: ReadonlyMap<string, CompiledQuestion>;
  conditions: readonly Condition[];
  /** Whether the answers to the screening make a person ineligible. */
  ineligible: Condition;
  /** Names of the questions that decide eligibility. */
  screening: readonly string[];
  sheet: ScoringSheet;
  /** Per item: the code of each option that the questionnaire offers. */
  itemCodes: readonly ReadonlyMap<string, number>[];
}
