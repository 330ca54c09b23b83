import { Link, useLocation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { keepLanguage } from "../language.ts";
import type { SyncState } from "../sync.ts";
import { useOnline } from "./use-field.ts";
import { LanguageSwitch } from "#app/components/language-switch.tsx";
import type { Language } from "#surveys/vocabulary.ts";

/** Always on top: the way back, whether there is a network, how much is unsent if it may be told, the other language. */
export function StatusBar({ sync, locked }: { sync: SyncState; locked: boolean }) {
  const { t, i18n } = useTranslation("field");
  const { pathname } = useLocation();
  const online = useOnline() && sync.reachable !== false;
  const choose = (language: Language) => {
    keepLanguage(language);
    void i18n.changeLanguage(language);
  };
  const network = sync.busy && sync.unsent > 0 ? "sending" : online ? "online" : "offline";
  return (
    <header className="field-bar">
      {pathname.replace(/\/$/, "") === "/field" ? (
        <span className="field-title px-2 font-semibold">{t("title")}</span>
      ) : (
        <Link to="/field" className="field-quiet" aria-label={t("toList")}>
          <span aria-hidden="true">‹</span> <span className="field-word">{t("back")}</span>
        </Link>
      )}
      <div className="field-facts" role="status" aria-label={t("bar.label")}>
        <span>
          <span aria-hidden="true">{network === "offline" ? "○" : network === "sending" ? "↑" : "●"}</span>{" "}
          {t(`bar.${network}`)}
        </span>
        {locked ? null : (
          <Link to="/field/outbox" className="field-quiet" data-unsent={sync.unsent}>
            {sync.unsent > 0 ? t("bar.unsent", { count: sync.unsent }) : t("bar.allSent")}
          </Link>
        )}
      </div>
      <LanguageSwitch choose={choose} />
    </header>
  );
}
