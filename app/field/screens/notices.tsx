import { Link, useLocation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { isClockWrong } from "../server-clock.ts";
import type { SyncState } from "../sync.ts";
import { SignInLink } from "./sign-in-link.tsx";

/** What a volunteer must know before going on: it stays until it is no longer so. */
export function Notices({ sync }: { sync: SyncState }) {
  const { t } = useTranslation(["field", "pin"]);
  const { pathname, search } = useLocation();
  const isHome = pathname.replace(/\/$/, "") === "/field";
  return (
    <>
      {isHome && !window.isSecureContext ? (
        <div className="note note-attention field-notice" data-insecure-notice>
          <p>{t("device.insecure")}</p>
          <Link className="button button-plain" to="/field/outbox">
            {t("device.insecureWhat")}
          </Link>
        </div>
      ) : null}
      {sync.signedOut ? (
        <div className="note note-attention field-notice" role="alert">
          <p>{t("signedOut.text")}</p>
          <SignInLink className="button" returnTo={pathname + search}>
            {t("signedOut.button")}
          </SignInLink>
        </div>
      ) : null}
      {sync.otherSignedIn ? (
        <div className="note note-attention field-notice" role="alert">
          <p>{t("pin:otherSignedIn.text")}</p>
          <SignInLink className="button" returnTo={pathname + search}>
            {t("pin:otherSignedIn.button")}
          </SignInLink>
        </div>
      ) : null}
      {sync.notAllowed ? (
        <p className="note note-attention field-notice" role="alert">
          {t("notAllowed")}
        </p>
      ) : null}
      {isClockWrong(sync.clockOffset ?? undefined) ? (
        <p className="note note-attention field-notice" role="alert">
          {t("clock", { minutes: Math.round(Math.abs(sync.clockOffset ?? 0) / 60_000) })}
        </p>
      ) : null}
    </>
  );
}
