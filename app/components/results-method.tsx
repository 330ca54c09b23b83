import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { WaveEstimatesView } from "#db/queries/read-wave-estimates.ts";
import { formatNumber, formatPercent } from "#app/present/format-share.ts";
import { useLanguage } from "#app/present/use-format.ts";
import { NonProbabilityNote } from "./non-probability-note.tsx";

/** What the figures are made of: the weight of the two ways of asking, and what "don't know" counts as. */
export function ResultsMethod({
  view,
}: {
  view: Pick<WaveEstimatesView, "lambda" | "dontKnow" | "interceptRule">;
}) {
  const { lambda, dontKnow } = view;
  const { t } = useTranslation("waves");
  const language = useLanguage();
  const other = dontKnow === "other";
  return (
    <section>
      <h2>{t("results.method")}</h2>
      <p className="mt-2 max-w-[800px]">
        {t("results.lambda", {
          household: formatPercent(lambda, language),
          intercept: formatPercent(1 - lambda, language),
          lambda: formatNumber(lambda, language, 3),
        })}
      </p>
      <NonProbabilityNote view={view} of="method" />
      <div className={other ? "note note-attention mt-4 max-w-[800px]" : "mt-2 max-w-[800px]"}>
        <p>{t(`results.dontKnow.${dontKnow}`)}</p>
        <p className="no-print">
          <Link
            to={other ? "?" : "?dontKnow=other"}
            preventScrollReset
            className="inline-flex min-h-[44px] items-center"
          >
            {t(other ? "results.dontKnow.toSheet" : "results.dontKnow.toOther")}
          </Link>
        </p>
      </div>
    </section>
  );
}
