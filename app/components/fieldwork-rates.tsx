import { Link, useSearchParams } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { CaseCounts } from "#app/fieldwork/case-counts.ts";
import type { FieldworkOverview } from "#app/fieldwork/overview.ts";
import { formatNumber } from "#app/present/format-share.ts";
import { localName } from "#app/present/local-name.ts";
import { useLanguage } from "#app/present/use-format.ts";
import { withParams } from "#app/present/with-params.ts";
import { OUTCOME_RATES, outcomeRates } from "#surveys/fieldwork/outcome-rates.ts";
import { DISPOSITIONS } from "#surveys/vocabulary.ts";
import { type FigureColumn, FigureTable } from "./figure-table.tsx";
import { asNumber, RateText } from "./rate-text.tsx";

interface RatedGroup {
  key: string;
  name: string;
  counts: CaseCounts;
}

/** All of AAPOR's rates: of everything, of every street, of every volunteer. Open where the address says so. */
export function FieldworkRates({ overview }: { overview: FieldworkOverview }) {
  const { t } = useTranslation("fieldwork");
  const language = useLanguage();
  const [search] = useSearchParams();
  const mode = search.get("rates");
  if (mode !== "household" && mode !== "intercept") return null;
  const other = mode === "household" ? "intercept" : "household";
  const columns = rateColumns(mode, language);
  const total: RatedGroup = { key: "all", name: t("rates.all"), counts: overview.overall.counts };
  const streets = overview.streets.map((street): RatedGroup => {
    return { key: street.id, name: localName(street, language), counts: street.counts };
  });
  const people = overview.volunteers.map(({ id, name, counts }): RatedGroup => ({ key: id, name, counts }));
  const head = (label: string): FigureColumn<RatedGroup> => {
    return { key: "name", label, cell: ({ name }) => name, value: ({ name }) => name };
  };
  return (
    <section id="rates" className="mt-8 scroll-mt-4">
      <h2>{t(`rates.title.${mode}`)}</h2>
      <p className="mt-1 max-w-[800px] text-ink-soft">
        {t("rates.lead")} {t(`rates.note.${mode}`)}
      </p>
      {mode === "intercept" && total.counts.uncounted > 0 ? (
        <p className="mt-1 text-amber">
          <span aria-hidden="true">▲ </span>
          {t("rates.uncounted", { count: total.counts.uncounted })}
        </p>
      ) : null}
      <p className="no-print flex flex-wrap gap-x-6">
        <Link
          className="inline-flex min-h-[44px] items-center"
          to={`${withParams(search, { rates: other })}#rates`}
        >
          {t(`rates.title.${other}`)}
        </Link>
        <Link
          className="inline-flex min-h-[44px] items-center"
          to={withParams(search, { rates: null })}
          preventScrollReset
        >
          {t("rates.close")}
        </Link>
      </p>
      <FigureTable
        {...{
          id: "ratedStreets",
          caption: t("rates.byStreet"),
          head: head(t("streets.street")),
          columns,
          total,
        }}
        rows={streets}
        wide
        rowKey={({ key }) => key}
      />
      <div className="mt-6">
        <FigureTable
          {...{ id: "ratedPeople", caption: t("rates.byPerson"), head: head(t("volunteers.name")), columns }}
          rows={people}
          wide
          rowKey={({ key }) => key}
        />
      </div>
    </section>
  );
}

function rateColumns(mode: "household" | "intercept", language: "zh-CN" | "en"): FigureColumn<RatedGroup>[] {
  const rates = ({ counts }: RatedGroup) => outcomeRates(counts[mode]);
  return [
    ...DISPOSITIONS.map((code) => ({
      key: code,
      label: code,
      cell: ({ counts }: RatedGroup) => formatNumber(counts[mode][code], language),
      value: ({ counts }: RatedGroup) => counts[mode][code],
    })),
    {
      key: "e",
      label: "e",
      cell: (row) => <RateText rate={rates(row).e} />,
      value: (row) => asNumber(rates(row).e),
    },
    ...OUTCOME_RATES.map((name) => ({
      key: name,
      label: name,
      cell: (row: RatedGroup) => <RateText rate={rates(row).rates[name]} />,
      value: (row: RatedGroup) => asNumber(rates(row).rates[name]),
    })),
  ];
}
