import { Form, Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { useLanguage } from "#app/present/use-format.ts";
import { BACK_CHECK_OUTCOMES } from "#app/quality/summarise-back-checks.ts";
import type { Titles } from "#surveys/read-titles.ts";
import { AGE_BANDS, SEXES } from "#surveys/vocabulary.ts";
import { SelectField } from "./select-field.tsx";
import { FieldError } from "./text-field.tsx";

export const LONGEST_NOTE = 500;

/** A question that is asked again, with its choices as they stand in the questionnaire. */
export interface AskedAgain {
  name: string;
  title: Titles[string];
  choices: { value: string; text: Titles[string] }[];
}

interface BackCheckFormProps {
  responseId: string;
  questions: readonly AskedAgain[];
  values: Readonly<Record<string, string>>;
  errors: { outcome: boolean; note: boolean };
}

/** What a household said when it was called again. The first answers are not shown: they would be found again. */
export function BackCheckForm({ responseId, questions, values, errors }: BackCheckFormProps) {
  const { t } = useTranslation("quality");
  const language = useLanguage();
  const say = ({ zh, en }: Titles[string]) => (language === "en" ? en : zh);
  return (
    <Form method="post" className="my-4 grid max-w-[640px] gap-6 border-l-4 border-accent pl-4" noValidate>
      <input type="hidden" name="responseId" value={responseId} />
      <fieldset>
        <legend className="font-semibold">{t("backChecks.form.outcome")}</legend>
        {BACK_CHECK_OUTCOMES.map((outcome) => (
          <div key={outcome} className="mt-1 flex items-start gap-3 py-1">
            <input
              type="radio"
              id={`outcome-${outcome}`}
              name="outcome"
              value={outcome}
              defaultChecked={values.outcome === outcome}
              aria-describedby={`outcome-${outcome}-hint`}
              className="mt-3 size-5 shrink-0 accent-accent"
            />
            <div>
              <label
                htmlFor={`outcome-${outcome}`}
                className="flex min-h-[44px] cursor-pointer items-center font-semibold"
              >
                {t(`backChecks.outcome.${outcome}`)}
              </label>
              <p id={`outcome-${outcome}-hint`} className="-mt-2 text-ink-soft">
                {t(`backChecks.outcomeHint.${outcome}`)}
              </p>
            </div>
          </div>
        ))}
        <FieldError id="outcome-error" error={errors.outcome ? t("backChecks.errors.outcome") : null} />
      </fieldset>
      <fieldset>
        <legend className="font-semibold">{t("backChecks.form.person")}</legend>
        <div className="mt-2 grid gap-4 sm:grid-cols-2">
          <SelectField
            label={t("backChecks.form.ageBand")}
            name="ageBand"
            defaultValue={values.ageBand ?? ""}
            placeholder={t("backChecks.form.unknown")}
            options={AGE_BANDS.map((value) => ({ value, label: value.replace("-", "–") }))}
          />
          <SelectField
            label={t("backChecks.form.sex")}
            name="sex"
            defaultValue={values.sex ?? ""}
            placeholder={t("backChecks.form.unknown")}
            options={SEXES.map((value) => ({ value, label: t(`backChecks.sex.${value}`) }))}
          />
        </div>
      </fieldset>
      <fieldset className="grid gap-4">
        <legend className="mb-2 font-semibold">{t("backChecks.form.items")}</legend>
        {questions.map(({ name, title, choices }) => (
          <SelectField
            key={name}
            label={say(title)}
            name={name}
            defaultValue={values[name] ?? ""}
            placeholder={t("backChecks.form.unknown")}
            options={choices.map(({ value, text }) => ({ value, label: say(text) }))}
          />
        ))}
      </fieldset>
      <div>
        <label htmlFor="note" className="block font-semibold">
          {t("backChecks.form.note")}
        </label>
        <p id="note-hint" className="text-ink-soft">
          {t("backChecks.form.noteHint")}
        </p>
        <textarea
          id="note"
          name="note"
          rows={2}
          maxLength={LONGEST_NOTE}
          defaultValue={values.note ?? ""}
          className="input mt-1"
          aria-describedby="note-hint"
        />
        <FieldError id="note-error" error={errors.note ? t("backChecks.errors.note") : null} />
      </div>
      <div className="flex flex-wrap items-center gap-4">
        <button className="button">{t("backChecks.form.save")}</button>
        <Link to="." className="quiet">
          {t("backChecks.form.cancel")}
        </Link>
      </div>
    </Form>
  );
}
