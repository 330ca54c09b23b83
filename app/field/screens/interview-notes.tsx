import { useTranslation } from "react-i18next";
import { LONGEST_NOTES } from "#surveys/fieldwork/photo-limits.ts";

interface InterviewNotesProps {
  notes: string;
  onChange: (notes: string) => void;
}

/** The interviewer's own words about the interview; whoever answers never sees them. */
export function InterviewNotes({ notes, onChange }: InterviewNotesProps) {
  const { t } = useTranslation("interview");
  return (
    <details className="interview-notes">
      <summary>{notes ? t("notes.written") : t("notes.title")}</summary>
      <p id="notes-for" className="field-soft">
        {t("notes.hint")}
      </p>
      <textarea
        className="input"
        rows={4}
        maxLength={LONGEST_NOTES}
        defaultValue={notes}
        aria-label={t("notes.title")}
        aria-describedby="notes-for"
        onChange={({ target }) => onChange(target.value)}
      />
    </details>
  );
}
