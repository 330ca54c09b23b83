import { Form, Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { DetailsField, DetailsProblems } from "#app/design/wave-details.ts";
import { type Named, useLocalName } from "#app/present/local-name.ts";
import type { QuestionnaireChoice } from "#db/queries/list-questionnaire-versions.ts";
import { SelectField } from "./select-field.tsx";
import { TextField } from "./text-field.tsx";

interface WaveDetailsFormProps {
  /** To choose from; none where the district stands. */
  districts: (Named & { id: string })[] | null;
  questionnaires: QuestionnaireChoice[];
  values: Record<string, string>;
  problems: DetailsProblems;
  submit: string;
  /** Of the hidden field that says what is sent. */
  intent?: string;
  cancel?: string;
}

/** Names, period, questionnaire, target, day of the assessment and public address of a wave that is not drawn. */
export function WaveDetailsForm(props: WaveDetailsFormProps) {
  const { districts, questionnaires, values, problems, submit, intent, cancel } = props;
  const { t } = useTranslation("design");
  const localName = useLocalName();
  const error = (name: DetailsField) => {
    const problem = problems[name];
    return problem ? t(problem === "invalid" ? `problem.${name}` : `problem.${name}-${problem}`) : null;
  };
  const field = (name: DetailsField) => ({
    name,
    label: t(`details.${name}`),
    defaultValue: values[name],
    error: error(name),
  });
  return (
    <Form method="post" noValidate className="mt-6 grid gap-6">
      {Object.keys(problems).length > 0 ? (
        <p role="alert" className="note note-stop">
          {t("problem.summary")}
        </p>
      ) : null}
      {intent ? <input type="hidden" name="intent" value={intent} /> : null}
      {districts === null ? (
        <input type="hidden" name="districtId" value={values.districtId} />
      ) : (
        <SelectField
          {...field("districtId")}
          options={districts.map((each) => ({ value: each.id, label: localName(each) }))}
        />
      )}
      <div className="grid gap-6 sm:grid-cols-2">
        <TextField {...field("nameZh")} lang="zh-CN" />
        <TextField {...field("nameEn")} lang="en" />
        <TextField {...field("startsOn")} type="date" />
        <TextField {...field("endsOn")} type="date" />
      </div>
      <TextField {...field("code")} hint={t("details.codeHint")} autoCapitalize="none" spellCheck={false} />
      <SelectField
        {...field("versionId")}
        options={questionnaires.map((each) => ({
          value: each.versionId,
          label: t("details.version", { name: localName(each), version: each.version }),
        }))}
      />
      <TextField {...field("targetShare")} hint={t("details.targetHint")} inputMode="decimal" />
      <TextField {...field("assessmentOn")} hint={t("details.assessmentHint")} type="date" />
      <fieldset className="grid gap-4">
        <legend className="font-semibold">{t("details.modes")}</legend>
        <p className="text-ink-soft">{t("details.modesHint")}</p>
        <label className="flex min-h-[48px] items-center gap-3">
          <input
            type="checkbox"
            name="online"
            defaultChecked={Boolean(values.online)}
            className="h-5 w-5 accent-(--color-accent)"
          />
          {t("details.online")}
        </label>
        <TextField {...field("slug")} hint={t("details.slugHint")} autoCapitalize="none" spellCheck={false} />
      </fieldset>
      <p className="flex flex-wrap gap-2">
        <button className="button">{submit}</button>
        {cancel ? (
          <Link to={cancel} className="button button-plain">
            {t("cancel")}
          </Link>
        ) : null}
      </p>
    </Form>
  );
}
