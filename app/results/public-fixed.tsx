import { useTranslation } from "react-i18next";
import { formatMonth } from "#app/present/format-month.ts";
import { formatDay, formatNumber } from "#app/present/format-share.ts";
import { useLocalName } from "#app/present/local-name.ts";
import { languageOfText } from "#app/present/text-language.ts";
import { useLanguage } from "#app/present/use-format.ts";
import type { FixedEntries } from "#db/queries/read-fixed-entries.ts";

interface PublicFixedProps {
  fixed: FixedEntries;
  /** The wave's first day. */
  since: string;
}

/** What was put right since people were asked, in the words of the office that did it. */
export function PublicFixed({ fixed: { count, until, latest }, since }: PublicFixedProps) {
  const { t } = useTranslation("results");
  const language = useLanguage();
  const localName = useLocalName();
  const from = formatDay(since, language);
  const told = { count, from, replace: { count: formatNumber(count, language), from } };
  return (
    <section id="fixed" className="scroll-mt-16">
      <h2>{t("fixed.title")}</h2>
      <p className="mt-2">{t("fixed.lead")}</p>
      {count === 0 ? (
        <p className="mt-2">{t("fixed.none")}</p>
      ) : (
        <p className="mt-2">
          {until
            ? t("fixed.between", {
                ...told,
                ...{ until: formatDay(until, language) },
                replace: { ...told.replace, until: formatDay(until, language) },
              })
            : t("fixed.since", told)}
          {language === "en" ? " " : null}
          {count > latest.length ? t("fixed.latest", { shown: latest.length }) : null}
        </p>
      )}
      {latest.length > 0 ? (
        <ul className="mt-4 border-t-2 border-ink">
          {latest.map(({ note, street, fixedOn }, i) => (
            <li key={i} className="border-b border-line py-3">
              <p lang={languageOfText(note)} className="whitespace-pre-line">
                {note}
              </p>
              <p className="text-ink-soft">
                {localName(street)} · {formatMonth(fixedOn, language)}
              </p>
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}
