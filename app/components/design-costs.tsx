import { useTranslation } from "react-i18next";
import type { DesignCost } from "#app/design/make-design.ts";
import { formatNumber } from "#app/present/format-share.ts";
import { useLanguage } from "#app/present/use-format.ts";

/** What a design asks of the volunteers, and the λ that it fixes. */
export function DesignCosts({ cost, lambda }: { cost: DesignCost; lambda: number }) {
  const { t } = useTranslation("design");
  const language = useLanguage();
  const { household, intercept } = cost.interviews;
  const figures = {
    interviews: household + intercept,
    dwellings: cost.dwellings,
    sessions: cost.sessions,
    volunteerDays: cost.volunteerDays,
    reserve: cost.reserve,
  };
  return (
    <section>
      <h2>{t("cost.title")}</h2>
      <dl className="mt-2 grid grid-cols-2 gap-x-6 gap-y-3 sm:grid-cols-3 xl:grid-cols-6">
        {Object.entries(figures).map(([name, value]) => (
          <div key={name} className="flex flex-col-reverse justify-end border-t border-line pt-2">
            <dt className="text-[0.9375rem] text-ink-soft">{t(`cost.${name}`)}</dt>
            <dd className="text-[1.375rem] font-semibold">{formatNumber(value, language)}</dd>
          </div>
        ))}
        <div className="flex flex-col-reverse justify-end border-t border-line pt-2">
          <dt className="text-[0.9375rem] text-ink-soft">{t("cost.lambda")}</dt>
          <dd className="text-[1.375rem] font-semibold">{formatNumber(lambda, language, 3)}</dd>
        </div>
      </dl>
      <p className="mt-2 text-[0.9375rem] text-ink-soft">
        {t("cost.note", {
          household: formatNumber(household, language),
          intercept: formatNumber(intercept, language),
        })}
      </p>
    </section>
  );
}
