import type { Question } from "survey-core";
import { QuestionnaireOptions, type Option } from "./questionnaire-options.tsx";
import { runnerSentences } from "./questionnaire-model.ts";
import type { Language } from "#surveys/vocabulary.ts";

interface QuestionProps {
  question: Question;
  locale: Language;
}

/** One element of a page: a passage of text, or a question with its answers. */
export function QuestionnaireQuestion({ question, locale }: QuestionProps) {
  if (question.getType() === "html")
    return (
      <div
        className="questionnaire__text"
        tabIndex={-1}
        dangerouslySetInnerHTML={{ __html: String((question as Question & { html: string }).html) }}
      />
    );
  const errors = question.errors.map((error) => error.getText()).filter(Boolean);
  const ids = {
    title: `${question.name}-title`,
    more: `${question.name}-more`,
    wrong: `${question.name}-wrong`,
  };
  const description = question.description ? question.description : null;
  const described = [description ? ids.more : "", errors.length > 0 ? ids.wrong : ""]
    .filter(Boolean)
    .join(" ");
  const common = {
    "aria-labelledby": ids.title,
    "aria-describedby": described || undefined,
    "aria-invalid": errors.length > 0 || undefined,
  };
  return (
    <div className="questionnaire__question" data-name={question.name}>
      <h2 id={ids.title} className="questionnaire__title" tabIndex={-1}>
        {question.title}
      </h2>
      {description ? (
        <p id={ids.more} className="questionnaire__more">
          {description}
        </p>
      ) : null}
      <Answer question={question} locale={locale} common={common} />
      {errors.length > 0 ? (
        <p id={ids.wrong} className="questionnaire__wrong" role="alert">
          {errors.join(" ")}
        </p>
      ) : null}
    </div>
  );
}

interface AnswerProps extends QuestionProps {
  common: {
    "aria-labelledby": string;
    "aria-describedby": string | undefined;
    "aria-invalid": true | undefined;
  };
}

function Answer({ question, locale, common }: AnswerProps) {
  const { name } = question;
  const value: unknown = question.value;
  const answer = (next: string) => {
    question.value = next;
  };
  const type = question.getType();
  if (type === "radiogroup") {
    const { visibleChoices } = question as Question & { visibleChoices: Option[] };
    const options = visibleChoices.map((item) => ({ value: String(item.value), text: item.text }));
    const chosen = typeof value === "string" ? value : null;
    const { notKnown, notSaid } = runnerSentences(locale);
    return (
      <QuestionnaireOptions {...{ name, options, chosen, common, notKnown, notSaid }} onChoose={answer} />
    );
  }
  const text = value === undefined || value === null ? "" : String(value as string | number);
  if (type === "comment") {
    const { maxLength, rows } = question as Question & { maxLength: number; rows: number };
    return (
      <textarea
        {...common}
        className="questionnaire__input"
        rows={rows}
        maxLength={maxLength > 0 ? maxLength : undefined}
        defaultValue={text}
        onChange={({ target }) => answer(target.value)}
      />
    );
  }
  const { min, max } = question as Question & { min?: number; max?: number };
  return (
    <input
      {...common}
      className="questionnaire__input"
      type="number"
      inputMode="numeric"
      {...{ min, max }}
      defaultValue={text}
      onChange={({ target }) => answer(target.value)}
    />
  );
}
