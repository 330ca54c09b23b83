import { useTranslation } from "react-i18next";
import { formatDay, formatNumber } from "#app/present/format-share.ts";
import { localName } from "#app/present/local-name.ts";
import { useLanguage } from "#app/present/use-format.ts";
import type { FrameStreet } from "#db/queries/read-frame-overview.ts";
import { FigureTable } from "./figure-table.tsx";

const FIGURES = ["communities", "households", "listed", "sites", "siteSlots", "persons"] as const;

/** Age bands × sexes. */
const CELLS = 6;

/** What each street has of the lists, and what a wave could not be drawn without. */
export function FrameStreets({ streets }: { streets: readonly FrameStreet[] }) {
  const { t } = useTranslation("frame");
  const language = useLanguage();
  const total = totalOf(streets, t("streets.total"));
  return (
    <FigureTable
      id="sort"
      caption={t("streets.title")}
      head={{
        key: "code",
        label: t("streets.street"),
        cell: (street) => (
          <>
            {localName(street, language)} <span className="font-normal text-ink-soft">{street.code}</span>
          </>
        ),
        value: ({ code }) => code,
      }}
      columns={[
        ...FIGURES.map((key) => ({
          key,
          label: t(`streets.${key}`),
          cell: (street: FrameStreet) => formatNumber(street[key], language),
          value: (street: FrameStreet) => street[key],
        })),
        {
          key: "asOf",
          label: t("streets.asOf"),
          cell: ({ asOf }) => (asOf ? formatDay(asOf, language) : "–"),
          value: ({ asOf }) => asOf,
        },
        {
          key: "boundary",
          label: t("streets.boundary"),
          cell: (street) =>
            street === total ? "" : t(street.hasBoundary ? "streets.has" : "streets.hasNot"),
        },
        {
          key: "missing",
          label: t("streets.missing"),
          words: true,
          cell: (street) => (street === total ? "" : <Missing street={street} />),
        },
      ]}
      rows={streets}
      rowKey={({ id }) => id}
      total={total}
    />
  );
}

function Missing({ street }: { street: FrameStreet }) {
  const { t } = useTranslation("frame");
  const missing = [
    street.communities === 0 ? t("missing.communities") : null,
    street.unlisted > 0 ? t("missing.unlisted", { count: street.unlisted }) : null,
    street.siteSlots === 0 ? t("missing.sites") : null,
    street.cells < CELLS ? t("missing.population", { cells: street.cells }) : null,
  ].filter((each) => each !== null);
  if (missing.length === 0) return <span className="text-ink-soft">{t("streets.ready")}</span>;
  return (
    <ul className="font-semibold text-amber">
      {missing.map((each) => (
        <li key={each}>
          <span aria-hidden="true">▲ </span>
          {each}
        </li>
      ))}
    </ul>
  );
}

function totalOf(streets: readonly FrameStreet[], name: string): FrameStreet {
  const sum = (key: (typeof FIGURES)[number] | "unlisted" | "cells") =>
    streets.reduce((all, street) => all + street[key], 0);
  return {
    ...{ id: "total", code: "", nameZh: name, nameEn: name, hasBoundary: false, asOf: null },
    ...{ communities: sum("communities"), unlisted: sum("unlisted"), households: sum("households") },
    ...{ listed: sum("listed"), sites: sum("sites"), siteSlots: sum("siteSlots") },
    ...{ cells: sum("cells"), persons: sum("persons") },
  };
}
