import { useTranslation } from "react-i18next";
import { isWithheld } from "#analysis/score/withheld.ts";
import type { AnalysedStreetPage } from "#app/analyst/read-street.server.ts";
import type { AnalysedCommunity } from "#app/analyst/street-communities.server.ts";
import type { ShownTable } from "#app/download/shown-table.ts";
import { formatNumber, formatPoints } from "#app/present/format-share.ts";
import { useLanguage } from "#app/present/use-format.ts";
import { withheldSentence } from "#app/present/withheld-sentence.ts";
import { AreaText } from "./area-text.tsx";
import { FigureTable, type FigureColumn } from "./figure-table.tsx";
import { TableDownloads } from "./table-downloads.tsx";

/** A street's communities: their own figures and what a model makes of them. */
export function StreetCommunities({ page }: { page: AnalysedStreetPage }) {
  const { t } = useTranslation(["streets", "waves"]);
  const language = useLanguage();
  const { communities, model } = page.communities;
  const name = ({ name: { zh, en } }: AnalysedCommunity) => (language === "en" ? en : zh);
  const drawn = communities.filter(({ own }) => own !== null);
  const others = communities.filter(({ own }) => own === null);
  const ownOf = ({ own }: AnalysedCommunity) => (own && !isWithheld(own) ? own : null);
  const columns: FigureColumn<AnalysedCommunity>[] = [
    {
      key: "own",
      label: t("streets:street.communities.own"),
      cell: ({ own }) =>
        own === null ? (
          "–"
        ) : isWithheld(own) ? (
          <span className="text-[0.875rem] text-ink-soft">{withheldSentence(own, t)}</span>
        ) : (
          <span className="whitespace-nowrap">
            {`${formatPoints(own.estimate, language)} ± ${formatPoints((own.ci[1] - own.ci[0]) / 2, language)}`}
          </span>
        ),
      value: (row) => ownOf(row)?.estimate ?? null,
    },
    {
      key: "n",
      label: t("streets:street.communities.n"),
      cell: (row) => (ownOf(row) ? formatNumber(ownOf(row)!.n, language) : "–"),
      value: (row) => ownOf(row)?.n ?? null,
    },
    {
      key: "area",
      label: t("streets:street.communities.area"),
      cell: ({ area }) => <AreaText area={area} />,
      value: ({ area }) => area && area.estimate,
    },
  ];
  const table: ShownTable = {
    caption: t("streets:street.communities.caption"),
    columns: [
      { key: "name", label: t("streets:street.communities.community") },
      { key: "own", label: t("streets:street.communities.own"), numeric: true },
      { key: "se", label: t("streets:table.differenceSe"), numeric: true },
      { key: "n", label: t("streets:street.communities.n"), numeric: true },
      { key: "area", label: t("streets:street.communities.area"), numeric: true },
      { key: "rmse", label: t("streets:table.areaRmse"), numeric: true },
      { key: "gamma", label: t("streets:table.gamma"), numeric: true },
    ],
    rows: communities.map((row) => {
      const own = ownOf(row);
      const { area } = row;
      return {
        name: name(row),
        ...(own && { own: own.estimate, se: Math.sqrt(own.variance), n: own.n }),
        ...(area && { area: area.estimate, rmse: Math.sqrt(area.mse), gamma: area.gamma }),
      };
    }),
  };
  return (
    <section>
      <h2>{t("streets:street.communities.title")}</h2>
      {communities.length === 0 ? (
        <p className="mt-2">{t("streets:street.communities.none")}</p>
      ) : (
        <>
          <p className="mt-2 max-w-[800px]">
            {t("streets:street.communities.lead")}
            {isWithheld(model) ? (
              <strong className="block font-semibold">
                {`${t("streets:street.communities.withheld")} ${withheldSentence(model, t)}`}
              </strong>
            ) : null}
          </p>
          {drawn.length > 0 ? (
            <FigureTable
              {...{ id: "communities", caption: table.caption, columns, rows: drawn }}
              head={{
                key: "name",
                label: t("streets:street.communities.community"),
                cell: name,
                value: name,
              }}
              rowKey={({ id }) => id}
              initial={isWithheld(model) ? "-own" : "-area"}
            />
          ) : null}
          {others.length > 0 ? (
            <p className="mt-2 max-w-[800px]">
              {t("streets:street.communities.notDrawn", {
                count: others.length,
                names: new Intl.ListFormat(language).format(others.map(name)),
              })}{" "}
              {others[0]!.area ? (
                <>
                  {t("streets:street.communities.expected")} <AreaText area={others[0]!.area} inline />
                </>
              ) : null}
            </p>
          ) : null}
          <TableDownloads id="communities" table={table} />
          <p className="mt-2 max-w-[800px] text-[0.875rem] text-ink-soft">
            {t("streets:street.communities.note")}
          </p>
        </>
      )}
    </section>
  );
}
