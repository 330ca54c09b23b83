import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import type { DesignedStreet, WaveDesign } from "#app/design/make-design.ts";
import { formatNumber, formatPoints } from "#app/present/format-share.ts";
import { localName } from "#app/present/local-name.ts";
import { useLanguage } from "#app/present/use-format.ts";
import type { Language } from "#surveys/vocabulary.ts";
import { type FigureColumn, FigureTable } from "./figure-table.tsx";

type Row = Omit<DesignedStreet, "expected" | "deff"> & {
  expected: { [mode in "household" | "intercept" | "combined"]: { margin: number } };
  flags: string[];
};

/** What a share of 20 would be worth, street by street, before anything is drawn. */
export function DesignMargins({ design }: { design: WaveDesign }) {
  const { t } = useTranslation("design");
  const language = useLanguage();
  const { streets, district } = design;
  const widest = streets.reduce((a, b) => (b.expected.combined.margin > a.expected.combined.margin ? b : a));
  const flagged = streets.filter(({ expected }) => expected.flags.length > 0).length;
  const points = (value: number) => formatPoints(value, language);
  const deff = (mode: "household" | "intercept") => {
    const all = streets.map((street) => street.deff[mode]);
    const [low, high] = [Math.min(...all), Math.max(...all)].map((value) => formatNumber(value, language, 1));
    return low === high ? low : `${low}–${high}`;
  };
  return (
    <section>
      <h2>{t("margins.title")}</h2>
      <p aria-live="polite" className="mt-1 text-[1.0625rem]">
        {t("margins.sentence", {
          district: points(district.combined.margin),
          widest: points(widest.expected.combined.margin),
          streetZh: widest.nameZh,
          streetEn: widest.nameEn,
        })}{" "}
        {flagged > 0 ? t("margins.flagged", { count: flagged }) : t("margins.noneFlagged")}
      </p>
      <FigureTable
        id="sort"
        caption={t("margins.title")}
        head={{
          key: "name",
          label: t("margins.street"),
          cell: (row) => <span className="lg:whitespace-nowrap">{localName(row, language)}</span>,
          value: (row) => localName(row, language),
        }}
        columns={columns(t, language)}
        rows={streets.map((street): Row => ({ ...street, flags: street.expected.flags }))}
        rowKey={({ id }) => id}
        total={totalOf(design, t("margins.district"))}
      />
      <p className="mt-2 text-[0.9375rem] text-ink-soft">
        {t("margins.deff", { household: deff("household"), intercept: deff("intercept") })}{" "}
        {t("margins.note")}
      </p>
    </section>
  );
}

function columns(t: TFunction, language: Language): FigureColumn<Row>[] {
  const number = (value: number) => formatNumber(value, language);
  const margin = (mode: "household" | "intercept" | "combined"): FigureColumn<Row> => ({
    key: mode,
    label: t(`design:margins.${mode}`),
    value: ({ expected }) => expected[mode].margin,
    cell: ({ expected }) => (
      <span className={mode === "combined" ? "font-semibold whitespace-nowrap" : "whitespace-nowrap"}>
        ± {formatPoints(expected[mode].margin, language)}
      </span>
    ),
  });
  return [
    margin("combined"),
    margin("household"),
    margin("intercept"),
    {
      key: "communities",
      label: t("design:margins.communities"),
      value: ({ communities }) => communities.drawn,
      cell: ({ communities: { drawn, of, certain } }) => (
        <span className="whitespace-nowrap">
          {t("design:margins.of", { drawn: number(drawn), of: number(of) })}
          {certain > 0 ? (
            <span className="block text-[0.875rem] text-ink-soft">
              {t("design:margins.certain", { count: certain })}
            </span>
          ) : null}
        </span>
      ),
    },
    {
      key: "sessions",
      label: t("design:margins.sessions"),
      value: ({ sessions }) => sessions,
      cell: ({ sessions }) => number(sessions),
    },
    {
      key: "interviews",
      label: t("design:margins.interviews"),
      value: ({ interviews }) => interviews.household + interviews.intercept,
      cell: ({ interviews }) => (
        <span className="whitespace-nowrap">
          {number(interviews.household)} + {number(interviews.intercept)}
        </span>
      ),
    },
    {
      key: "flags",
      label: t("design:margins.flags"),
      words: true,
      cell: ({ flags }) =>
        flags.length === 0 ? (
          "–"
        ) : (
          <span className="font-semibold text-amber">
            <span aria-hidden="true">▲ </span>
            {new Intl.ListFormat(language, { type: "unit" }).format(
              flags.map((flag) => t(`design:flag.${flag}`)),
            )}
          </span>
        ),
    },
  ];
}

function totalOf({ streets, district, cost }: WaveDesign, name: string): Row {
  const sum = (value: (street: DesignedStreet) => number) =>
    streets.reduce((total, street) => total + value(street), 0);
  return {
    ...{ id: "total", code: "", nameZh: name, nameEn: name, expected: district, flags: [] },
    communities: {
      drawn: cost.communities,
      certain: sum(({ communities }) => communities.certain),
      of: sum(({ communities }) => communities.of),
    },
    ...{ dwellings: cost.dwellings, sessions: cost.sessions, interviews: cost.interviews },
  };
}
