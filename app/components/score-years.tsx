import { Form, Link, useSearchParams } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { isWithheld } from "#analysis/score/withheld.ts";
import { FIGURES, type FigureName, MOST, type YearProblem } from "#app/analyst/read-year-form.ts";
import type { CycleYear } from "#app/analyst/score-page.server.ts";
import { formatMoment, formatShare, zoneName } from "#app/present/format-share.ts";
import { useLocalName } from "#app/present/local-name.ts";
import { useLanguage } from "#app/present/use-format.ts";
import { withheldSentence } from "#app/present/withheld-sentence.ts";
import { type ScorePage, wholeText } from "./score-cycle.tsx";
import { TextField } from "./text-field.tsx";

interface Refused {
  year: number;
  problems: readonly YearProblem[];
  values: Record<string, string>;
}

interface ScoreYearsProps {
  page: ScorePage;
  refused: Refused | null;
  mayWrite: boolean;
  timeZone: string;
}

/** What is known of each year, and the form that it is typed into. */
export function ScoreYears({ page: { cycle }, refused, mayWrite, timeZone }: ScoreYearsProps) {
  const { t } = useTranslation("score");
  return (
    <section>
      <h2>{t("years.title")}</h2>
      <p className="mt-2 max-w-[800px]">{t("years.text")}</p>
      <div className="mt-4 grid gap-8 lg:grid-cols-3">
        {cycle.map((year) => (
          <Year
            key={`${year.year} ${year.typed?.at ?? ""}`}
            year={year}
            refused={refused?.year === year.year ? refused : null}
            mayWrite={mayWrite}
            timeZone={timeZone}
          />
        ))}
      </div>
    </section>
  );
}

function Year({
  year: known,
  refused,
  mayWrite,
  timeZone,
}: {
  year: CycleYear;
  refused: Refused | null;
  mayWrite: boolean;
  timeZone: string;
}) {
  const { year, typed, total } = known;
  const { t } = useTranslation("score");
  const [search] = useSearchParams();
  const language = useLanguage();
  const values = refused?.values ?? {};
  const valueOf = (field: FigureName) => values[field] ?? typed?.[field]?.toString() ?? "";
  const errorOf = (field: string) => {
    const found = refused?.problems.find((problem) => problem.field === field);
    return found ? t(`problem.${found.problem}`, { most: MOST[field as FigureName] }) : null;
  };
  const query = search.toString();
  return (
    <div className="border-t-2 border-ink pt-3">
      <h3>
        {t("year", { year })} <span className="font-normal">{wholeText(total, language)}</span>
      </h3>
      <SurveyText year={known} />
      {typed ? (
        <p className="text-[0.875rem] text-ink-soft">
          {t("years.typed", {
            by: typed.by,
            at: formatMoment(typed.at, language, timeZone),
            zone: zoneName(timeZone, language),
            source: typed.source,
          })}
        </p>
      ) : (
        <p className="text-[0.875rem] text-ink-soft">{t("years.nothing")}</p>
      )}
      {mayWrite ? (
        <Form
          method="post"
          action={query ? `?${query}` : "."}
          noValidate
          className="no-print mt-3 grid gap-4"
          aria-label={t("year", { year })}
        >
          <input type="hidden" name="year" value={year} />
          <input type="hidden" name="after" value={typed?.at ?? ""} />
          {FIGURES.map((field) => (
            <TextField
              key={field}
              name={field}
              label={t(`field.${field}`, { most: MOST[field] })}
              defaultValue={valueOf(field)}
              error={errorOf(field)}
              inputMode="decimal"
              autoComplete="off"
            />
          ))}
          <TextField
            name="source"
            label={t("field.source")}
            hint={t("field.sourceHint")}
            defaultValue={values.source ?? typed?.source ?? ""}
            error={errorOf("source")}
            autoComplete="off"
          />
          <p>
            <button className="button button-plain">{t("years.save", { year })}</button>
          </p>
        </Form>
      ) : null}
    </div>
  );
}

function SurveyText({ year: { survey, surveyFrom, wave, total } }: { year: CycleYear }) {
  const { t } = useTranslation(["score", "waves"]);
  const language = useLanguage();
  const localName = useLocalName();
  if (total.status === "known" && surveyFrom === null) return <p>{t("survey.total")}</p>;
  if (surveyFrom === "typed") return <p>{t("survey.typed")}</p>;
  if (!wave || !survey) return <p>{t("survey.none")}</p>;
  return (
    <p>
      <Link to={`/waves/${wave.id}`}>{localName(wave)}</Link>
      {language === "en" ? ": " : "："}
      {isWithheld(survey)
        ? withheldSentence(survey, t)
        : t("survey.wave", { share: formatShare(survey, language) })}
    </p>
  );
}
