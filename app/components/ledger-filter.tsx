import { Form, Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { type LedgerFilterValues, SHOWN_STATES } from "#app/ledger/ledger-filter.ts";
import { useLocalName } from "#app/present/local-name.ts";
import type { LedgerStreet } from "#db/queries/ledger-scope.ts";
import { SelectField } from "./select-field.tsx";

interface LedgerFilterProps {
  filter: LedgerFilterValues;
  streets: readonly LedgerStreet[];
}

/** Which entries to show: a form that works without script. */
export function LedgerFilter({ filter: { where, state }, streets }: LedgerFilterProps) {
  const { t } = useTranslation("ledger");
  return (
    <Form method="get" className="no-print mt-6" key={`${where} ${state}`}>
      <fieldset>
        <legend className="sr-only">{t("filter.title")}</legend>
        <div className="grid max-w-[800px] items-end gap-4 sm:grid-cols-[1fr_1fr_auto]">
          <SelectField
            label={t("filter.where")}
            name="where"
            defaultValue={where}
            placeholder={t("filter.everywhere")}
            options={useStreetOptions(streets, true)}
          />
          <SelectField
            label={t("filter.state")}
            name="state"
            defaultValue={state}
            options={SHOWN_STATES.map((value) => ({ value, label: t(`state.${value}`) }))}
          />
          <div className="flex gap-2">
            <button className="button button-plain">{t("filter.show")}</button>
            {where !== "" || state !== "open" ? (
              <Link className="quiet min-h-[48px]" to="/ledger">
                {t("filter.clear")}
              </Link>
            ) : null}
          </div>
        </div>
      </fieldset>
    </Form>
  );
}

/** Streets by district and code; where there is more than one district, each is named, and may be offered as a whole. */
export function useStreetOptions(streets: readonly LedgerStreet[], withDistricts: boolean) {
  const { t } = useTranslation("ledger");
  const localName = useLocalName();
  const districts = new Set(streets.map(({ district }) => district.id));
  return streets.flatMap((street, i) => {
    if (districts.size < 2) return [{ value: street.id, label: localName(street) }];
    const { district } = street;
    const isFirst = streets[i - 1]?.district.id !== district.id;
    const place = { district: localName(district), street: localName(street) };
    return [
      ...(withDistricts && isFirst ? [{ value: district.id, label: t("filter.district", place) }] : []),
      { value: street.id, label: t("filter.street", place) },
    ];
  });
}
