import { useState } from "react";
import type { Question } from "survey-core";

type Written = Question & {
  inputType?: string;
  min?: number;
  max?: number;
  rows?: number;
  maxLength?: number;
};

/** A number or a short text. What is in the field belongs to the browser: writing Chinese is never interrupted. */
export function QuestionnaireInput({ question }: { question: Question }) {
  const { inputType, min, max } = question as Written;
  return (
    <input
      {...about(question)}
      type={inputType ?? "text"}
      {...(inputType === "number" ? { min, max, inputMode: "numeric" as const } : {})}
      maxLength={limitOf(question)}
      autoComplete="off"
      onChange={({ target }) => {
        question.inputValue = target.value;
      }}
    />
  );
}

/** Several lines, with how much of the room for them is taken. */
export function QuestionnaireText({ question }: { question: Question }) {
  const limit = limitOf(question);
  const [length, setLength] = useState(String(question.value ?? "").length);
  return (
    <>
      <textarea
        {...about(question)}
        rows={(question as Written).rows}
        maxLength={limit}
        onChange={({ target }) => {
          setLength(target.value.length);
          question.value = target.value;
        }}
      />
      {limit ? (
        <p className="questionnaire__count" aria-hidden="true">
          {length} / {limit}
        </p>
      ) : null}
    </>
  );
}

const about = (question: Question) => ({
  id: question.inputId,
  defaultValue: question.value ?? "",
  "aria-labelledby": question.ariaTitleId,
  "aria-describedby": question.a11y_input_ariaDescribedBy ?? undefined,
  "aria-required": question.isRequired || undefined,
  "aria-invalid": question.errors.length > 0 || undefined,
});

/** SurveyJS says -1 where the survey decides, and 0 where nobody does. */
const limitOf = (question: Question): number | undefined => {
  const { maxLength = 0 } = question as Written;
  return maxLength > 0 ? maxLength : undefined;
};
