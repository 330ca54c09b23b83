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

/**
 * The ways a visit ends, in plain words.
 *
 * @param results  public address of the district's latest results
 */
export function EndPage({ state, results = null }: { state: State; results?: string | null }) {
  const { t } = useTranslation("citizen");
  return (
    <section role="status" data-end={state}>
      <h1>{t(`${WORDS[state]}.title`)}</h1>
      <p className="mt-4">{t(`${WORDS[state]}.text`)}</p>
      {state === "thanks" ? <p className="mt-2">{t("thanks.once")}</p> : null}
      {results ? (
        <p className="mt-6">
          <a className="inline-flex min-h-[48px] items-center" href={`/results/${results}`}>
            {t("results")}
          </a>
        </p>
      ) : null}
    </section>
  );
}

export const endOf = (outcome: Outcome, fresh: boolean): State =>
  outcome === "ineligible" ? "ineligible" : fresh ? "thanks" : "already";
