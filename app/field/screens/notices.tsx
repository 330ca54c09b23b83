import { useLocation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { isClockWrong } from "../server-clock.ts";
import type { SyncState } from "../sync.ts";

/** What a volunteer must know before going on: it stays until it is no longer so. */
export function Notices({ sync }: { sync: SyncState }) {
  const { t } = useTranslation(["field", "pin"]);
  const { pathname, search } = useLocation();
  return (
    <>
      {sync.signedOut ? (
        <div className="note note-attention field-notice" role="alert">
          <p>{t("signedOut.text")}</p>
          <a className="button" href={`/sign-in?returnTo=${encodeURIComponent(pathname + search)}`}>
            {t("signedOut.button")}
          </a>
        </div>
      ) : null}
      {sync.otherSignedIn ? (
        <div className="note note-attention field-notice" role="alert">
          <p>{t("pin:otherSignedIn.text")}</p>
          <a className="button" href={`/sign-in?returnTo=${encodeURIComponent(pathname + search)}`}>
            {t("pin:otherSignedIn.button")}
          </a>
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
