import { useLocation } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { LanguageSwitch } from "#app/components/language-switch.tsx";
import type { Language } from "#surveys/vocabulary.ts";

interface CitizenFrameProps {
  /** Whose page it is. */
  by: string;
  className?: string;
  /** For pages that keep the language on the phone. */
  choose?: (language: Language) => void;
  children: ReactNode;
}

/** Around every page for somebody's own phone: whose it is, and the other language. */
export function CitizenFrame({ by, className, choose, children }: CitizenFrameProps) {
  return (
    <div className={className ? `citizen ${className}` : "citizen"}>
      <header className="citizen-bar">
        <span>{by}</span>
        <LanguageSwitch choose={choose} />
      </header>
      <main id="content" tabIndex={-1} className="citizen-main">
        {children}
      </main>
    </div>
  );
}

/** What every failure of such a page says, in the words of its room. */
export function CannotOpen({ words }: { words: "citizen" | "invite" | "results" }) {
  const { t } = useTranslation(words);
  const { pathname } = useLocation();
  return (
    <section>
      <h1>{t("cannotOpen.title")}</h1>
      <p className="mt-4">{t("cannotOpen.text")}</p>
      <a className="button mt-4" href={pathname}>
        {t("cannotOpen.again")}
      </a>
    </section>
  );
}
