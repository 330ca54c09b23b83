import i18next, { type i18n, type Resource } from "i18next";
import { initReactI18next } from "react-i18next";
import type { Language } from "#surveys/vocabulary.ts";

export const DEFAULT_NAMESPACE = "site";

/** A translator that has both dictionaries at hand at once. */
export function createTranslator(language: Language, resources: Resource): i18n {
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
