import { useTranslation } from "react-i18next";
import type { CaseView } from "../case-view.ts";
import { useLocalName } from "#app/present/local-name.ts";

/** What a case is called: its address, or its place. And where that is. */
export function useCaseTitle() {
  const { t, i18n } = useTranslation("field");
  const localName = useLocalName();
  return {
    title: (view: CaseView) =>
      view.site ? localName(view.site) : (view.address ?? t("noAddress", { number: view.walkOrder })),
    place: (view: CaseView) => {
      if (view.site)
        return `${t(`site.${view.site.kind}`)} · ${t("list.every", { interval: view.interval ?? 1 })}`;
      return (i18n.language === "en" ? view.communityNameEn : view.communityNameZh) ?? "";
    },
  };
}
