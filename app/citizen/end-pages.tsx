import { useTranslation } from "react-i18next";
import type { Outcome } from "#surveys/vocabulary.ts";

type State = "thanks" | "already" | "ineligible" | "closed" | "unknown" | "too-late";

const WORDS = {
  thanks: "thanks",
  already: "already",
  ineligible: "ineligible",
  closed: "closed",
  unknown: "unknown",
  "too-late": "tooLate",
} as const;

/** The ways a visit ends, in plain words. */
export function EndPage({ state }: { state: State }) {
  const { t } = useTranslation("citizen");
  return (
    <section role="status" data-end={state}>
      <h1>{t(`${WORDS[state]}.title`)}</h1>
      <p className="mt-4">{t(`${WORDS[state]}.text`)}</p>
      {state === "thanks" ? <p className="mt-2">{t("thanks.once")}</p> : null}
    </section>
  );
}

export const endOf = (outcome: Outcome, fresh: boolean): State =>
  outcome === "ineligible" ? "ineligible" : fresh ? "thanks" : "already";
