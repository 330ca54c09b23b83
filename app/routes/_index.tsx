import { redirect, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { homeByRole } from "#app/home-by-role.ts";
import { ErrorPage } from "#app/components/error-page.tsx";
import { useLocalName } from "#app/present/local-name.ts";
import { listCities } from "#db/queries/list-cities.ts";
import { listOpenLinks } from "#db/queries/list-open-links.ts";
import { listPublicResults } from "#db/queries/read-public-results.ts";

export async function loader({ context }: LoaderFunctionArgs) {
  const { database, viewer } = context;
  if (viewer) {
    const home = homeByRole(viewer.roles);
    if (home) throw redirect(home);
  }
  const [cities, links, published] = await Promise.all([
    listCities(database),
    listOpenLinks(database),
    listPublicResults(database),
  ]);
  if (cities.length === 0) throw redirect("/set-up");
  return { links, hasResults: published.length > 0, withoutRole: viewer !== null };
}

export default function Front() {
  const { links, hasResults, withoutRole } = useLoaderData<typeof loader>();
  const { t } = useTranslation("site");
  const localName = useLocalName();
  return (
    <div className="grid max-w-[800px] gap-12 pt-6">
      <section>
        <h1>{t("front.title")}</h1>
        <p className="mt-4 text-[1.125rem]">{t("front.lead")}</p>
      </section>
      <div className="grid gap-8 sm:grid-cols-2">
        <section className="border-t-2 border-ink pt-4">
          <h2>{t("front.online")}</h2>
          {links.length === 0 ? (
            <p className="mt-2 text-ink-soft">{t("front.onlineNone")}</p>
          ) : (
            <>
              <p className="mt-2 text-ink-soft">{t("front.onlineLead")}</p>
              <ul className="mt-4 grid gap-4">
                {links.map(({ slug, city, wave }) => (
                  <li key={slug}>
                    <p>
                      {localName(city)} · {localName(wave)}
                    </p>
                    <a className="button mt-2" href={`/s/${slug}`}>
                      {t("front.answer")}
                      <span className="sr-only">{localName(wave)}</span>
                    </a>
                  </li>
                ))}
              </ul>
            </>
          )}
          {hasResults ? (
            <p className="mt-4">
              <a className="inline-flex min-h-[44px] items-center" href="/results">
                {t("front.results")}
              </a>
            </p>
          ) : null}
        </section>
        <section className="border-t-2 border-ink pt-4">
          <h2>{t("front.staff")}</h2>
          {withoutRole ? (
            <p className="note note-attention mt-4">{t("signIn.noRole")}</p>
          ) : (
            <>
              <p className="mt-2 text-ink-soft">{t("front.staffLead")}</p>
              <Link className="button button-plain mt-4" to="/sign-in">
                {t("nav.signIn")}
              </Link>
            </>
          )}
        </section>
      </div>
    </div>
  );
}

export const ErrorBoundary = ErrorPage;
