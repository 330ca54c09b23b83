import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import type { Question } from "survey-core";
import "./questionnaire-runner.css";
import { QuestionnaireProgressBar } from "./questionnaire-progress.tsx";
import { QuestionnaireQuestion } from "./questionnaire-question.tsx";
import type { Language, Mode } from "#surveys/vocabulary.ts";
import {
  answersAsked,
  createQuestionnaireModel,
  outcomeOf,
  placeOf,
  runnerSentences,
  surveyLocale,
  type QuestionnaireAnswers,
  type StreetChoice,
} from "./questionnaire-model.ts";
import { useScreenTimes, type ScreenTimes } from "./questionnaire-screen-times.ts";
import { useSwipe } from "./questionnaire-swipe.ts";

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
  /** Somebody asks: notes to the interviewer, swipes to turn the page, and a card to show to the respondent. */
  interviewer: boolean;
  /** What is said and asked before the first question, where an interviewer has to ask. */
  consent?: Consent;
  /** What belongs to a question besides its answer, such as photos. */
  beside?: (question: string) => ReactNode;
  /** Below the buttons; not on the card. */
  tools?: ReactNode;
  /** Something else is in front of it: no time is counted. */
  paused?: boolean;
}

export interface Consent {
  /** They agreed in an earlier sitting. */
  given: boolean;
  says: ReactNode;
  onAgree: () => void;
  onRefuse: () => void;
}

/**
 * The questionnaire, one question a page: SurveyJS decides what is asked and what is wrong, the page is ours.
 *
 * Heavy (survey-core) and only for the browser: load it when it is needed and after hydration,
 * `const Runner = lazy(() => import("#app/components/questionnaire-runner.tsx").then((m) => ({ default: m.QuestionnaireRunner })))`
 * inside `<Suspense>`. To start afresh or for another respondent, change its `key`.
 */
export function QuestionnaireRunner(props: QuestionnaireRunnerProps) {
  const { locale, interviewer, onBreakOff, consent, paused = false } = props;
  const t = runnerSentences(locale);
  const [endShown, showEnd] = useState(false);
  const [agreed, setAgreed] = useState(!consent || consent.given);
  const [isCard, setCard] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  const clock = useScreenTimes(props.initialScreenTimes, paused);
  const [model] = useState(() => {
    const made = createQuestionnaireModel(props.definition, props.mode, locale, props.streets);
    if (props.initialData) made.data = props.initialData;
    if (props.initialPage !== undefined)
      made.currentPageNo = Math.min(props.initialPage, made.visiblePageCount - 1);
    return made;
  });
  const [place, setPlace] = useState(() => placeOf(model));
  const redraw = () => setPlace((before) => ({ ...before }));
  const latest = useRef(props);

  useEffect(() => {
    latest.current = props;
  });

  useEffect(() => {
    model.locale = surveyLocale(locale);
    redraw();
  }, [model, locale]);

  useEffect(() => {
    clock.enter(model.currentPage.name);
    const progress = () => {
      const now = placeOf(model);
      // Whoever is sent away after two questions was not at the end of two.
      setPlace((before) => (now.ineligible ? { ...now, total: before.total } : now));
      showEnd(false);
      if (model.state !== "running") return;
      latest.current.onProgress?.({
        data: { ...model.data },
        pageNo: now.pageNo,
        screenTimes: clock.read(),
      });
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
    // Where the screen goes dark, or another app comes in front, the page may never come back.
    const hidden = () => {
      if (document.visibilityState === "hidden") progress();
    };
    document.addEventListener("visibilitychange", hidden);
    model.onValueChanged.add(progress);
    model.onCurrentPageChanged.add(turned);
    model.onComplete.add(completed);
    return () => {
      document.removeEventListener("visibilitychange", hidden);
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
    frame.current
      ?.querySelector<HTMLElement>(".questionnaire__title, .questionnaire__text, .questionnaire__end")
      ?.focus({ preventScroll: true });
    frame.current?.scrollIntoView({ block: "start" });
  }, [page]);

  const isRunning = model.state === "running";
  const { number, total, ineligible } = place;
  const last = !ineligible && model.isLastPage;
  const asksConsent = consent !== undefined && (number === 0 || !agreed);

  const forward = () => {
    // A person is never sent away by a slip of the finger: the end is announced first.
    if (ineligible && model.isLastPage && !endShown && model.validate(true, true)) showEnd(true);
    else if (model.isLastPage) model.completeLastPage();
    else model.nextPage();
    redraw();
  };
  const agree = () => {
    setAgreed(true);
    consent?.onAgree();
    if (number === 0) forward();
  };
  const maySwipe = interviewer && isRunning && !isCard && !asksConsent;
  const swipe = useSwipe(
    maySwipe
      ? (turn) => {
          if (turn === "back") model.prevPage();
          else if (!model.isLastPage) forward();
        }
      : null,
  );
  const onKeyDown = (event: KeyboardEvent) => {
    if (isCard && event.key === "Escape") setCard(false);
    if (isCard || event.key !== "Enter" || (event.target as HTMLInputElement).type !== "number") return;
    event.preventDefault();
    forward();
  };

  const label = number === 0 ? t.start : endShown ? t.end : last ? t.finish : t.next;
  const shownQuestions = isRunning
    ? model.currentPage.questions.filter((one: Question) => one.isVisible)
    : [];
  const asked = shownQuestions.find((one: Question) => one.getType() !== "html")?.name;
  return (
    <div
      ref={frame}
      className={`questionnaire${interviewer ? " questionnaire--interviewer" : ""}${isCard ? " questionnaire--card" : ""}`}
      lang={locale}
      onKeyDown={onKeyDown}
      role="presentation"
      {...swipe}
    >
      {isRunning && number > 0 && !asksConsent && !isCard ? (
        <QuestionnaireProgressBar label={t.progressLabel} number={number} total={total} />
      ) : null}
      {asksConsent && number > 0
        ? null
        : shownQuestions.map((question: Question) => (
            <QuestionnaireQuestion key={question.name} question={question} />
          ))}
      {isRunning ? null : (
        <div
          className="questionnaire__text questionnaire__end"
          tabIndex={-1}
          dangerouslySetInnerHTML={{ __html: model.processedCompletedHtml }}
        />
      )}
      {isRunning && isCard ? (
        <div className="questionnaire__buttons">
          <button type="button" className="questionnaire__hand-back" onClick={() => setCard(false)}>
            {t.cardEnd}
          </button>
        </div>
      ) : null}
      {isRunning && asksConsent ? (
        <>
          {consent.says}
          <div className="questionnaire__buttons questionnaire__buttons--consent">
            <button type="button" className="questionnaire__forward" onClick={agree}>
              {t.agree}
            </button>
            <button type="button" className="questionnaire__disagree" onClick={consent.onRefuse}>
              {t.disagree}
            </button>
          </div>
        </>
      ) : null}
      {isRunning && !asksConsent && !isCard ? (
        <>
          {asked ? props.beside?.(asked) : null}
          <div role="status">{endShown && <p className="questionnaire__check">{t.check}</p>}</div>
          <div className="questionnaire__buttons">
            <button type="button" className="questionnaire__forward" onClick={forward}>
              {label}
            </button>
            {!model.isFirstPage && (
              <button type="button" className="questionnaire__back" onClick={() => model.prevPage()}>
                {t.back}
              </button>
            )}
            {interviewer && asked ? (
              <button type="button" className="questionnaire__show" onClick={() => setCard(true)}>
                {t.card}
              </button>
            ) : null}
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
          {props.tools}
        </>
      ) : null}
    </div>
  );
}
