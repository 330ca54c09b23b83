import { useTranslation } from "react-i18next";
import type { Estimate } from "#analysis/score/estimate.ts";
import { isWithheld, type Outcome } from "#analysis/score/withheld.ts";
import { formatInterval, formatPercent, formatShare } from "#app/present/format-share.ts";
import { useLanguage } from "#app/present/use-format.ts";
import { withheldSentence } from "#app/present/withheld-sentence.ts";

/** A share with its ±, or the sentence that says why there is none. */
export function ShareText({ figure, interval = false }: { figure: Outcome<Estimate>; interval?: boolean }) {
  const { t } = useTranslation("waves");
  const language = useLanguage();
  if (isWithheld(figure)) {
    return <span className="text-[0.875rem] text-ink-soft">{withheldSentence(figure, t)}</span>;
  }
  return (
    <>
      <span className="whitespace-nowrap">{formatShare(figure, language)}</span>
      {interval ? (
        <span className="block text-[0.875rem] font-normal whitespace-nowrap text-ink-soft">
          {formatInterval(figure.ci, language)}
        </span>
      ) : null}
    </>
  );
}

/** The satisfaction rate beside a share. */
export function SatisfactionText({ figure }: { figure: Outcome<Estimate> }) {
  const { t } = useTranslation("waves");
  const language = useLanguage();
  if (isWithheld(figure)) return "–";
  const { satisfactionRate: rate } = figure;
  if (isWithheld(rate)) return <span className="text-[0.875rem]">{withheldSentence(rate, t)}</span>;
  return (
    <>
      {formatPercent(rate.estimate, language)}
      <span className="block text-[0.875rem] font-normal whitespace-nowrap text-ink-soft">
        {formatPercent(rate.ci[0], language)}–{formatPercent(rate.ci[1], language)}
      </span>
    </>
  );
}
