import { useTranslation } from "react-i18next";
import { asLanguage } from "#app/locales/language.ts";
import type { Language } from "#surveys/vocabulary.ts";

/** The language that the page is read in. */
export function useLanguage(): Language {
  const { i18n } = useTranslation();
  return asLanguage(i18n.language) ?? "zh-CN";
}
