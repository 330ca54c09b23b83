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
      const { interval, quota } = view.askRule;
      if (view.site) {
        const whom = quota ? t("list.byQuota") : t("list.every", { interval });
        return `${t(`site.${view.site.kind}`)} · ${whom}`;
      }
      return (i18n.language === "en" ? view.communityNameEn : view.communityNameZh) ?? "";
    },
  };
}
