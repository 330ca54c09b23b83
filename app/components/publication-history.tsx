import { useTranslation } from "react-i18next";
import { formatMoment, formatNumber } from "#app/present/format-share.ts";
import { useLanguage } from "#app/present/use-format.ts";
import type { HashedInput } from "#db/schema/estimates.ts";

interface PublicationHistoryProps {
  timeZone: string;
  /** The latest first. */
  history: {
    id: string;
    publishedAt: Date;
    by: string | null;
    codeVersion: string;
    method: string;
    questionnaire: { version: number };
    lambda: number;
    correctionReason: string | null;
    hashes: Record<HashedInput, string>;
  }[];
}

/** Everything that was ever published of a wave: by whom, from what, and how anybody can check it. */
export function PublicationHistory({ history, timeZone }: PublicationHistoryProps) {
  const { t } = useTranslation("publish");
  const language = useLanguage();
  return (
    <section className="mt-8">
      <h2>{t("history.title")}</h2>
      <ol className="mt-4 grid max-w-[960px] gap-6">
        {history.map((each, i) => (
          <li key={each.id} className="border-t border-line pt-4">
            <h3>
              {t(i === 0 ? "history.stands" : "history.corrected", {
                moment: formatMoment(each.publishedAt, language, timeZone),
              })}
            </h3>
            <p className="mt-1">{each.by ? t("history.by", { name: each.by }) : t("history.byProgram")}</p>
            {each.correctionReason ? (
              <p className="mt-1">{t("history.reason", { reason: each.correctionReason })}</p>
            ) : null}
            <p className="mt-1 text-ink-soft">
              {t("history.made", {
                ...{ method: each.method, code: each.codeVersion, version: each.questionnaire.version },
                lambda: formatNumber(each.lambda, language, 3),
              })}
            </p>
            <p className="mt-1 text-ink-soft">
              {t("history.verify")} <code className="break-all">npm run --silent republish -- {each.id}</code>
            </p>
            <details className="mt-2">
              <summary>{t("history.hashes")}</summary>
              <dl className="mt-2 grid gap-x-4 gap-y-1 sm:grid-cols-[auto_minmax(0,1fr)]">
                {Object.entries(each.hashes).map(([input, hash]) => (
                  <div key={input} className="contents">
                    <dt>{t(`input.${input as HashedInput}`)}</dt>
                    <dd className="break-all font-mono text-[0.875rem]">{hash}</dd>
                  </div>
                ))}
              </dl>
            </details>
          </li>
        ))}
      </ol>
    </section>
  );
}
