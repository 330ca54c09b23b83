import { useTranslation } from "react-i18next";
import type { ObservedRefusal } from "../record-bodies.ts";
import { AGE_BANDS, SEXES } from "#surveys/vocabulary.ts";

/** One tap records a refusal with what could be seen of the person. */
export function RefusalGrid({ onRefusal }: { onRefusal: (refusal: ObservedRefusal) => void }) {
  const { t } = useTranslation("field");
  return (
    <div role="group" aria-label={t("session.refuseWho")}>
      <p className="field-legend">{t("session.refuseWho")}</p>
      <div className="grid grid-cols-3 gap-2">
        {SEXES.flatMap((sex) =>
          AGE_BANDS.map((ageBand) => (
            <button
              key={`${sex} ${ageBand}`}
              type="button"
              className="button button-plain field-choice min-h-[64px]"
              onClick={() => onRefusal({ ageBand, sex })}
            >
              <span>
                {t(`roster.${sex}`)}{" "}
                <span className="block whitespace-nowrap">{ageBand.replace("-", "–")}</span>
              </span>
            </button>
          )),
        )}
      </div>
      <button
        type="button"
        className="button button-plain field-big mt-2"
        onClick={() => onRefusal({ ageBand: null, sex: null })}
      >
        {t("session.unknown")}
      </button>
    </div>
  );
}
