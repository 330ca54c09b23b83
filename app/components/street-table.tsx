import { useTranslation } from "react-i18next";
import { isWithheld } from "#analysis/score/withheld.ts";
import { formatNumber } from "#app/present/format-share.ts";
import type { Place } from "#app/present/place-streets.ts";
import { type GivenStreet, type StreetEstimate, streetName } from "#app/present/street-results.ts";
import { useLanguage } from "#app/present/use-format.ts";
import { withheldSentence } from "#app/present/withheld-sentence.ts";
import type { WaveEstimatesView } from "#db/queries/read-wave-estimates.ts";
import { SatisfactionText, ShareText } from "./figure-cell.tsx";
import { FlagWords } from "./flag-words.tsx";
import { PlaceText } from "./place-text.tsx";

export interface StreetTableProps {
  placed: readonly Place<GivenStreet>[];
  without: readonly StreetEstimate[];
  overall: WaveEstimatesView["overall"];
}

/** Every figure of the chart, street by street; pages that are wide enough. */
export function StreetTable({ placed, without, overall }: StreetTableProps) {
  const { t } = useTranslation("waves");
  const language = useLanguage();
  const number = (value: number, digits = 0) => formatNumber(value, language, digits);
  const figures = (figure: StreetEstimate | WaveEstimatesView["overall"]) => (
    <>
      <td className="font-semibold">
        <ShareText figure={figure} interval />
      </td>
      <td>
        <SatisfactionText figure={figure} />
      </td>
      <td>
        <ShareText figure={figure.byMode.household} />
      </td>
      <td>
        <ShareText figure={figure.byMode.intercept} />
      </td>
      <td>{isWithheld(figure) ? "–" : number(figure.n)}</td>
      <td>{number(figure.received)}</td>
      <td>{isWithheld(figure) ? "–" : number(figure.neff)}</td>
      <td>{isWithheld(figure) ? "–" : number(figure.deff, 2)}</td>
    </>
  );
  return (
    <div className="mt-6 hidden overflow-x-auto md:block">
      <table className="yearbook">
        <thead>
          <tr>
            <th scope="col">{t("results.place")}</th>
            <th scope="col" className="text-left!">
              {t("results.street")}
            </th>
            <th scope="col">{t("results.share")}</th>
            <th scope="col">{t("results.satisfaction")}</th>
            <th scope="col">{t("modeShort.household")}</th>
            <th scope="col">
              {t("modeShort.intercept")}
              {overall.byMode.intercept.probability ? null : <FlagWords flags={["non-probability"]} />}
            </th>
            <th scope="col">{t("results.n")}</th>
            <th scope="col">{t("results.received")}</th>
            <th scope="col">{t("results.neff")}</th>
            <th scope="col">{t("results.deff")}</th>
          </tr>
        </thead>
        <tbody>
          {placed.map((place) => (
            <tr key={place.street.id}>
              <td>
                <PlaceText place={place} />
              </td>
              <th scope="row">
                {streetName(place.street, language)}
                <FlagWords flags={place.street.flags} />
              </th>
              {figures(place.street)}
            </tr>
          ))}
          {without.map((street) => (
            <tr key={street.id}>
              <td>–</td>
              <th scope="row">{streetName(street, language)}</th>
              <td colSpan={8} className="text-left!">
                {isWithheld(street) ? withheldSentence(street, t) : null}
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td />
            <th scope="row">{t("results.district")}</th>
            {figures(overall)}
          </tr>
        </tfoot>
      </table>
    </div>
  );
}
