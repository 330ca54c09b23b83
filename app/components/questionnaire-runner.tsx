import { useEffect, useReducer, useRef, useState, type KeyboardEvent } from "react";
import { Survey } from "survey-react-ui";
import "survey-core/survey-core.fontless.min.css";
import "./questionnaire-runner.css";
import type { Language, Mode } from "#surveys/vocabulary.ts";
import {
  answeredPages,
  answersAsked,
  createQuestionnaireModel,
  isIneligible,
  outcomeOf,
  runnerSentences,
  surveyLocale,
  type QuestionnaireAnswers,
  type StreetChoice,
} from "./questionnaire-model.ts";
import { useScreenTimes, type ScreenTimes } from "./questionnaire-screen-times.ts";

export interface QuestionnaireProgress {
  /** All answers so far, also those that are hidden at the moment; give them back as `initialData`. */
  data: QuestionnaireAnswers;
  /** Place of the page among those visible; give it back as `initialPage`. */
  pageNo: number;
  screenTimes: ScreenTimes;
}

export interface QuestionnaireResult {
  /** Exactly what may be sent as `answers`: only what is asked of this respondent. */
  data: QuestionnaireAnswers;
  screenTimes: ScreenTimes;
}

export interface QuestionnaireRunnerProps {
  /** SurveyJS JSON of the questionnaire version; fixed for as long as the component is mounted. */
  definition: object;
  /** May change at any time; nothing is lost. */
  locale: Language;
  mode: Mode;
  /** The district's streets, for the question of residence; fixed. */
  streets: readonly StreetChoice[];
  /** To resume: what `onProgress` last gave. */
  initialData?: QuestionnaireAnswers;
  initialPage?: number;
  initialScreenTimes?: ScreenTimes;
  /** After every change of an answer (text: every keystroke) and of the page: save it on the device. */
  onProgress?: (progress: QuestionnaireProgress) => void;
  /** Once, after the last page or when the screening excludes the person. The thank-you is shown here. */
  onComplete: (result: QuestionnaireResult & { outcome: "complete" | "ineligible" }) => void;
  /**
   * Shows "Break off" below the other buttons. Whether this is a partial response (at least the screening
   * answered) or a refusal is the caller's to decide, after asking.
   */
  onBreakOff?: (result: QuestionnaireResult & { pageNo: number }) => void;
  /** Notes to the interviewer are shown. */
  interviewer: boolean;
}

/**
 * The questionnaire, one question a page, in SurveyJS.
 *
 * Heavy (SurveyJS) and only for the browser: load it when it is needed and after hydration,
 * `const Runner = lazy(() => import("#app/components/questionnaire-runner.tsx").then((m) => ({ default: m.QuestionnaireRunner })))`
 * inside `<Suspense>`. To start afresh or for another respondent, change its `key`.
 */
export function QuestionnaireRunner(props: QuestionnaireRunnerProps) {
  const { locale, interviewer, onBreakOff } = props;
  const t = runnerSentences(locale);
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  const [endShown, showEnd] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  const clock = useScreenTimes(props.initialScreenTimes);
  const [model] = useState(() => {
    const made = createQuestionnaireModel(props.definition, props.mode, locale, props.streets);
    if (props.initialData) made.data = props.initialData;
    if (props.initialPage !== undefined)
      made.currentPageNo = Math.min(props.initialPage, made.visiblePageCount - 1);
    return made;
  });
  const latest = useRef(props);
  const total = useRef(answeredPages(model).length);

  useEffect(() => {
    latest.current = props;
  });

  useEffect(() => {
    model.locale = surveyLocale(locale);
  }, [model, locale]);

  useEffect(() => {
    clock.enter(model.currentPage.name);
    const progress = () => {
      redraw();
      showEnd(false);
      if (model.state !== "running") return;
      const { data, currentPageNo: pageNo } = model;
      latest.current.onProgress?.({ data: { ...data }, pageNo, screenTimes: clock.read() });
    };
    const turned = () => {
      clock.enter(model.currentPage.name);
      progress();
    };
    const completed = () => {
      redraw();
      const result = { data: answersAsked(model), outcome: outcomeOf(model), screenTimes: clock.read() };
      latest.current.onComplete(result);
    };
    model.onValueChanged.add(progress);
    model.onCurrentPageChanged.add(turned);
    model.onComplete.add(completed);
    return () => {
      model.onValueChanged.remove(progress);
      model.onCurrentPageChanged.remove(turned);
      model.onComplete.remove(completed);
    };
  }, [model, clock]);

  const page: string = model.currentPage?.name ?? "";
  const shown = useRef(page);
  useEffect(() => {
    if (shown.current === page) return;
    shown.current = page;
    // the next question is read out, and begins at the top
    const heading = frame.current?.querySelector<HTMLElement>(".sd-element__title, .sd-completedpage");
    heading?.setAttribute("tabindex", "-1");
    heading?.focus({ preventScroll: true });
    frame.current?.scrollIntoView({ block: "start" });
  }, [page]);

  const ineligible = isIneligible(model);
  const pages = answeredPages(model);
  if (!ineligible) total.current = pages.length;
  const number = pages.indexOf(model.currentPage) + 1;
  const last = !ineligible && model.isLastPage;

  const forward = () => {
    // A person is never sent away by a slip of the finger: the end is announced first.
    if (ineligible && model.isLastPage && !endShown && model.validate(true, true)) showEnd(true);
    else if (model.isLastPage) model.completeLastPage();
    else model.nextPage();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || (event.target as HTMLInputElement).type !== "number") return;
    event.preventDefault();
    forward();
  };

  const label = number === 0 ? t.start : endShown ? t.end : last ? t.finish : t.next;
  return (
    <div
      ref={frame}
      className={interviewer ? "questionnaire questionnaire--interviewer" : "questionnaire"}
      lang={locale}
      onKeyDown={onKeyDown}
      role="presentation"
    >
      {model.state === "running" && number > 0 && (
        <Progress label={t.progressLabel} number={number} total={total.current} />
      )}
      <Survey model={model} />
      {model.state === "running" && (
        <>
          <div role="status">{endShown && <p className="questionnaire__check">{t.check}</p>}</div>
          <div className="questionnaire__buttons">
            <button type="button" className="questionnaire__forward" onClick={forward}>
              {label}
            </button>
            {!model.isFirstPage && (
              <button type="button" onClick={() => model.prevPage()}>
                {t.back}
              </button>
            )}
            {onBreakOff && (
              <button
                type="button"
                className="questionnaire__break-off"
                onClick={() =>
                  onBreakOff({
                    data: answersAsked(model),
                    pageNo: model.currentPageNo,
                    screenTimes: clock.read(),
                  })
                }
              >
                {t.breakOff}
              </button>
            )}
          </div>
        </>
      )}
    </div>
  );
}

function Progress({ label, number, total }: { label: string; number: number; total: number }) {
  const sentence = label.replace("{{number}}", String(number)).replace("{{total}}", String(total));
  return (
    <div
      className="questionnaire__progress"
      role="progressbar"
      aria-label={sentence}
      aria-valuemin={0}
      aria-valuemax={total}
      aria-valuenow={number}
    >
      <span aria-hidden="true">
        {number} / {total}
      </span>
      <span className="questionnaire__bar" aria-hidden="true">
        <span style={{ width: `${(100 * number) / total}%` }} />
      </span>
    </div>
  );
}
