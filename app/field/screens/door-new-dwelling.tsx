import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { DoorFormProps } from "./door-actions.tsx";

/** A dwelling that the listing lacks: noted with this case, whose own result stays as it was. */
export function DoorNewDwelling({ view, onResult }: DoorFormProps) {
  const { t } = useTranslation("field");
  const [note, setNote] = useState("");
  const [asked, setAsked] = useState(false);
  const id = useId();
  const empty = note.trim() === "";
  return (
    <>
      <p>{t("door.newText")}</p>
      <div>
        <label htmlFor={id} className="field-legend block">
          {t("door.note")}
        </label>
        <textarea
          id={id}
          className="input"
          rows={2}
          maxLength={500}
          placeholder={t("door.newNote")}
          value={note}
          aria-invalid={asked && empty ? true : undefined}
          onChange={(event) => setNote(event.target.value)}
        />
      </div>
      {asked && empty ? (
        <p role="alert" className="font-semibold text-stop">
          {t("door.noteNeeded")}
        </p>
      ) : null}
      <button
        type="button"
        className="button field-big"
        onClick={() =>
          empty
            ? setAsked(true)
            : onResult(
                { disposition: view.disposition ?? "UH" },
                { findings: [{ kind: "new-dwelling", note: note.trim() }] },
              )
        }
      >
        {t("save")}
      </button>
    </>
  );
}
