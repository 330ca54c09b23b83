import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { isWithheld } from "#analysis/score/withheld.ts";
import type { Overview } from "#app/analyst/read-overview.server.ts";
import { formatPoints } from "#app/present/format-share.ts";
import { streetName } from "#app/present/street-results.ts";
import { useLanguage } from "#app/present/use-format.ts";
import { withheldSentence } from "#app/present/withheld-sentence.ts";
import { RIGHTS } from "#app/rights.ts";

/** The largest losses by street and dimension, a sentence each. */
export function OverviewLosses({ overview, waveId }: { overview: Overview; waveId: string }) {
  const { t } = useTranslation(["overview", "waves"]);
  const language = useLanguage();
  const { losses: found, view } = overview;
  const names = new Map(view.streets.map((street) => [street.id, streetName(street, language)]));
  const losses = isWithheld(found) ? [] : found.losses;
  const overlaps = losses.some(({ ci }, i) => i > 0 && ci[1] > losses[i - 1]!.ci[0]);
  return (
    <section>
      <h2>{t("overview:losses.title")}</h2>
      {isWithheld(found) ? (
        <p className="mt-2 max-w-[800px]">{withheldSentence(found, t)}</p>
      ) : losses.length === 0 ? (
        <p className="mt-2">{t("overview:losses.none")}</p>
      ) : (
        <>
          <ol className="mt-2 max-w-[800px] border-t border-line">
            {losses.map(({ street, part, lost, ci }) => (
              <li key={`${street} ${part}`} className="border-b border-line py-2">
                {t("overview:losses.sentence", {
                  street: names.get(street),
                  dimension: t(`waves:dimension.${part}`),
                  means: t(`waves:dimensionMeans.${part}`),
                  lost: formatPoints(lost, language),
                  half: formatPoints((ci[1] - ci[0]) / 2, language),
                })}
              </li>
            ))}
          </ol>
          <p className="mt-2 max-w-[800px] text-[0.875rem] text-ink-soft">
            {t("overview:losses.means")} {overlaps ? t("overview:losses.order") : null}
          </p>
        </>
      )}
      {"routes/waves.$waveId.losses" in RIGHTS ? (
        <p className="no-print">
          <Link to={`/waves/${waveId}/losses`} className="inline-flex min-h-[44px] items-center">
            {t("overview:losses.link")}
            <span aria-hidden="true">&nbsp;→</span>
          </Link>
        </p>
      ) : null}
    </section>
  );
}
