import { RemixBrowser } from "@remix-run/react";
import { startTransition, StrictMode } from "react";
import { hydrateRoot } from "react-dom/client";
import { I18nextProvider } from "react-i18next";
import { createI18n } from "#app/locales/create-i18n.ts";
import { asLanguage } from "#app/locales/language.ts";

/** Hydrates in the language that the server wrote, so that the first render agrees; a room may change it afterwards. */
const i18n = createI18n(asLanguage(document.documentElement.lang) ?? "zh-CN");

startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <I18nextProvider i18n={i18n}>
        <RemixBrowser />
      </I18nextProvider>
    </StrictMode>,
  );
});
