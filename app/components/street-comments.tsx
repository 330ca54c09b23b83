import { Form, Link, useSearchParams } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { AnalysedStreetPage } from "#app/analyst/read-street.server.ts";
import { formatMoment, formatNumber } from "#app/present/format-share.ts";
import { useLanguage } from "#app/present/use-format.ts";
import { LedgerLink } from "./ledger-link.tsx";
import { PageLinks } from "./page-links.tsx";
import { TextField } from "./text-field.tsx";

interface StreetCommentsProps {
  page: AnalysedStreetPage;
  waveId: string;
  /** Supervisors and administrators may open the interview and its photos. */
  manages: boolean;
  /** Whether the reader may put a comment in the ledger. */
  enters: boolean;
}

/** What people wrote in a street, page by page, to be searched. */
export function StreetComments({
  page: { comments, fieldwork },
  waveId,
  manages,
  enters,
}: StreetCommentsProps) {
  const { t } = useTranslation(["streets", "waves"]);
  const language = useLanguage();
  const [search] = useSearchParams();
  const words = search.get("q") ?? "";
  const photos = search.has("photos");
  const isFiltered = words !== "" || photos;
  return (
    <section id="comments" className="scroll-mt-4">
      <h2>{t("streets:street.comments.title")}</h2>
      <Form method="get" className="no-print mt-2" preventScrollReset key={`${words} ${photos}`}>
        <div className="grid max-w-[800px] items-end gap-x-6 gap-y-2 sm:grid-cols-[1fr_auto_auto]">
          <TextField
            label={t("streets:street.comments.search")}
            name="q"
            type="search"
            defaultValue={words}
          />
          <label className="flex min-h-[48px] items-center gap-3">
            <input
              type="checkbox"
              name="photos"
              defaultChecked={photos}
              className="h-5 w-5 shrink-0 accent-(--color-accent)"
            />
            {t("streets:street.comments.photos")}
          </label>
          <button className="button button-plain">{t("streets:street.comments.show")}</button>
        </div>
      </Form>
      <p className="mt-2 text-ink-soft" role="status">
        {comments.total > 0
          ? t("streets:street.comments.total", {
              count: comments.total,
              replace: { count: formatNumber(comments.total, language) },
            })
          : t(isFiltered ? "streets:street.comments.noneFound" : "streets:street.comments.none")}{" "}
        {isFiltered ? (
          <Link to="." preventScrollReset className="inline-flex min-h-[44px] items-center">
            {t("streets:street.comments.clear")}
          </Link>
        ) : null}
      </p>
      {comments.comments.length > 0 ? (
        <ol className="mt-2 max-w-[800px] border-t border-ink">
          {comments.comments.map(({ responseId, mode, completedAt, comment, photos: count, entryId }) => (
            <li key={responseId} className="border-b border-line py-2">
              <p className="whitespace-pre-line">
                {comment ?? <span className="text-ink-soft">{t("streets:street.comments.noText")}</span>}
              </p>
              <p className="flex flex-wrap items-center gap-x-4 text-[0.875rem] text-ink-soft">
                <span>{formatMoment(completedAt, language, fieldwork.timeZone)}</span>
                <span>{t(`waves:modeShort.${mode}`)}</span>
                {count > 0 ? <span>{t("streets:street.comments.photo", { count })}</span> : null}
                {manages ? (
                  <Link to={`/fieldwork/${waveId}/interviews/${responseId}`}>
                    {t("streets:street.comments.interview")}
                  </Link>
                ) : null}
                {enters ? <LedgerLink responseId={responseId} entryId={entryId} /> : null}
              </p>
            </li>
          ))}
        </ol>
      ) : null}
      <PageLinks page={comments.page} pages={comments.pages} />
    </section>
  );
}
