import { Link, useSearchParams } from "@remix-run/react";
import { useTranslation } from "react-i18next";

/** From one page of a long list to the next; nothing when there is only one. */
export function PageLinks({ page, pages }: { page: number; pages: number }) {
  const { t } = useTranslation("cases");
  const [search] = useSearchParams();
  if (pages <= 1) return null;
  const to = (number: number) => {
    const next = new URLSearchParams(search);
    next.set("page", String(number));
    return `?${next}`;
  };
  return (
    <nav aria-label={t("pages.label")} className="no-print mt-4 flex flex-wrap items-center gap-4">
      {page > 1 ? (
        <Link className="quiet" rel="prev" to={to(page - 1)}>
          <span aria-hidden="true">←&nbsp;</span>
          {t("pages.previous")}
        </Link>
      ) : null}
      <span className="text-ink-soft">{t("pages.page", { page, pages })}</span>
      {page < pages ? (
        <Link className="quiet" rel="next" to={to(page + 1)}>
          {t("pages.next")}
          <span aria-hidden="true">&nbsp;→</span>
        </Link>
      ) : null}
    </nav>
  );
}
