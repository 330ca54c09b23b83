import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { VisitBody } from "../record-bodies.ts";
import { ChoiceButtons } from "./choice-buttons.tsx";
import type { DoorFormProps } from "./door-actions.tsx";
import type { VisitReason } from "#surveys/fieldwork/visit-reasons.ts";

interface DoorReasonsProps extends DoorFormProps {
  legend: string;
  reasons: readonly VisitReason[];
}

/** One of a few reasons, with a word for the supervisor where it changes the listing. */
export function DoorReasons({ legend, reasons, onResult }: DoorReasonsProps) {
  const { t } = useTranslation("field");
  const [reason, setReason] = useState<VisitReason | null>(null);
  const [note, setNote] = useState("");
  const id = useId();
  const save = () => {
    if (!reason) return;
    const text = note.trim();
    const more: Pick<VisitBody, "note" | "findings"> = text ? { note: text } : {};
    if (text && reason === "not-found") more.findings = [{ kind: "wrong-address", note: text }];
    onResult({ reason }, more);
  };
  return (
    <>
      <ChoiceButtons
        legend={legend}
        value={reason}
        onChoose={setReason}
        choices={reasons.map((value) => ({ value, label: t(`reason.${value}`) }))}
      />
      {reason ? (
        <div>
          <label htmlFor={id} className="field-legend block">
            {t("door.optionalNote")}
          </label>
          <input
            id={id}
            className="input"
            maxLength={500}
            placeholder={reason === "not-found" ? t("door.addressNote") : undefined}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        </div>
      ) : null}
      <button type="button" className="button field-big" disabled={!reason} onClick={save}>
        {t("save")}
      </button>
    </>
  );
}
