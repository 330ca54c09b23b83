import { useTranslation } from "react-i18next";
import { useTop } from "./use-top.ts";

/** During an interview: the person turned out to be of a cell that is full. */
export function QuotaFull({ onThank, onGoOn }: { onThank: () => void; onGoOn: () => void }) {
  const { t } = useTranslation("field");
  useTop();
  return (
    <section className="field-card field-card-next" role="alert">
      <h1>{t("quota.fullTitle")}</h1>
      <p>{t("quota.thank")}</p>
      <button type="button" className="button field-big" onClick={onThank}>
        {t("quota.screened")}
      </button>
      <button type="button" className="button button-plain field-big" onClick={onGoOn}>
        {t("quota.goOn")}
      </button>
      <p className="field-soft">{t("quota.goOnHint")}</p>
    </section>
  );
}
