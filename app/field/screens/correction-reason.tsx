import { useId } from "react";
import { useTranslation } from "react-i18next";
import { LONGEST_REASON } from "../correct-record.ts";

interface CorrectionReasonProps {
  value: string;
  onChange: (value: string) => void;
  missing: boolean;
}

/** Why something recorded was wrong, in a few words; the supervisor reads it. */
export function CorrectionReason({ value, onChange, missing }: CorrectionReasonProps) {
  const { t } = useTranslation("field");
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className="field-legend block">
        {t("correct.reason")}
      </label>
      <input
        id={id}
        className="input"
        value={value}
        maxLength={LONGEST_REASON}
        aria-invalid={missing}
        aria-describedby={missing ? `${id}-missing` : undefined}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      />
      {missing ? (
        <p id={`${id}-missing`} role="alert" className="note note-attention mt-2">
          {t("correct.reasonNeeded")}
        </p>
      ) : null}
    </div>
  );
}
