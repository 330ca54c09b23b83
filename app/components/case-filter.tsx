import { Form, Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { type CaseFilterValues, STATE_FILTERS } from "#app/present/filter-cases.ts";
import { type Named, useLocalName } from "#app/present/local-name.ts";
import { useLanguage } from "#app/present/use-format.ts";
import { SelectField } from "./select-field.tsx";

interface CaseFilterProps {
  waveId: string;
  filter: CaseFilterValues;
  streets: readonly (Named & { id: string })[];
  helpers: readonly { id: string; name: string }[];
  /** Also of people who have cases and may not be given more. */
  names: Record<string, string>;
}

/** Which cases to show: a form that works without script. */
export function CaseFilter({ waveId, filter, streets, helpers, names }: CaseFilterProps) {
  const { t } = useTranslation(["cases", "field"]);
  const language = useLanguage();
  const localName = useLocalName();
  const { compare } = new Intl.Collator(language);
  const people = Object.entries({ ...Object.fromEntries(helpers.map((h) => [h.id, h.name])), ...names });
  const stateLabel = (state: string) => {
    const [name, code] = state.split(" ");
    if (!code) return t(`cases:state.${name}`);
    return t("cases:stateFinal", { disposition: `${t(`field:disposition.${code}`)} (${code})` });
  };
  const all = t("cases:filter.all");
  return (
    <Form method="get" className="no-print mt-6" key={JSON.stringify(filter)}>
      <fieldset>
        <legend className="sr-only">{t("cases:filter.title")}</legend>
        <div className="grid items-end gap-4 sm:grid-cols-2 lg:grid-cols-[1fr_1fr_1fr_1.5fr_auto]">
          <SelectField
            label={t("cases:filter.street")}
            name="street"
            defaultValue={filter.street ?? ""}
            placeholder={all}
            options={streets
              .map((street) => ({ value: street.id, label: localName(street) }))
              .sort((a, b) => compare(a.label, b.label))}
          />
          <SelectField
            label={t("cases:filter.mode")}
            name="mode"
            defaultValue={filter.mode ?? ""}
            placeholder={all}
            options={(["household", "intercept"] as const).map((value) => ({
              value,
              label: t(`cases:mode.${value}`),
            }))}
          />
          <SelectField
            label={t("cases:filter.volunteer")}
            name="volunteer"
            defaultValue={filter.volunteer ?? ""}
            placeholder={all}
            options={[
              { value: "nobody", label: t("cases:filter.nobody") },
              ...people.map(([value, label]) => ({ value, label })).sort((a, b) => compare(a.label, b.label)),
            ]}
          />
          <SelectField
            label={t("cases:filter.state")}
            name="state"
            defaultValue={filter.state ?? ""}
            placeholder={all}
            options={STATE_FILTERS.map((value) => ({ value, label: stateLabel(value) }))}
          />
          <div className="flex gap-2">
            <button className="button button-plain">{t("cases:filter.show")}</button>
            {Object.values(filter).some((value) => value !== null) ? (
              <Link className="quiet min-h-[48px]" to={`/fieldwork/${waveId}/cases`}>
                {t("cases:filter.clear")}
              </Link>
            ) : null}
          </div>
        </div>
      </fieldset>
    </Form>
  );
}
