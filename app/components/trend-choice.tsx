import { Form, useSubmit } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { useLocalName, type Named } from "#app/present/local-name.ts";
import { partName } from "#app/present/trend-words.ts";
import { useLanguage } from "#app/present/use-format.ts";
import type { Titles } from "#surveys/read-titles.ts";
import { SelectField } from "./select-field.tsx";

interface TrendChoiceProps {
  choice: { part: string; domain: string; dontKnow: string };
  parts: readonly string[];
  streets: readonly (Named & { id: string })[];
  titles: Titles;
}

/** Which figure, and where: an address of its own each, chosen at once where a script runs. */
export function TrendChoiceForm({ choice, parts, streets, titles }: TrendChoiceProps) {
  const { t } = useTranslation(["trends", "waves"]);
  const language = useLanguage();
  const localName = useLocalName();
  const submit = useSubmit();
  return (
    <Form
      method="get"
      aria-label={t("choose.label")}
      preventScrollReset
      className="no-print mt-4 flex flex-wrap items-end gap-4"
      onChange={(event) => submit(event.currentTarget, { preventScrollReset: true, replace: true })}
    >
      {choice.dontKnow === "other" ? <input type="hidden" name="dontKnow" value="other" /> : null}
      <div className="w-full sm:w-[240px]">
        <SelectField
          key={choice.domain}
          label={t("choose.domain")}
          name="street"
          defaultValue={choice.domain === "district" ? "" : choice.domain}
          placeholder={t("choose.district")}
          options={streets.map((street) => ({ value: street.id, label: localName(street) }))}
        />
      </div>
      <div className="w-full sm:w-[360px]">
        <SelectField
          key={choice.part}
          label={t("choose.part")}
          name="part"
          defaultValue={choice.part}
          options={parts.map((part) => ({ value: part, label: partName(part, titles, language, t) }))}
        />
      </div>
      <button className="button button-plain">{t("choose.show")}</button>
    </Form>
  );
}
