import { Link, useSearchParams } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { isWithheld } from "#analysis/score/withheld.ts";
import type { AnalysedStreet, AnalysedStreets } from "#app/analyst/read-streets.server.ts";
import { formatProbability } from "#app/present/format-probability.ts";
import { formatDifference, formatNumber, formatPoints } from "#app/present/format-share.ts";
import { useLocalName } from "#app/present/local-name.ts";
import { streetName } from "#app/present/street-results.ts";
import { useLanguage } from "#app/present/use-format.ts";
import { usePlaceWords } from "#app/present/use-place-words.ts";
import { AreaText } from "./area-text.tsx";
import { ChangeText } from "./change-text.tsx";
import { ShareText } from "./figure-cell.tsx";
import { FigureTable, type FigureColumn } from "./figure-table.tsx";
import { FlagWords } from "./flag-words.tsx";
import { StreetsDownloads } from "./streets-downloads.tsx";

interface StreetsTableProps {
  page: AnalysedStreets;
  waveId: string;
  streets: readonly AnalysedStreet[];
}

/** Parameter of the address that says how the table is sorted. */
const SORT = "sort";

/** Every street with its share, place, difference, change, sample and small-area estimate. */
export function StreetsTable({ page, waveId, streets }: StreetsTableProps) {
  const { t } = useTranslation(["streets", "waves"]);
  const language = useLanguage();
  const [search] = useSearchParams();
  const other = search.get("dontKnow") === "other" ? "?dontKnow=other" : "";
  const head: FigureColumn<AnalysedStreet> = {
    key: "name",
    label: t("streets:table.street"),
    cell: (street) => (
      <>
        <Link
          to={`/waves/${waveId}/streets/${street.id}${other}`}
          className="inline-flex min-h-[24px] items-center"
        >
          {streetName(street, language)}
        </Link>
        <FlagWords flags={street.figure.flags} />
      </>
    ),
    value: (street) => streetName(street, language),
  };
  return (
    <div>
      <FigureTable
        {...{ id: SORT, caption: t("streets:table.caption"), head, columns: useColumns(page), rows: streets }}
        rowKey={({ id }) => id}
        initial="-share"
      />
      <StreetsDownloads page={page} streets={streets} />
    </div>
  );
}

function useColumns({ best, previous }: AnalysedStreets): FigureColumn<AnalysedStreet>[] {
  const { t } = useTranslation(["streets", "waves"]);
  const language = useLanguage();
  const localName = useLocalName();
  const place = usePlaceWords();
  const number = (value: number) => formatNumber(value, language);
  return [
    {
      key: "share",
      label: t("streets:table.share"),
      cell: ({ figure }) => (
        <span className={isWithheld(figure) ? undefined : "font-semibold"}>
          <ShareText figure={figure} interval />
        </span>
      ),
      value: ({ figure }) => (isWithheld(figure) ? null : figure.share),
    },
    {
      key: "place",
      label: t("streets:table.place"),
      cell: ({ rank }) =>
        rank ? (
          <>
            <span aria-hidden="true" className="whitespace-nowrap">
              {place(rank.ownSet)}
            </span>
            <span className="sr-only">{place(rank.ownSet, true)}</span>
            {rank.tiedWith.length > 0 ? (
              <span className="block text-[0.875rem] text-ink-soft">
                {t("streets:table.tied", { count: rank.tiedWith.length })}
              </span>
            ) : null}
          </>
        ) : (
          "–"
        ),
      value: ({ rank }) => rank && rank.ownSet[0] * 1000 + rank.ownSet[1],
    },
    {
      key: "best",
      label: t("streets:table.best", { best }),
      cell: ({ rank }) => (rank ? formatProbability(rank.bestProbability, language, t) : "–"),
      value: ({ rank }) => rank && rank.bestProbability,
    },
    {
      key: "difference",
      label: t("streets:table.difference"),
      cell: ({ difference, side }) =>
        isWithheld(difference) ? (
          "–"
        ) : (
          <>
            <span className="whitespace-nowrap">
              {`${formatDifference(difference.estimate, language)} ± ${formatPoints((difference.ci[1] - difference.ci[0]) / 2, language)}`}
            </span>
            <span className={`block text-[0.875rem] ${side === 0 ? "text-ink-soft" : "font-semibold"}`}>
              {t(`streets:side.${side}`)}
            </span>
          </>
        ),
      value: ({ difference }) => (isWithheld(difference) ? null : difference.estimate),
    },
    ...(previous
      ? [
          {
            key: "change",
            label: t("streets:table.change", { wave: localName(previous) }),
            cell: ({ change }: AnalysedStreet) => (change ? <ChangeText change={change} short /> : "–"),
            value: ({ change }: AnalysedStreet) => (!change || isWithheld(change) ? null : change.estimate),
          },
        ]
      : []),
    {
      key: "n",
      label: t("streets:table.n"),
      cell: ({ figure }) => (isWithheld(figure) ? "–" : number(figure.n)),
      value: ({ figure }) => (isWithheld(figure) ? null : figure.n),
    },
    {
      key: "neff",
      label: t("streets:table.neff"),
      cell: ({ figure }) => (isWithheld(figure) ? "–" : number(figure.neff)),
      value: ({ figure }) => (isWithheld(figure) ? null : figure.neff),
    },
    {
      key: "area",
      label: t("streets:table.area"),
      cell: ({ area }) => <AreaText area={area} />,
      value: ({ area }) => area && area.estimate,
    },
  ];
}
