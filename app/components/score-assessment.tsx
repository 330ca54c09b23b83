import { Form, useSearchParams } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { AssessmentProblem } from "#app/analyst/read-assessment-form.ts";
import { formatDay, zoneName } from "#app/present/format-share.ts";
import { useCountdown } from "#app/present/use-countdown.ts";
import { useLanguage } from "#app/present/use-format.ts";
import { TextField } from "./text-field.tsx";

interface ScoreAssessmentProps {
  wave: { status: string; endsOn: string; assessmentOn: string | null };
  /** The day that counts: the one entered or the usual one. */
  day: string;
  clock: { today: string; timeZone: string };
  refused: { problem: AssessmentProblem | "published" | "stale"; value: string } | null;
  mayWrite: boolean;
}

/** The day that the wave rehearses for, and until the wave is published the form that changes it. */
export function ScoreAssessment({ wave, day, clock, refused, mayWrite }: ScoreAssessmentProps) {
  const { t } = useTranslation("score");
  const [search] = useSearchParams();
  const language = useLanguage();
  const countdown = useCountdown(day, clock.today);
  const isFixed = wave.status === "published";
  const problem = refused?.problem;
  const query = search.toString();
  return (
    <section id="assessment" className="max-w-[800px]">
      <h2>{t("assessment.title")}</h2>
      <p className="mt-2 font-semibold">{countdown}</p>
      <p className="mt-1 text-ink-soft">
        {t(wave.assessmentOn === null ? "assessment.usual" : "assessment.entered")}
        {language === "en" ? " " : ""}
        {t("clock", { zone: zoneName(clock.timeZone, language) })}
      </p>
      {isFixed ? <p className="mt-1 text-ink-soft">{t("assessment.fixed")}</p> : null}
      {problem === "published" || problem === "stale" ? (
        <p role="alert" className="note note-stop mt-4">
          {t(`assessment.problem.${problem}`)}
        </p>
      ) : null}
      {mayWrite && !isFixed ? (
        <Form
          // What stands now, once it was changed.
          key={wave.assessmentOn}
          method="post"
          action={query ? `?${query}` : "."}
          noValidate
          className="no-print mt-4 flex flex-wrap items-end gap-4"
          aria-label={t("assessment.title")}
        >
          <input type="hidden" name="intent" value="assessment" />
          <input type="hidden" name="before" value={wave.assessmentOn ?? ""} />
          <div className="w-full sm:w-[360px]">
            <TextField
              name="assessmentOn"
              type="date"
              label={t("assessment.label")}
              hint={t("assessment.hint")}
              defaultValue={refused?.value ?? wave.assessmentOn ?? ""}
              error={
                problem === "invalid" || problem === "order" || problem === "tooLong"
                  ? t(`assessment.problem.${problem}`, { endsOn: formatDay(wave.endsOn, language) })
                  : null
              }
            />
          </div>
          <button className="button button-plain">{t("assessment.save")}</button>
        </Form>
      ) : null}
    </section>
  );
}
