import { useEffect, useId, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { RosterRow } from "../roster-draft.ts";
import { ChoiceButtons } from "./choice-buttons.tsx";

interface PersonRowProps {
  number: number;
  row: RosterRow;
  /** Just added: its age is what is said next. */
  focused?: boolean;
  onChange: (row: RosterRow) => void;
  /** Left out for the only row. */
  onRemove?: () => void;
}

const FIRST_GUESS = 40;
const clamp = (age: number) => Math.min(120, Math.max(0, age));

/** Age, sex and half a year of one resident. */
export function PersonRow({ number, row, focused = false, onChange, onRemove }: PersonRowProps) {
  const { t } = useTranslation("field");
  const id = useId();
  const age = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (focused) age.current?.focus();
  }, [focused]);
  const step = (by: number) =>
    onChange({ ...row, age: row.age === null ? FIRST_GUESS : clamp(row.age + by) });
  return (
    <fieldset className="field-card field-person" data-person={number}>
      <legend className="px-1 font-semibold">{t("roster.person", { number })}</legend>
      <div>
        <label htmlFor={id} className="field-legend block">
          {t("roster.age")}
        </label>
        <div className="field-stepper">
          <button
            type="button"
            className="button button-plain"
            aria-label={t("roster.younger")}
            onClick={() => step(-1)}
          >
            −
          </button>
          <input
            id={id}
            ref={age}
            className="input"
            inputMode="numeric"
            autoComplete="off"
            maxLength={3}
            value={row.age ?? ""}
            onChange={({ target }) => {
              const digits = target.value.replace(/\D/g, "");
              onChange({ ...row, age: digits === "" ? null : Number(digits) });
            }}
          />
          <button
            type="button"
            className="button button-plain"
            aria-label={t("roster.older")}
            onClick={() => step(1)}
          >
            +
          </button>
        </div>
      </div>
      <ChoiceButtons
        legend={t("roster.sex")}
        value={row.sex}
        onChoose={(sex) => onChange({ ...row, sex })}
        choices={[
          { value: "female", label: t("roster.female") },
          { value: "male", label: t("roster.male") },
        ]}
      />
      <ChoiceButtons
        legend={t("roster.half")}
        value={row.residentHalfYear ? "yes" : "no"}
        onChoose={(answer) => onChange({ ...row, residentHalfYear: answer === "yes" })}
        choices={[
          { value: "yes", label: t("roster.yes") },
          { value: "no", label: t("roster.no") },
        ]}
      />
      {onRemove ? (
        <button type="button" className="button button-plain" onClick={onRemove}>
          {t("roster.remove", { number })}
        </button>
      ) : null}
    </fieldset>
  );
}
