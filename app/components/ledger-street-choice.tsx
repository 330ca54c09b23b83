import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { LedgerStreet } from "#db/queries/ledger-scope.ts";
import { useStreetOptions } from "./ledger-filter.tsx";
import { SelectField } from "./select-field.tsx";

interface LedgerStreetChoiceProps {
  streets: readonly LedgerStreet[];
  street: LedgerStreet | null;
}

/** In which street the problem is: its communities are offered then. Works without a script. */
export function LedgerStreetChoice({ streets, street }: LedgerStreetChoiceProps) {
  const { t } = useTranslation("ledger");
  return (
    <Form
      method="get"
      key={street?.id ?? ""}
      className="mt-6 grid max-w-[640px] items-end gap-4 sm:grid-cols-[1fr_auto]"
    >
      <SelectField
        label={t("add.street")}
        name="street"
        defaultValue={street?.id ?? ""}
        placeholder={t("add.chooseStreet")}
        options={useStreetOptions(streets, false)}
      />
      <button className={street ? "button button-plain" : "button"}>
        {t(street ? "add.changeStreet" : "add.takeStreet")}
      </button>
    </Form>
  );
}
