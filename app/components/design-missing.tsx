import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { cannotBeDrawn, type MissingLists } from "#app/design/missing-lists.ts";
import { useLocalName } from "#app/present/local-name.ts";
import { useLanguage } from "#app/present/use-format.ts";

/** What lists lack before the wave can be drawn. */
export function DesignMissing({ missing }: { missing: readonly MissingLists[] }) {
  const { t } = useTranslation("design");
  const localName = useLocalName();
  const language = useLanguage();
  if (missing.length === 0) return null;
  return (
    <section className={`note ${missing.some(cannotBeDrawn) ? "note-stop" : "note-attention"}`}>
      <h2>{t("missing.title")}</h2>
      <ul className="mt-2 grid gap-1">
        {missing.map((street) => (
          <li key={street.code}>
            <span className="font-semibold">{localName(street)}</span>
            {language === "en" ? ": " : "："}
            {new Intl.ListFormat(language, { type: "unit" }).format(
              [
                street.communities ? t("missing.communities") : null,
                street.unlisted > 0 ? t("missing.unlisted", { count: street.unlisted }) : null,
                street.sites ? t("missing.sites") : null,
                street.population ? t("missing.population") : null,
              ].filter((each) => each !== null),
            )}
          </li>
        ))}
      </ul>
      <p className="mt-2">
        <Link to="/frame">{t("toFrame")}</Link>
      </p>
    </section>
  );
}
