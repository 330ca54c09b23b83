import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { formatNumber, formatPoints } from "#app/present/format-share.ts";
import { useLanguage } from "#app/present/use-format.ts";
import type { ScorePage } from "./score-cycle.tsx";
import { TextField } from "./text-field.tsx";

/** How likely the year's total and the cycle reach a target that is typed in. */
export function ScoreTarget({
  page: { own, last, target, reaches },
  asked,
}: {
  page: ScorePage;
  asked: string;
}) {
  const { t } = useTranslation("score");
  const language = useLanguage();
  const said = (probability: number | null, of: string) =>
    probability === null
      ? t("target.unknown", { of })
      : probability === 0 || probability === 1
        ? t(probability === 1 ? "target.certain" : "target.impossible", { of })
        : t("target.likely", {
            of,
            probability: chance(formatNumber(probability, language, 2), probability),
          });
  return (
    <section className={reaches ? undefined : "no-print"}>
      <h2>{t("target.title")}</h2>
      <Form method="get" className="no-print mt-2 flex max-w-[480px] flex-wrap items-end gap-4">
        <input type="hidden" name="last" value={last} />
        <div className="min-w-[200px] grow">
          <TextField
            name="target"
            label={t("target.label")}
            defaultValue={asked}
            inputMode="decimal"
            autoComplete="off"
            error={asked !== "" && target === null ? t("target.error") : null}
          />
        </div>
        <button className="button">{t("target.ask")}</button>
      </Form>
      {reaches && target !== null ? (
        <div className="mt-4 max-w-[800px]">
          <p>{t("target.of", { target: formatPoints(target, language) })}</p>
          <ul className="mt-2 list-disc pl-6">
            <li>{said(reaches.year, t("target.year", { year: own }))}</li>
            <li>{said(reaches.cycle, t("target.cycle"))}</li>
          </ul>
          <p className="mt-2 text-[0.875rem] text-ink-soft">{t("target.note")}</p>
        </div>
      ) : null}
    </section>
  );
}

/** Never written as a certainty where it is none. */
const chance = (text: string, probability: number) =>
  probability < 0.005 ? "< 0.01" : probability > 0.995 ? "> 0.99" : text;
