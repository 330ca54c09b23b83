import { lazy } from "react";

export const loadRunner = () =>
  import("#app/components/questionnaire-runner.tsx").then((module) => ({
    default: module.QuestionnaireRunner,
  }));

/** SurveyJS is heavy and only for browsers: fetched after the first screen, before an interview needs it. */
export const LazyRunner = lazy(loadRunner);
