import { useTranslation } from "react-i18next";
import type { SaidOnRefusal } from "../begin-interview.ts";
import { RefusalGrid } from "./refusal-grid.tsx";
import { RefusalWhy } from "./refusal-why.tsx";
import { useTop } from "./use-top.ts";

interface InterviewDeclinedProps {
  /** In the street it is noted what could be seen of the person, at a door why they would not. */
  inStreet: boolean;
  onRefused: (said: SaidOnRefusal) => void;
  onGoOn: () => void;
  onDiscard: () => void;
}

/** Before the first question somebody said that they would rather not. */
export function InterviewDeclined({ inStreet, ...on }: InterviewDeclinedProps) {
  const { t } = useTranslation("field");
  useTop();
  return (
    <section className="field-card" data-declined>
      <h1>{t("interview.declinedTitle")}</h1>
      <p>{t("interview.declinedText")}</p>
      {inStreet ? (
        <RefusalGrid onRefusal={(refusal) => on.onRefused({ refusal })} />
      ) : (
        <RefusalWhy onSave={(note) => on.onRefused(note ? { note } : {})} />
      )}
      <button type="button" className="button button-plain field-big" onClick={on.onGoOn}>
        {t("interview.goOn")}
      </button>
      <button type="button" className="button button-plain" onClick={on.onDiscard}>
        {t("interview.discard")}
      </button>
    </section>
  );
}
