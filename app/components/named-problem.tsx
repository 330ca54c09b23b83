import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { formatMoment } from "#app/present/format-share.ts";
import { useLanguage } from "#app/present/use-format.ts";
import type { NamedProblem } from "#db/queries/read-named-problem.ts";

interface NamedProblemTextProps {
  problem: NamedProblem;
  timeZone: string;
  /** Supervisors and administrators may open the interview and its photos. */
  manages: boolean;
}

/** What a citizen wrote or a volunteer photographed, for the office to read beside its own words. */
export function NamedProblemText({ problem, timeZone, manages }: NamedProblemTextProps) {
  const { t } = useTranslation(["ledger", "streets", "waves"]);
  const language = useLanguage();
  const { comment, photos, mode, completedAt, waveId, responseId } = problem;
  return (
    <figure className="mt-4 max-w-[640px]">
      <figcaption className="font-semibold">{t("ledger:named.title")}</figcaption>
      <blockquote className="mt-1 border-l-4 border-line-strong pl-4 whitespace-pre-line">
        {comment ?? <span className="text-ink-soft">{t("streets:street.comments.noText")}</span>}
      </blockquote>
      <p className="mt-1 flex flex-wrap items-center gap-x-4 text-[0.875rem] text-ink-soft">
        <span>{formatMoment(completedAt, language, timeZone)}</span>
        <span>{t(`waves:modeShort.${mode}`)}</span>
        {photos > 0 ? <span>{t("streets:street.comments.photo", { count: photos })}</span> : null}
        {manages ? (
          <Link
            to={`/fieldwork/${waveId}/interviews/${responseId}`}
            className="inline-flex min-h-[44px] items-center"
          >
            {t("streets:street.comments.interview")}
          </Link>
        ) : null}
      </p>
      <p className="text-[0.875rem] text-ink-soft">{t("ledger:named.private")}</p>
    </figure>
  );
}
