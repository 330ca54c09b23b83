import { lazy } from "react";

/** SurveyJS is heavy and only for browsers: fetched when a questionnaire is opened. */
export const LazyRunner = lazy(() =>
  import("#app/components/questionnaire-runner.tsx").then((module) => ({
    default: module.QuestionnaireRunner,
  })),
);
