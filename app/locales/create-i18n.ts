import i18next, { type i18n } from "i18next";
import { initReactI18next } from "react-i18next";
import type { Language } from "#surveys/vocabulary.ts";
import { DEFAULT_NAMESPACE, resources } from "./resources.ts";

/** A translator of its own for one request, or for the browser; both dictionaries are at hand at once. */
export function createI18n(language: Language): i18n {
  const instance = i18next.createInstance();
  void instance.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    resources,
    defaultNS: DEFAULT_NAMESPACE,
    initImmediate: false,
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  return instance;
}
