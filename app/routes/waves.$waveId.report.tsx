import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useMemo } from "react";
import { I18nextProvider, useTranslation } from "react-i18next";
import { readReport } from "#app/analyst/read-report.server.ts";
import { ErrorPage } from "#app/components/error-page.tsx";
import { ReportPage } from "#app/components/report-page.tsx";
import { WaveHeading } from "#app/components/wave-heading.tsx";
import { createI18n } from "#app/locales/create-i18n.ts";
import { asLanguage, languageOf } from "#app/locales/language.ts";
import { hasRole } from "#app/present/may-do.ts";
import { waveOfViewer } from "#app/wave-of-viewer.server.ts";
import { LANGUAGES } from "#surveys/vocabulary.ts";

/** `?lang=` says which language the paper speaks, whatever the page around it is read in. */
export async function loader({ params, request, context }: LoaderFunctionArgs) {
  const { wave, viewer } = await waveOfViewer(context, params.waveId, ["analyst", "administrator"]);
  const asked = asLanguage(new URL(request.url).searchParams.get("lang"));
  return {
    wave,
    report: await readReport(context.database, viewer, wave),
    language: asked ?? languageOf(request, viewer.language),
    manages: hasRole(viewer, ["supervisor", "administrator"]),
  };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  if (!data) return [];
  const { wave, language } = data;
  const name = language === "en" ? wave.nameEn : wave.nameZh;
  return [{ title: createI18n(language).t("report:documentTitle", { wave: name, code: wave.code }) }];
};

export default function WaveReport() {
  const { wave, report, language, manages } = useLoaderData<typeof loader>();
  const { t } = useTranslation("report");
  const translator = useMemo(() => createI18n(language), [language]);
  return (
    <>
      <div className="no-print">
        <WaveHeading wave={wave} analyses manages={manages} />
        <div className="mt-6 flex flex-wrap items-center gap-x-6 gap-y-2">
          <button type="button" className="button" onClick={() => window.print()}>
            {t("print")}
          </button>
          <nav aria-label={t("language")} className="flex flex-wrap gap-x-2">
            {LANGUAGES.map((each) => (
              <Link
                key={each}
                to={`?lang=${each}`}
                preventScrollReset
                lang={each}
                aria-current={each === language ? "page" : undefined}
                className="quiet"
              >
                {t(`site:language.${each}`)}
              </Link>
            ))}
          </nav>
        </div>
        <p className="mt-2 max-w-[800px] text-ink-soft">{t("printHint")}</p>
      </div>
      <I18nextProvider i18n={translator}>
        <ReportPage wave={wave} report={report} language={language} />
      </I18nextProvider>
    </>
  );
}

export const ErrorBoundary = ErrorPage;
