import { createElement, type ComponentType } from "react";
import type { Question, SurveyError } from "survey-core";
import { ReactQuestionFactory, SurveyQuestion, type ISurveyCreator } from "survey-react-ui";
import { QuestionnaireInput, QuestionnaireText } from "./questionnaire-inputs.tsx";
import { QuestionnaireChoices } from "./questionnaire-options.tsx";

// Asked on every page of every interview, on slow tablets: choices, numbers and texts are drawn by ourselves.
const DRAWN: Record<string, ComponentType<{ question: Question }>> = {
  radiogroup: QuestionnaireChoices,
  text: QuestionnaireInput,
  comment: QuestionnaireText,
};
for (const [type, drawn] of Object.entries(DRAWN))
  ReactQuestionFactory.Instance.registerQuestion(type, (props) =>
    createElement(drawn, props as unknown as { question: Question }),
  );

const creator: ISurveyCreator = {
  createQuestionElement: (question) =>
    ReactQuestionFactory.Instance.createQuestion(question.getTemplate(), {
      question,
      creator,
      isDisplayMode: question.isInputReadOnly,
    }) as ReturnType<ISurveyCreator["createQuestionElement"]>,
  renderError: (key: string, error: SurveyError) => <span key={key}>{error.getText()}</span>,
  questionTitleLocation: () => "top",
  questionErrorLocation: () => "bottom",
};

/** One element of a page: a passage of text, or a question with its answers. */
export function QuestionnaireQuestion({ question }: { question: Question }) {
  const body = SurveyQuestion.renderQuestionBody(creator, question) as React.JSX.Element;
  if (question.getType() === "html")
    return (
      <div className="questionnaire__text" tabIndex={-1}>
        {body}
      </div>
    );
  const errors = question.errors.map((error) => error.getText()).filter(Boolean);
  return (
    <div className="questionnaire__question" data-name={question.name}>
      <h2 id={question.ariaTitleId} className="questionnaire__title" tabIndex={-1}>
        {question.title}
      </h2>
      {question.description ? (
        <p id={question.ariaDescriptionId} className="questionnaire__more">
          {question.description}
        </p>
      ) : null}
      <div className="questionnaire__answer">{body}</div>
      {errors.length > 0 ? (
        <p id={`${question.id}_errors`} className="questionnaire__wrong" role="alert">
          {errors.join(" ")}
        </p>
      ) : null}
    </div>
  );
}
