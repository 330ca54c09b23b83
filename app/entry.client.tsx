import { RemixBrowser } from "@remix-run/react";
import { startTransition, StrictMode } from "react";
import { hydrateRoot } from "react-dom/client";
import { I18nextProvider } from "react-i18next";
import { createTranslator } from "#app/locales/create-translator.ts";
import { asLanguage } from "#app/locales/language.ts";
import { roomResources } from "#app/locales/room-resources.ts";
import { roomOf } from "#app/rooms.ts";

/** Hydrates in the language that the server wrote, so that the first render agrees; a room may change it afterwards. */
const language = asLanguage(document.documentElement.lang) ?? "zh-CN";
const i18n =
  roomOf(window.location.pathname) === "desk"
    ? (await import("#app/locales/create-i18n.ts")).createI18n(language)
    : createTranslator(language, roomResources);

await decodePage();
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

/**
 * Remix holds its first render back, by a thrown promise, until the data that came with the page are decoded. A tap in that
 * moment would make React give the page up for good (its error 345), so it is over before anything can be tapped.
 */
async function decodePage(): Promise<void> {
  try {
    RemixBrowser({});
  } catch (waiting) {
    await waiting;
  }
}
