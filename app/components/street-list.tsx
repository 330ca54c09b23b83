import { useTranslation } from "react-i18next";
import { formatNumber } from "#app/present/format-share.ts";
import { streetName } from "#app/present/street-results.ts";
import { useLanguage } from "#app/present/use-format.ts";
import { withheldSentence } from "#app/present/withheld-sentence.ts";
import { isWithheld } from "#analysis/score/withheld.ts";
import { SatisfactionText, ShareText } from "./figure-cell.tsx";
import { FlagWords } from "./flag-words.tsx";
import { PlaceText } from "./place-text.tsx";
import type { StreetTableProps } from "./street-table.tsx";

/** The table of streets for phones: one street under the other. */
export function StreetList({ placed, without }: StreetTableProps) {
  const { t } = useTranslation("waves");
  const language = useLanguage();
  return (
    <ol className="mt-4 border-t border-ink md:hidden">
      {placed.map((place) => {
        const { street } = place;
        return (
          <li key={street.id} className="border-b border-line py-3">
            <div className="flex justify-between gap-4">
              <span className="font-semibold">{streetName(street, language)}</span>
              <span className="font-semibold">
                <ShareText figure={street} />
              </span>
            </div>
            <p className="text-ink-soft">
              {t("results.place")} <PlaceText place={place} />
            </p>
            <FlagWords flags={street.flags} />
            <details>
              <summary className="quiet -ml-2 text-accent underline">
                {t("results.more")}
                <span className="sr-only"> {streetName(street, language)}</span>
              </summary>
              <dl className="mt-1 grid grid-cols-[auto_1fr] gap-x-4 text-[0.875rem]">
                <dt className="text-ink-soft">{t("results.satisfaction")}</dt>
                <dd className="text-right">
                  <SatisfactionText figure={street} />
                </dd>
                <dt className="text-ink-soft">{t("mode.household")}</dt>
                <dd className="text-right">
                  <ShareText figure={street.byMode.household} />
                </dd>
                <dt className="text-ink-soft">
                  {t("mode.intercept")}
                  {street.byMode.intercept.probability ? null : <FlagWords flags={["non-probability"]} />}
                </dt>
                <dd className="text-right">
                  <ShareText figure={street.byMode.intercept} />
                </dd>
                <dt className="text-ink-soft">{t("results.nAll")}</dt>
                <dd className="text-right">
                  {[street.n, street.received, street.neff].map((n) => formatNumber(n, language)).join(" / ")}
                </dd>
              </dl>
            </details>
          </li>
        );
      })}
      {without.map((street) => (
        <li key={street.id} className="border-b border-line py-3">
          <span className="font-semibold">{streetName(street, language)}</span>
          <p className="text-ink-soft">{isWithheld(street) ? withheldSentence(street, t) : null}</p>
        </li>
      ))}
    </ol>
  );
}
