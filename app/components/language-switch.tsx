import { Form, useLocation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { Language } from "#surveys/vocabulary.ts";

/**
 * The other language, always in sight. Without `choose` it asks the server, which remembers it in a cookie and comes
 * back here, also without JavaScript; rooms that keep the language on the device pass `choose`.
 */
export function LanguageSwitch({ choose }: { choose?: (language: Language) => void }) {
  const { i18n, t } = useTranslation("site");
  const { pathname, search } = useLocation();
  const other: Language = i18n.language === "en" ? "zh-CN" : "en";
  const label = (
    <>
      <span className="sr-only">{t("language.switchTo")} </span>
      <span lang={other}>{t(`language.${other}`)}</span>
    </>
  );
  if (choose) {
    return (
      <button type="button" className="quiet" onClick={() => choose(other)}>
        {label}
      </button>
    );
  }
  return (
    // The words of both languages are here: they change at once, while the server is told.
    <Form method="post" action="/language" onSubmit={() => void i18n.changeLanguage(other)}>
      <input type="hidden" name="returnTo" value={pathname + search} />
      <button className="quiet" name="language" value={other}>
        {label}
      </button>
    </Form>
  );
}
