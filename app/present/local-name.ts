import { useTranslation } from "react-i18next";

export interface Named {
  nameZh: string;
  nameEn: string;
}

export function localName(named: Named, language: string): string {
  return language === "en" ? named.nameEn : named.nameZh;
}

/** The name of an area, wave or questionnaire in the reader's language. */
export function useLocalName(): (named: Named) => string {
  const { i18n } = useTranslation();
  return (named) => localName(named, i18n.language);
}
