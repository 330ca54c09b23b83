import { useTranslation } from "react-i18next";
import { useTop } from "./use-top.ts";

interface InterviewStopProps {
  /** Whether enough was answered to be sent. */
  sendable: boolean;
  empty: boolean;
  /** A finished interview is being put right: it was neither refused nor broken off. */
  correcting: boolean;
  onLater: () => void;
  onSend: () => void;
  onRefuse: () => void;
  onDiscard: () => void;
  onGoOn: () => void;
}

/** What a broken-off interview becomes: the interviewer says, nothing is assumed. */
export function InterviewStop({ sendable, empty, correcting, ...on }: InterviewStopProps) {
  const { t } = useTranslation("field");
  useTop();
  return (
    <section className="field-card">
      <h1>{t("interview.stopTitle")}</h1>
      <button type="button" className="button field-big" onClick={on.onGoOn}>
        {t("interview.goOn")}
      </button>
      <button type="button" className="button button-plain field-big" onClick={on.onLater}>
        {t("interview.later")}
      </button>
      <p className="field-soft">{t("interview.laterHint")}</p>
      {sendable && !correcting ? (
        <button type="button" className="button button-plain field-big" onClick={on.onSend}>
          {t("interview.send")}
        </button>
      ) : null}
      {correcting ? null : (
        <>
          <button type="button" className="button button-plain field-big" onClick={on.onRefuse}>
            {t("interview.refuse")}
          </button>
          <p className="field-soft">{t("interview.refuseHint")}</p>
        </>
      )}
      {empty || correcting ? (
        <button type="button" className="button button-plain" onClick={on.onDiscard}>
          {t(correcting ? "correct.discard" : "interview.discard")}
        </button>
      ) : null}
    </section>
  );
}
