import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { formatNumber, formatPercent } from "#app/present/format-share.ts";
import { useLanguage } from "#app/present/use-format.ts";
import { BACK_CHECK_OUTCOMES, type OutcomesOf } from "#app/quality/summarise-back-checks.ts";
import type { Agreement } from "#surveys/quality/agreement.ts";
import type { Titles } from "#surveys/read-titles.ts";

interface BackCheckAgreementProps {
  outcomes: readonly OutcomesOf[];
  questions: readonly (readonly [string, Agreement])[];
  volunteers: readonly (readonly [string, Agreement])[];
  titles: Titles;
}

/** What came of the calls: outcomes by volunteer, agreement by question and by volunteer. */
export function BackCheckAgreement({ outcomes, questions, volunteers, titles }: BackCheckAgreementProps) {
  const { t } = useTranslation("quality");
  const language = useLanguage();
  const person = (name: string) => name || "–";
  const question = (name: string) => {
    if (name === "ageBand" || name === "sex") return t(`backChecks.form.${name}`);
    const title = titles[name];
    return title ? (language === "en" ? title.en : title.zh) : name;
  };
  const kappa = (value: number | null) =>
    value === null ? t("backChecks.noKappa") : formatNumber(value, language, 2);
  const cells = (found: Agreement): ReactNode[] =>
    "withheld" in found
      ? [found.n, t("backChecks.withheld"), "–"]
      : [found.n, formatPercent(found.exact, language), kappa(found.kappa)];
  const heads = [t("backChecks.pairs"), t("backChecks.exact"), t("backChecks.kappa")];
  return (
    <>
      <h3 className="mt-10">{t("backChecks.outcomes")}</h3>
      <p className="mt-1 max-w-[800px] text-ink-soft">{t("backChecks.outcomesLead")}</p>
      <Table
        caption={t("backChecks.outcomes")}
        heads={[
          t("backChecks.volunteer"),
          ...BACK_CHECK_OUTCOMES.map((each) => t(`backChecks.outcome.${each}`)),
        ]}
        rows={outcomes.map(({ volunteer, counts }) => [
          person(volunteer),
          ...BACK_CHECK_OUTCOMES.map((each) => counts[each]),
        ])}
      />
      <h3 className="mt-10">{t("backChecks.agreement")}</h3>
      <p className="mt-1 max-w-[800px] text-ink-soft">{t("backChecks.agreementLead")}</p>
      <Table
        caption={t("backChecks.agreement")}
        heads={[t("backChecks.question"), ...heads]}
        rows={questions.map(([name, found]) => [question(name), ...cells(found)])}
      />
      <Table
        caption={t("backChecks.agreement")}
        heads={[t("backChecks.volunteer"), ...heads]}
        rows={volunteers.map(([name, found]) => [person(name), ...cells(found)])}
      />
    </>
  );
}

function Table({ caption, heads, rows }: { caption: string; heads: string[]; rows: ReactNode[][] }) {
  return (
    <div className="mt-4 overflow-x-auto">
      <table className="yearbook">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            {heads.map((head, i) => (
              <th key={head} scope="col" className={i === 0 ? "text-left!" : undefined}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([head, ...cells], r) => (
            <tr key={r}>
              <th scope="row" className="font-normal!">
                {head}
              </th>
              {cells.map((cell, c) => (
                <td key={c}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
