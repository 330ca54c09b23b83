import { useTranslation } from "react-i18next";
import type { Place } from "#app/present/place-streets.ts";

/** A place as the range that the intervals leave open. */
export function PlaceText({ place: { best, worst, apart } }: { place: Omit<Place<unknown>, "street"> }) {
  const { t } = useTranslation("waves");
  return (
    <>
      {best === worst ? (
        best
      ) : (
        <>
          <span aria-hidden="true" className="whitespace-nowrap">
            {t("results.placeRange", { best, worst })}
          </span>
          <span className="sr-only">{t("results.placeSpoken", { best, worst })}</span>
        </>
      )}
      {apart ? null : <span className="sr-only"> {t("results.notToldApart")}</span>}
    </>
  );
}
