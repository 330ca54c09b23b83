import { createRemixStub } from "@remix-run/testing";
import type { ComponentType } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { I18nextProvider } from "react-i18next";
import { createI18n } from "#app/locales/create-i18n.ts";
import type { Language } from "#surveys/vocabulary.ts";

/** A route's page as the server writes it, of what its loader gave. */
export function renderPage(Page: ComponentType, data: unknown, language: Language, address = "/"): string {
  const Stub = createRemixStub([{ id: "page", path: "*", Component: Page, loader: () => data as object }]);
  const quiet = console.error;
  // The router of the tests warns of its own layout effect.
  console.error = () => undefined;
  try {
    return renderToStaticMarkup(
      <I18nextProvider i18n={createI18n(language)}>
        <Stub initialEntries={[address]} hydrationData={{ loaderData: { page: data } }} />
      </I18nextProvider>,
    );
  } finally {
    console.error = quiet;
  }
}

/** What a reader sees of it. */
export const textOf = (page: string) =>
  page
    .replace(/<[^>]+>/g, " ")
    .replace(/&#x27;/g, "'")
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, "&")
    .replace(/\s+/g, " ");
