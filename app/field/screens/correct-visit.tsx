import { useState } from "react";
import { useTranslation } from "react-i18next";
import { correctVisit } from "../correct-record.ts";
import { fieldDevice } from "../field-device.ts";
import type { CaseVisit } from "../work-types.ts";
import { CorrectionReason } from "./correction-reason.tsx";
import { DoorActions, type DoorAction, type DoorFormProps } from "./door-actions.tsx";
import { useDay } from "./use-field.ts";

interface CorrectVisitProps extends Pick<DoorFormProps, "view" | "timeZone"> {
  visit: CaseVisit;
  what: string;
  onDone: () => void;
}

/** A visit that was recorded wrongly: why, and what really happened. */
export function CorrectVisit({ visit, what, onDone, ...door }: CorrectVisitProps) {
  const { t } = useTranslation("field");
  const { work, user } = useDay();
  const [reason, setReason] = useState("");
  const [missing, setMissing] = useState(false);
  const [action, setAction] = useState<DoorAction | null>(null);
  const record: DoorFormProps["onResult"] = async (result, more) => {
    if (!reason.trim()) return setMissing(true);
    const { store } = await fieldDevice();
    const owner = { ownerId: user.id, cityId: work.city.id };
    await correctVisit(store, owner, door.view, visit, reason.trim(), result, more);
    onDone();
  };
  return (
    <section className="field-card grid gap-3" aria-label={t("correct.title")} data-correcting={visit.id}>
      <h1>{t("correct.title")}</h1>
      <p>{what}</p>
      <CorrectionReason value={reason} onChange={setReason} missing={missing && !reason.trim()} />
      <DoorActions {...door} action={action} onAction={setAction} onResult={record} correcting />
      <button type="button" className="button button-plain" onClick={onDone}>
        {t("cancel")}
      </button>
    </section>
  );
}
