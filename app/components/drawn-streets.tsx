import { useTranslation } from "react-i18next";
import { formatNumber } from "#app/present/format-share.ts";
import { localName } from "#app/present/local-name.ts";
import { useLanguage } from "#app/present/use-format.ts";
import type { DrawReport, StreetDraw } from "#db/queries/read-draw-report.ts";
import { type FigureColumn, FigureTable } from "./figure-table.tsx";

/** What was drawn in each street. Dates come as they were read, also through the loader. */
export function DrawnStreets({ report }: { report: Pick<DrawReport, "streets" | "total" | "keeps"> }) {
  const { t } = useTranslation("design");
  const language = useLanguage();
  const number = (value: number) => formatNumber(Math.round(value), language);
  const plain = (key: string, value: (street: StreetDraw) => number): FigureColumn<StreetDraw> => ({
    ...{ key, label: t(`drawn.${key}`), value },
    cell: (street) => number(value(street)),
  });
  const columns: FigureColumn<StreetDraw>[] = [
    {
      key: "communities",
      label: t("drawn.communities"),
      value: ({ communities }) => communities.drawn,
      cell: ({ communities: { drawn, of } }) =>
        of === null ? number(drawn) : t("margins.of", { drawn: number(drawn), of: number(of) }),
    },
    plain("certain", ({ communities }) => communities.certain),
    plain("main", ({ dwellings }) => dwellings.main),
    {
      key: "reserve",
      label: t("drawn.reserve"),
      cell: ({ dwellings: { reserve } }) =>
        reserve.length === 0 ? "–" : reserve.map((each) => number(each.dwellings)).join(" + "),
    },
    plain("released", ({ dwellings }) => dwellings.released),
    {
      key: "pi",
      label: t("drawn.pi"),
      value: ({ pi }) => pi?.min ?? null,
      cell: ({ pi }) =>
        pi ? (
          <span className="whitespace-nowrap">
            {formatNumber(pi.min, language, 4)}
            {pi.max - pi.min > 5e-5 ? `–${formatNumber(pi.max, language, 4)}` : ""}
          </span>
        ) : (
          "–"
        ),
    },
    plain("sessions", ({ sessions }) => sessions),
    plain("household", ({ expectedInterviews }) => expectedInterviews.household),
    plain("intercept", ({ expectedInterviews }) => expectedInterviews.intercept),
    ...(report.keeps
      ? [
          {
            key: "kept",
            label: t("drawn.kept"),
            value: ({ kept }: StreetDraw) => kept?.communities ?? null,
            cell: ({ kept }: StreetDraw) =>
              kept === null
                ? "–"
                : kept.expected === null
                  ? number(kept.communities)
                  : t("drawn.keptText", {
                      communities: number(kept.communities),
                      expected: formatNumber(kept.expected, language, 1),
                    }),
          },
        ]
      : []),
  ];
  const total: StreetDraw = {
    ...{ ...report.total, id: "total", code: "" },
    ...{ nameZh: t("margins.district"), nameEn: t("margins.district") },
  };
  return (
    <FigureTable
      id="sort"
      wide
      caption={t("report.streets")}
      head={{
        key: "name",
        label: t("margins.street"),
        cell: (street) => localName(street, language),
        value: (street) => localName(street, language),
      }}
      columns={columns}
      rows={report.streets}
      rowKey={({ id }) => id}
      total={total}
    />
  );
}
