import { useLocation } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { LanguageSwitch } from "#app/components/language-switch.tsx";

/** Around the invitation, on somebody's own phone: of which city it is, and the other language. */
export function InviteFrame({ by, children }: { by: string; children: ReactNode }) {
  return (
    <div className="citizen">
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

/** What every failure of this page says; the link stays as it was. */
export function InviteError() {
  const { t } = useTranslation("invite");
  const { pathname } = useLocation();
  return (
    <InviteFrame by="">
      <section>
        <h1>{t("cannotOpen.title")}</h1>
        <p className="mt-4">{t("cannotOpen.text")}</p>
        <a className="button mt-4" href={pathname}>
          {t("cannotOpen.again")}
        </a>
      </section>
    </InviteFrame>
  );
}
