import { useId } from "react";
import { useTranslation } from "react-i18next";

interface NumberFieldProps {
  label: string;
  value: number;
  onChange: (value: number) => void;
}

const MOST = 99_999;

/** A whole number that a thumb makes larger or smaller by one; it can be typed, too. */
export function NumberField({ label, value, onChange }: NumberFieldProps) {
  const { t } = useTranslation("field");
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className="field-legend block">
        {label}
      </label>
      <div className="field-stepper">
        <button
          type="button"
          className="button button-plain"
          aria-label={t("recount.less", { what: label })}
          onClick={() => onChange(Math.max(0, value - 1))}
        >
          −
        </button>
        <input
          id={id}
          className="input"
          inputMode="numeric"
          autoComplete="off"
          maxLength={5}
          value={value}
          onChange={({ target }) => onChange(Number(target.value.replace(/\D/g, "")))}
        />
        <button
          type="button"
          className="button button-plain"
          aria-label={t("recount.more", { what: label })}
          onClick={() => onChange(Math.min(MOST, value + 1))}
        >
          +
        </button>
      </div>
    </div>
  );
}
