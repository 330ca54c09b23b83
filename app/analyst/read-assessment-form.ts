import { isDay } from "#app/present/read-day.ts";
import { assessmentProblem } from "#surveys/fieldwork/assessment-day.ts";

export type AssessmentProblem = "invalid" | "order" | "tooLong";

/** The day of the assessment as it was typed, null where it was left empty; or what is wrong with it. */
export function readAssessmentForm(
  values: Readonly<Record<string, string>>,
  endsOn: string,
): { day: string | null } | { problem: AssessmentProblem } {
  const text = (values.assessmentOn ?? "").trim();
  if (text === "") return { day: null };
  const problem = isDay(text) ? assessmentProblem(text, endsOn) : "invalid";
  return problem ? { problem } : { day: text };
}
