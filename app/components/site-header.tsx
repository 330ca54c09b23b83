import { Form, Link, NavLink, useLocation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { Role } from "#db/schema/people.ts";
import { LanguageSwitch } from "./language-switch.tsx";

export interface HeaderViewer {
  name: string;
  roles: Role[];
}

/** The frame's top: where one is, who one is, and the other language. */
export function SiteHeader({ viewer }: { viewer: HeaderViewer | null }) {
  const { t } = useTranslation("site");
  const { pathname } = useLocation();
  const desk = viewer?.roles.some((role) => role !== "volunteer");
  return (
    <header className="no-print border-b border-line bg-surface">
      <div className="mx-auto flex max-w-[1200px] flex-wrap items-center gap-x-4 px-4 py-1 sm:px-6">
        <Link to="/" className="quiet -ml-2 gap-2 font-semibold">
          <Mark />
          <span>{t("name")}</span>
        </Link>
        {viewer ? (
          <nav aria-label={t("nav.label")} className="flex flex-wrap">
            {desk ? (
              <NavLink to="/waves" className="quiet">
                {t("nav.waves")}
              </NavLink>
            ) : null}
            {viewer.roles.includes("supervisor") || viewer.roles.includes("administrator") ? (
              <NavLink to="/fieldwork" className="quiet">
                {t("nav.fieldwork")}
              </NavLink>
            ) : null}
            {desk ? (
              <NavLink to="/ledger" className="quiet">
                {t("nav.ledger")}
              </NavLink>
            ) : null}
            {viewer.roles.includes("administrator") ? (
              <>
                <NavLink to="/frame" className="quiet">
                  {t("nav.frame")}
                </NavLink>
                <NavLink to="/people" className="quiet">
                  {t("nav.people")}
                </NavLink>
              </>
            ) : null}
            {viewer.roles.includes("volunteer") ? (
              <a href="/field" className="quiet">
                {t("nav.field")}
              </a>
            ) : null}
          </nav>
        ) : null}
        <div className="ml-auto flex flex-wrap items-center">
          {viewer ? (
            <>
              <span
                className="hidden px-2 text-ink-soft sm:inline"
                title={t("nav.account", { name: viewer.name })}
              >
                {viewer.name}
              </span>
              <Form method="post" action="/sign-out" reloadDocument>
                <button className="quiet">{t("nav.signOut")}</button>
              </Form>
            </>
          ) : pathname === "/sign-in" || pathname === "/set-up" ? null : (
            <Link to="/sign-in" className="quiet">
              {t("nav.signIn")}
            </Link>
          )}
          <LanguageSwitch />
        </div>
      </div>
    </header>
  );
}

/** A dot with its interval, over a street: what the program does, as a sign. */
function Mark() {
  return (
    <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" className="text-accent">
      <path d="M3 19h18" stroke="currentColor" strokeWidth="2" />
      <path d="M12 4v12M9 4h6M9 16h6" stroke="currentColor" strokeWidth="2" fill="none" />
      <circle cx="12" cy="10" r="3.5" fill="currentColor" />
    </svg>
  );
}
