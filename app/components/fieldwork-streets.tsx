import { Link, useSearchParams } from "@remix-run/react";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import type { FieldworkOverview, StreetProgress } from "#app/fieldwork/overview.ts";
import { formatNumber, formatPercent } from "#app/present/format-share.ts";
import { localName } from "#app/present/local-name.ts";
import { useLanguage } from "#app/present/use-format.ts";
import { withParams } from "#app/present/with-params.ts";
import { outcomeRates } from "#surveys/fieldwork/outcome-rates.ts";
import type { Course } from "#surveys/fieldwork/wave-course.ts";
import type { Language } from "#surveys/vocabulary.ts";
import { type FigureColumn, FigureTable } from "./figure-table.tsx";
import { asNumber, RateText } from "./rate-text.tsx";
import { MapKey, shadeOf, StreetMap } from "./street-map.tsx";

interface FieldworkStreetsProps {
  overview: FieldworkOverview;
  /** Code of the street that the lists below are kept to. */
  chosen: string | null;
}

const partDone = ({ done, total }: { done: number; total: number }) => (total > 0 ? done / total : 0);

/** Progress by street, on a map and in the table that says the same in figures. */
export function FieldworkStreetMap({ overview: { streets }, chosen }: FieldworkStreetsProps) {
  const { t } = useTranslation("fieldwork");
  const language = useLanguage();
  const [search] = useSearchParams();
  const number = (value: number) => formatNumber(Math.round(value), language);
  const without = streets.filter(({ boundary }) => !boundary);
  if (without.length === streets.length) return <p className="text-ink-soft">{t("map.none")}</p>;
  return (
    <figure>
      <StreetMap
        title={t("map.title")}
        description={t("map.description")}
        streets={streets.map((street) => {
          const name = localName(street, language);
          const { done, total, expected } = street;
          const figure = formatPercent(partDone(street), language).replace(/[.]\d/, "");
          return {
            ...{ id: street.id, name, boundary: street.boundary, amount: partDone(street) },
            figure,
            attention: street.course === "behind",
            label: t("map.label", {
              ...{ name, figure },
              done: number(done),
              total: number(total),
              expected: number(expected),
              course: t(`course.${street.course}`),
            }),
            to: withParams(search, { street: street.code === chosen ? null : street.code }),
            chosen: street.code === chosen,
          };
        })}
      />
      <figcaption className="mt-2 text-ink-soft">
        <span className="flex flex-wrap items-center gap-x-4">
          {t("map.shade")}
          {[0, 0.2, 0.4, 0.6, 0.8].map((from) => (
            <MapKey key={from} shade={shadeOf(from)}>
              {`${Math.round(from * 100)}–${Math.round(from * 100) + 20}%`}
            </MapKey>
          ))}
          <span className="whitespace-nowrap">▼ {t("course.behind")}</span>
        </span>
        {without.length > 0
          ? t("map.without", {
              names: new Intl.ListFormat(language).format(
                without.map((street) => localName(street, language)),
              ),
            })
          : null}
      </figcaption>
    </figure>
  );
}

export function FieldworkStreetTable({ overview: { streets, overall }, chosen }: FieldworkStreetsProps) {
  const { t } = useTranslation("fieldwork");
  const language = useLanguage();
  const [search] = useSearchParams();
  const total: StreetProgress = {
    ...{ ...overall, id: "", code: "", boundary: null },
    ...{ nameZh: t("streets.all"), nameEn: t("streets.all") },
  };
  const head: FigureColumn<StreetProgress> = {
    key: "name",
    label: t("streets.street"),
    value: (street) => localName(street, language),
    cell: (street) =>
      street.code === "" ? (
        localName(street, language)
      ) : (
        <Link
          to={withParams(search, { street: street.code === chosen ? null : street.code })}
          preventScrollReset
          aria-current={street.code === chosen ? "true" : undefined}
          className="-my-[11px] inline-block py-[11px] whitespace-nowrap"
        >
          {localName(street, language)}
        </Link>
      ),
  };
  return (
    <FigureTable
      id="streets"
      caption={t("streets.caption")}
      head={head}
      columns={streetColumns(t, language, overall.flags !== null)}
      rows={streets}
      rowKey={({ id }) => id}
      total={streets.length > 1 ? total : undefined}
      isChosen={({ code }) => code !== "" && code === chosen}
    />
  );
}

function streetColumns(
  t: TFunction<"fieldwork">,
  language: Language,
  withFlags: boolean,
): FigureColumn<StreetProgress>[] {
  const number = (value: number) => formatNumber(Math.round(value), language);
  const plain = (key: string, value: (street: StreetProgress) => number): FigureColumn<StreetProgress> => {
    return { key, label: t(`streets.${key as "done"}`), value, cell: (street) => number(value(street)) };
  };
  const rate = (street: StreetProgress) => outcomeRates(street.counts.household).rates.RR2;
  return [
    plain("done", ({ done }) => done),
    plain("toDo", ({ done, total }) => total - done),
    plain("expected", ({ expected }) => expected),
    {
      key: "balance",
      label: t("streets.balance"),
      value: ({ done, expected }) => done - expected,
      cell: (street) => <Balance difference={street.done - street.expected} course={street.course} />,
    },
    plain("household", ({ interviews }) => interviews.household),
    {
      key: "rate",
      label: t("streets.rate"),
      value: (street) => asNumber(rate(street)),
      cell: (street) => <RateText rate={rate(street)} />,
    },
    {
      key: "sessions",
      label: t("streets.sessions"),
      value: ({ sessions }) => partDone(sessions),
      cell: ({ sessions }) => `${number(sessions.done)} / ${number(sessions.total)}`,
    },
    plain("intercept", ({ interviews }) => interviews.intercept),
    ...(withFlags ? [plain("flags", ({ flags }) => flags ?? 0)] : []),
    plain("quarantine", ({ quarantine }) => quarantine),
  ];
}

function Balance({ difference, course }: { difference: number; course: Course }) {
  const { t } = useTranslation("fieldwork");
  const language = useLanguage();
  const rounded = Math.round(difference);
  return (
    <span className={`whitespace-nowrap ${course === "behind" ? "font-semibold text-amber" : ""}`}>
      {course === "behind" ? <span aria-hidden="true">▼ </span> : null}
      {rounded > 0 ? "+" : ""}
      {formatNumber(rounded, language)}
      <span className="sr-only"> {t(`course.${course}`)}</span>
    </span>
  );
}
