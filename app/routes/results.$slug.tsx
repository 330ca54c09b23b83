import type { HeadersFunction, LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import citizenStyles from "#app/citizen/citizen.css?url";
import {
  formatMoment,
  formatNumber,
  formatPercent,
  formatPeriod,
  formatShare,
} from "#app/present/format-share.ts";
import { localName, useLocalName } from "#app/present/local-name.ts";
import { useLanguage } from "#app/present/use-format.ts";
import { publicFigures } from "#app/results/public-figures.ts";
import { PublicFixed } from "#app/results/public-fixed.tsx";
import { PublicItems } from "#app/results/public-items.tsx";
import { publicPage } from "#app/results/public-page.server.ts";
import { PublicStreets } from "#app/results/public-streets.tsx";
import { ResultsError, ResultsFrame } from "#app/results/results-frame.tsx";
import resultsStyles from "#app/results/results.css?url";
import { readFixedEntries } from "#db/queries/read-fixed-entries.ts";
import { readPublicResults } from "#db/queries/read-public-results.ts";

export const links: LinksFunction = () => [
  { rel: "stylesheet", href: citizenStyles },
  { rel: "stylesheet", href: resultsStyles },
];

export const headers: HeadersFunction = ({ loaderHeaders }) => loaderHeaders;

export async function loader({ params, context }: LoaderFunctionArgs) {
  const found = await readPublicResults(context.database, params.slug ?? "");
  if (!found) return publicPage(context, { results: null }, 404);
  const { city, district, wave, publishedAt, isCorrected, inputs, estimates, titles } = found;
  const figures = publicFigures(inputs, estimates);
  const period = { districtId: district.id, startsOn: wave.startsOn };
  const fixed = await readFixedEntries(context.database, city, period);
  return publicPage(context, {
    results: { city, district, wave, publishedAt, isCorrected, figures, titles, fixed },
  });
}

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [
  {
    title: loaded?.results
      ? `${localName(loaded.results.district, "zh-CN")} · ${localName(loaded.results.wave, "zh-CN")}`
      : "问街 Wenjie",
  },
];

export default function PublicResults() {
  const { results } = useLoaderData<typeof loader>();
  const { t } = useTranslation("results");
  const localName = useLocalName();
  if (!results) {
    return (
      <ResultsFrame by="">
        <h1>{t("unknown.title")}</h1>
        <p>{t("unknown.text")}</p>
        <AllResults />
      </ResultsFrame>
    );
  }
  const { city, district, wave, figures, titles, fixed } = results;
  return (
    <ResultsFrame by={t("by", { city: localName(city), district: localName(district) })}>
      <Headline />
      <section>
        <h2>{t("streets.title")}</h2>
        <p className="mt-2">{t("streets.lead")}</p>
        <PublicStreets streets={figures.streets} />
      </section>
      <section>
        <h2>{t("items.title")}</h2>
        <p className="mt-2">{t("items.lead")}</p>
        <PublicItems items={figures.items} titles={titles} />
      </section>
      <PublicFixed fixed={fixed} since={wave.startsOn} />
      <HowItWasDone />
      <AllResults />
    </ResultsFrame>
  );
}

/** The page's own data, which is there wherever these are shown. */
const useResults = () => useLoaderData<typeof loader>().results!;

function Headline() {
  const { wave, district, figures, fixed } = useResults();
  const { t } = useTranslation("results");
  const language = useLanguage();
  const localName = useLocalName();
  const { overall, interviews, level } = figures;
  const asked = (["household", "intercept"] as const)
    .map((mode) => interviews[mode])
    .reduce<number | null>((sum, n) => (sum === null || n === null ? null : sum + n), 0);
  return (
    <section>
      <h1>{localName(wave)}</h1>
      <p className="mt-2 text-ink-soft">{formatPeriod(wave.startsOn, wave.endsOn, language)}</p>
      {"hidden" in overall ? (
        <p className="mt-4">{t(`overall.${overall.hidden}`)}</p>
      ) : (
        <>
          <p className="results-share">
            <strong>{formatShare(overall, language)}</strong> <span>{t("overall.of")}</span>
          </p>
          <p>
            {t("overall.means", {
              ...{ district: localName(district), level: formatPercent(level, language).replace(".0", "") },
              low: formatNumber(overall.ci[0], language, 2),
              high: formatNumber(overall.ci[1], language, 2),
            })}
          </p>
        </>
      )}
      {asked === null ? null : (
        <p className="mt-2">
          {t("asked", { count: asked, replace: { count: formatNumber(asked, language) } })}
        </p>
      )}
      {fixed.count > 0 ? (
        <p>
          <a href="#fixed" className="inline-flex min-h-[48px] items-center">
            {t("fixed.jump", { count: fixed.count, replace: { count: formatNumber(fixed.count, language) } })}
          </a>
        </p>
      ) : null}
    </section>
  );
}

function HowItWasDone() {
  const { city, figures, publishedAt, isCorrected } = useResults();
  const { t } = useTranslation("results");
  const language = useLanguage();
  const { interviews, probability } = figures;
  return (
    <section>
      <h2>{t("how.title")}</h2>
      <ul className="results-list">
        {(["household", "intercept", "online"] as const).map((mode) => {
          const n = interviews[mode];
          const key = n === null ? "few" : mode;
          return (
            <li key={mode}>
              {n === null
                ? t("how.few", { mode: t(`how.mode.${mode}`) })
                : t(`how.${key as typeof mode}`, { count: n, replace: { count: formatNumber(n, language) } })}
            </li>
          );
        })}
        {probability ? null : <li>{t("how.quota")}</li>}
        <li>{t("how.protected")}</li>
        <li>
          {t(isCorrected ? "how.corrected" : "how.published", {
            moment: formatMoment(publishedAt, language, city.timeZone),
          })}
        </li>
      </ul>
    </section>
  );
}

function AllResults() {
  const { t } = useTranslation("results");
  return (
    <p>
      <Link to="/results" className="inline-flex min-h-[48px] items-center">
        {t("all")}
      </Link>
    </p>
  );
}

export const ErrorBoundary = ResultsError;
