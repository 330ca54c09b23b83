import { useTranslation } from "react-i18next";
import { formatNumber } from "#app/present/format-share.ts";
import { type Named, useLocalName } from "#app/present/local-name.ts";
import type { SuggestedLoad } from "#app/present/summarise-suggestion.ts";
import { useLanguage } from "#app/present/use-format.ts";

interface SuggestionTableProps {
  loads: readonly SuggestedLoad[];
  names: Record<string, string>;
  streets: readonly (Named & { id: string })[];
}

/** Who would get how many cases, street by street. */
export function SuggestionTable({ loads, names, streets }: SuggestionTableProps) {
  const { t } = useTranslation("cases");
  const language = useLanguage();
  const localName = useLocalName();
  const { compare } = new Intl.Collator(language);
  const figure = (value: number) => formatNumber(value, language);
  const sum = (of: (load: SuggestedLoad) => number) => figure(loads.reduce((all, load) => all + of(load), 0));
  const byStreet = streets
    .map((street) => ({
      street,
      own: loads
        .filter(({ streetId }) => streetId === street.id)
        .sort((a, b) => compare(names[a.userId] ?? "", names[b.userId] ?? "")),
    }))
    .filter(({ own }) => own.length > 0)
    .sort((a, b) => compare(localName(a.street), localName(b.street)));
  return (
    <div className="mt-6 max-w-[880px] overflow-x-auto">
      <table className="yearbook">
        <caption className="mb-2 text-left font-semibold">{t("assign.table")}</caption>
        <thead>
          <tr>
            <th scope="col" className="!text-left">
              {t("assign.street")}
            </th>
            <th scope="col" className="!text-left">
              {t("assign.volunteer")}
            </th>
            <th scope="col">{t("assign.households")}</th>
            <th scope="col">{t("assign.communities")}</th>
            <th scope="col">{t("assign.sessionsColumn")}</th>
          </tr>
        </thead>
        {byStreet.map(({ street, own }) => (
          <tbody key={street.id} className="border-t border-line">
            {own.map((load, i) => (
              <tr key={load.userId}>
                {i === 0 ? (
                  <th scope="rowgroup" rowSpan={own.length}>
                    {localName(street)}
                  </th>
                ) : null}
                <td className="!text-left">{names[load.userId]}</td>
                <td>{figure(load.households)}</td>
                <td>{figure(load.communities)}</td>
                <td>{figure(load.sessions)}</td>
              </tr>
            ))}
          </tbody>
        ))}
        <tfoot>
          <tr>
            <th scope="row" colSpan={2}>
              {t("assign.total")}
            </th>
            <td>{sum(({ households }) => households)}</td>
            <td>{sum(({ communities }) => communities)}</td>
            <td>{sum(({ sessions }) => sessions)}</td>
          </tr>
        </tfoot>
      </table>
    </div>
  );
}
