import { useNavigate } from "@remix-run/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { finishedInterviews, reopenInterview, type FinishedInterview } from "../correct-record.ts";
import { fieldDevice } from "../field-device.ts";
import { useCaseTitle } from "./case-title.ts";
import { CorrectionReason } from "./correction-reason.tsx";
import { useDay, useTimes } from "./use-field.ts";

/** Finished interviews that their interviewer can still put right; of one case, or of all. */
export function CorrectInterviews({ caseId }: { caseId?: string }) {
  const { t } = useTranslation("field");
  const { records, drafts, work } = useDay();
  const [chosen, setChosen] = useState<string | null>(null);
  const all = finishedInterviews(records, drafts, work);
  const shown = all.filter((each) => caseId === undefined || each.caseId === caseId);
  if (shown.length === 0) return null;
  return (
    <details data-finished={shown.length}>
      <summary>{t("correct.interviews")}</summary>
      <p className="field-soft">{t("correct.interviewsText")}</p>
      <ul>
        {shown.map((each) => (
          <li
            key={each.record.id}
            className={
              chosen === each.record.id ? "grid gap-2 py-2" : "flex items-center justify-between gap-2 py-1"
            }
          >
            <Finished each={each} />
            {chosen === each.record.id ? (
              <Reopen each={each} onCancel={() => setChosen(null)} />
            ) : (
              <button
                type="button"
                className="button button-plain flex-none"
                onClick={() => setChosen(each.record.id)}
              >
                {t("correct.this")}
              </button>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}

function Finished({ each }: { each: FinishedInterview }) {
  const { cases, work } = useDay();
  const { title } = useCaseTitle();
  const times = useTimes(work.city.timeZone);
  const view = cases.find(({ id }) => id === each.caseId);
  return (
    <span className="min-w-0 first-letter:uppercase">
      {times.when(each.completedAt)}
      {view ? ` · ${title(view)}` : ""}
    </span>
  );
}

function Reopen({ each, onCancel }: { each: FinishedInterview; onCancel: () => void }) {
  const { t } = useTranslation("field");
  const navigate = useNavigate();
  const [reason, setReason] = useState("");
  const [missing, setMissing] = useState(false);
  const open = async () => {
    if (!reason.trim()) return setMissing(true);
    const { store } = await fieldDevice();
    await reopenInterview(store, each, reason.trim());
    navigate(`/field/interview?${each.sessionId ? `session=${each.sessionId}` : `id=${each.caseId}`}`);
  };
  return (
    <div className="field-card grid gap-3">
      <CorrectionReason value={reason} onChange={setReason} missing={missing && !reason.trim()} />
      <button type="button" className="button field-big" onClick={() => void open()}>
        {t("correct.open")}
      </button>
      <button type="button" className="button button-plain" onClick={onCancel}>
        {t("cancel")}
      </button>
    </div>
  );
}
