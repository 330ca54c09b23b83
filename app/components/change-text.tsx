import { useTranslation } from "react-i18next";
import { isWithheld, type Outcome } from "#analysis/score/withheld.ts";
import type { WaveChange } from "#analysis/trends/changes-between-waves.ts";
import { formatDifference, formatPoints } from "#app/present/format-share.ts";
import { useLanguage } from "#app/present/use-format.ts";
import { withheldSentence } from "#app/present/withheld-sentence.ts";

/** Whether a change is more than noise: its interval leaves out 0. */
export const isReal = ({ interval: [low, high] }: Pick<WaveChange, "interval">) => low > 0 || high < 0;

/** A change with its ± and, in words, whether it is more than noise; or why there is none. */
export function ChangeText({ change, short = false }: { change: Outcome<WaveChange>; short?: boolean }) {
  const { t } = useTranslation(["overview", "waves"]);
  const language = useLanguage();
  if (isWithheld(change)) {
    return <span className="text-[0.875rem] text-ink-soft">{withheldSentence(change, t)}</span>;
  }
  const { estimate, interval } = change;
  const half = formatPoints((interval[1] - interval[0]) / 2, language);
  return (
    <>
      <span className="whitespace-nowrap">{`${formatDifference(estimate, language)} ± ${half}`}</span>
      <span
        className={`${short ? "block text-[0.875rem] font-normal" : ""} ${isReal(change) ? "" : "text-ink-soft"}`}
      >
        {short ? null : language === "en" ? ", " : "，"}
        {t(isReal(change) ? "overview:change.real" : "overview:change.noise")}
      </span>
    </>
  );
}
