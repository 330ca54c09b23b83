import type { Question } from "survey-core";
import { runnerSentences, surveyLocale } from "./questionnaire-model.ts";

interface Option {
  value: string;
  text: string;
}

/** Not opinions: a row of their own, each with its own mark. */
const APART = ["dk", "refused"];

/** The answers, one a row; "don't know" and "prefer not to say" below them, apart from the answers and each other. */
export function QuestionnaireChoices({ question }: { question: Question }) {
  const { visibleChoices, name, value: chosen } = question as Question & { visibleChoices: Option[] };
  const options = visibleChoices.map(({ value, text }) => ({ value: String(value), text }));
  const row = (option: Option) => (
    <Row
      key={option.value}
      {...{ option, name }}
      isChosen={chosen === option.value}
      meaning={meaningOf(option.value, question)}
      onChoose={() => {
        question.value = option.value;
      }}
    />
  );
  const apart = options.filter(({ value }) => APART.includes(value));
  return (
    <div
      role="radiogroup"
      className="questionnaire__options"
      aria-labelledby={question.ariaTitleId}
      aria-describedby={question.a11y_input_ariaDescribedBy ?? undefined}
      aria-invalid={question.errors.length > 0 || undefined}
    >
      {options.filter(({ value }) => !APART.includes(value)).map(row)}
      {apart.length > 0 ? <div className="questionnaire__apart">{apart.map(row)}</div> : null}
    </div>
  );
}

/** What "don't know" and "refused" mean, for who does not see how they stand apart. */
function meaningOf(value: string, question: Question): string | null {
  const { notKnown, notSaid } = runnerSentences(languageOf(question));
  return value === "dk" ? notKnown : value === "refused" ? notSaid : null;
}

/** SurveyJS calls its default language, English, by no name. */
const languageOf = (question: Question) =>
  question.survey.getLocale() === surveyLocale("zh-CN") ? "zh-CN" : "en";

interface RowProps {
  option: Option;
  name: string;
  isChosen: boolean;
  meaning: string | null;
  onChoose: () => void;
}

function Row({ option, name, isChosen, meaning, onChoose }: RowProps) {
  const { value, text } = option;
  const id = `${name}-${value}-meaning`;
  return (
    <label
      className={`questionnaire__option${isChosen ? " is-chosen" : ""}`}
      data-apart={meaning ? value : undefined}
    >
      <input
        type="radio"
        name={name}
        value={value}
        checked={isChosen}
        aria-describedby={meaning ? id : undefined}
        onChange={onChoose}
      />
      <span className="questionnaire__mark" aria-hidden="true">
        {value === "dk" ? "?" : value === "refused" ? "–" : ""}
      </span>
      <span>{text}</span>
      {meaning ? (
        <span id={id} hidden>
          {meaning}
        </span>
      ) : null}
    </label>
  );
}
