import { useLocation } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { LanguageSwitch } from "#app/components/language-switch.tsx";

/** The citizen's room around results: who it is of, and the other language. */
export function ResultsFrame({ by, children }: { by: string; children: ReactNode }) {
  return (
    <div className="citizen results">
      <header className="citizen-bar">
        <span>{by}</span>
        <LanguageSwitch />
      </header>
      <main id="content" tabIndex={-1} className="citizen-main">
        {children}
      </main>
    </div>
  );
}

/** What every failure of these pages says. */
export function ResultsError() {
  const { t } = useTranslation("results");
  const { pathname } = useLocation();
  return (
    <ResultsFrame by="">
      <section>
        <h1>{t("cannotOpen.title")}</h1>
        <p className="mt-4">{t("cannotOpen.text")}</p>
        <a className="button mt-4" href={pathname}>
          {t("cannotOpen.again")}
        </a>
      </section>
    </ResultsFrame>
  );
}
