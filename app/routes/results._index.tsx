import type { HeadersFunction, LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import citizenStyles from "#app/citizen/citizen.css?url";
import { formatPeriod } from "#app/present/format-share.ts";
import { useLocalName } from "#app/present/local-name.ts";
import { pageTitle } from "#app/present/page-title.ts";
import { useLanguage } from "#app/present/use-format.ts";
import { publicPage } from "#app/results/public-page.server.ts";
import { ResultsError, ResultsFrame } from "#app/results/results-frame.tsx";
import resultsStyles from "#app/results/results.css?url";
import { listPublicResults } from "#db/queries/read-public-results.ts";

export const links: LinksFunction = () => [
  { rel: "stylesheet", href: citizenStyles },
  { rel: "stylesheet", href: resultsStyles },
];

export const headers: HeadersFunction = ({ loaderHeaders }) => loaderHeaders;

export async function loader({ context }: LoaderFunctionArgs) {
  const waves = await listPublicResults(context.database);
  return publicPage(context, { waves });
}

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "results:list.title");

export default function AllPublicResults() {
  const { waves } = useLoaderData<typeof loader>();
  const { t } = useTranslation("results");
  const localName = useLocalName();
  const language = useLanguage();
  const districts = [...new Map(waves.map(({ district }) => [district.id, district])).values()];
  return (
    <ResultsFrame by={t("site")}>
      <h1>{t("list.title")}</h1>
      {waves.length === 0 ? <p>{t("list.empty")}</p> : <p>{t("list.lead")}</p>}
      {districts.map((district) => {
        const own = waves.filter((each) => each.district.id === district.id);
        return (
          <section key={district.id}>
            <h2>{t("by", { city: localName(own[0]!.city), district: localName(district) })}</h2>
            <ul className="results-links">
              {own.map(({ slug, wave }) => (
                <li key={slug}>
                  <Link to={`/results/${slug}`}>
                    {localName(wave)}
                    <span>{formatPeriod(wave.startsOn, wave.endsOn, language)}</span>
                  </Link>
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </ResultsFrame>
  );
}

export const ErrorBoundary = ResultsError;
