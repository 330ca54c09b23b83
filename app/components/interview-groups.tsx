import { Link, useSearchParams } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { formatNumber, formatPercent } from "#app/present/format-share.ts";
import { useLanguage } from "#app/present/use-format.ts";
import { withParams } from "#app/present/with-params.ts";
import type { InterviewGroup } from "#app/quality/summarise-interviews.ts";
import { type FigureColumn, FigureTable } from "./figure-table.tsx";

interface InterviewGroupsProps {
  by: "street" | "volunteer";
  groups: readonly InterviewGroup[];
  nameOf: (id: string) => string;
}

/** How interviews look by street or by volunteer; the name leads to those of the list below. */
export function InterviewGroups({ by, groups, nameOf }: InterviewGroupsProps) {
  const { t } = useTranslation("quality");
  const language = useLanguage();
  const [search] = useSearchParams();
  const parameter = by === "street" ? "in" : "by";
  const number = (key: "n" | "flagged" | "open"): FigureColumn<InterviewGroup> => ({
    key,
    label: t(`interviews.${key}`),
    value: (group) => group[key],
    cell: (group) => formatNumber(group[key], language),
  });
  const minutes = (key: "household" | "intercept"): FigureColumn<InterviewGroup> => {
    const seconds = (group: InterviewGroup) => group[`${key}Seconds`];
    return {
      key,
      label: t(`interviews.${key}`),
      value: seconds,
      cell: (group) => {
        const found = seconds(group);
        return found === null ? "–" : formatNumber(found / 60, language, 1);
      },
    };
  };
  const percent = (
    key: string,
    label: string,
    value: (group: InterviewGroup) => number,
  ): FigureColumn<InterviewGroup> => {
    return { key, label, value, cell: (group) => formatPercent(value(group), language) };
  };
  return (
    <FigureTable
      id={`${by}s`}
      caption={t(by === "street" ? "interviews.byStreet" : "interviews.byVolunteer")}
      head={{
        key: "name",
        label: t(`interviews.group.${by}`),
        value: ({ id }) => nameOf(id),
        cell: ({ id }) =>
          id === "" ? (
            nameOf(id)
          ) : (
            <Link
              to={`${withParams(search, { [parameter]: id, show: "flagged", page: null })}#list`}
              className="-my-[11px] inline-block py-[11px] whitespace-nowrap"
            >
              {nameOf(id)}
            </Link>
          ),
      }}
      columns={[
        number("n"),
        {
          key: "best",
          label: t("interviews.best"),
          value: ({ best }) => best.rate,
          cell: (group) => <BestText {...group} />,
        },
        minutes("household"),
        minutes("intercept"),
        percent("missing", t("interviews.missing"), ({ dontKnow }) => dontKnow),
        percent("refused", t("interviews.refused"), ({ refused }) => refused),
        number("flagged"),
        number("open"),
      ]}
      rows={groups}
      rowKey={({ id }) => id}
    />
  );
}

function BestText({ best: { rate, interval, against } }: InterviewGroup) {
  const { t } = useTranslation("quality");
  const language = useLanguage();
  const stands = against === "higher" || against === "lower";
  return (
    <>
      <span className={against === "higher" ? "font-semibold text-amber" : ""}>
        {stands ? <span aria-hidden="true">{against === "higher" ? "▲ " : "▼ "}</span> : null}
        {formatPercent(rate, language)}
        {stands ? <span className="sr-only"> {t(`interviews.${against}`)}</span> : null}
      </span>
      <span className="block text-[0.875rem] whitespace-nowrap text-ink-soft">
        {formatPercent(interval[0], language)}–{formatPercent(interval[1], language)}
      </span>
    </>
  );
}
