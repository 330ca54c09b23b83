import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { FieldError } from "./text-field.tsx";

interface NewPasswordFieldProps {
  id: string;
  shortest: number;
  error?: string | null;
}

/** A password to choose: typed once, and to be looked at instead of typed a second time. */
export function NewPasswordField({ id, shortest, error }: NewPasswordFieldProps) {
  const { t } = useTranslation("invite");
  const [isLive, setLive] = useState(false);
  const [isShown, setShown] = useState(false);
  useEffect(() => setLive(true), []);
  return (
    <div>
      <label htmlFor={id} className="block text-[1.25rem] font-semibold">
        {t("field.label")}
      </label>
      <p id={`${id}-hint`} className="text-ink-soft">
        {t("field.hint", { shortest })}
      </p>
      <FieldError id={`${id}-error`} error={error} />
      <div className="mt-2 flex gap-2">
        <input
          id={id}
          name="password"
          type={isShown ? "text" : "password"}
          autoComplete="new-password"
          autoCapitalize="none"
          spellCheck={false}
          required
          className="input min-w-0 flex-1"
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? `${id}-hint ${id}-error` : `${id}-hint`}
        />
        {/* Without JavaScript it shows nothing, so it is not offered; its place is kept. */}
        <button
          type="button"
          className="quiet min-h-[48px] min-w-[72px] shrink-0 justify-center border border-line-strong"
          style={{ visibility: isLive ? "visible" : "hidden" }}
          aria-label={t(isShown ? "field.hideLabel" : "field.showLabel")}
          aria-controls={id}
          onClick={() => setShown(!isShown)}
        >
          {t(isShown ? "field.hide" : "field.show")}
        </button>
      </div>
    </div>
  );
}
