import { isRouteErrorResponse, Link, useLocation, useRouteError } from "@remix-run/react";
import { useTranslation } from "react-i18next";

const KNOWN = [400, 401, 403, 404, 405, 413, 429, 503];

/** What happened, what was kept, what to do: the end of every route that has no better answer. */
export function ErrorPage() {
  const error = useRouteError();
  return <ErrorMessage status={isRouteErrorResponse(error) ? error.status : 500} />;
}

export function ErrorMessage({ status }: { status: number }) {
  const { t } = useTranslation("site");
  const { pathname, search } = useLocation();
  const known = KNOWN.includes(status) ? status : 500;
  return (
    <section className="max-w-[640px]">
      <p className="text-ink-soft">{status}</p>
      <h1 className="mt-1">{t(`error.${known}.title`)}</h1>
      <p className="mt-4">{t(`error.${known}.text`)}</p>
      <p className="mt-6 flex flex-wrap gap-2">
        {known === 401 ? (
          <a className="button" href={`/sign-in?returnTo=${encodeURIComponent(pathname + search)}`}>
            {t("nav.signIn")}
          </a>
        ) : null}
        {known >= 500 ? (
          <a className="button" href={pathname + search}>
            {t("error.again")}
          </a>
        ) : null}
        <Link className="button button-plain" to="/">
          {t("error.home")}
        </Link>
      </p>
    </section>
  );
}
