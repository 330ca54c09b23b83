import { Link, useSearchParams } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useLanguage } from "#app/present/use-format.ts";
import { withParams } from "#app/present/with-params.ts";

export interface FigureColumn<Row> {
  key: string;
  label: string;
  cell: (row: Row) => ReactNode;
  /** What the column is sorted by; a column without it is not. */
  value?: (row: Row) => string | number | null;
  /** Words, not figures. */
  words?: boolean;
}

interface FigureTableProps<Row> {
  /** Parameter of the address that says how the table is sorted: a column's key, "-" before it for downwards. */
  id: string;
  caption: string;
  head: FigureColumn<Row>;
  columns: readonly FigureColumn<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  total?: Row;
  isChosen?: (row: Row) => boolean;
  /** How it is sorted where the address does not say; by the head unless given. */
  initial?: string;
  /** Many narrow columns: the table stays a table on phones, to be pushed sideways. */
  wide?: boolean;
}

/** Figures by row, as in a yearbook; sorted by links, so that it works without a script. On phones a list. */
export function FigureTable<Row>(props: FigureTableProps<Row>) {
  const { id, caption, head, columns, rows, rowKey, total, isChosen, initial, wide } = props;
  const [search] = useSearchParams();
  const language = useLanguage();
  const sortedBy = search.get(id) ?? initial ?? head.key;
  const sorted = sortRows(rows, [head, ...columns], sortedBy, language);
  const shade = (row: Row) => (isChosen?.(row) ? "bg-accent-soft" : undefined);
  return (
    <>
      <div className={`relative mt-2 overflow-x-auto ${wide ? "" : "hidden md:block print:block"}`}>
        <table className={`yearbook ${wide ? "yearbook-wide" : ""}`}>
          <caption className="sr-only">{caption}</caption>
          <thead>
            <tr>
              {[head, ...columns].map((column) => (
                <Heading
                  key={column.key}
                  id={id}
                  column={column}
                  sortedBy={sortedBy}
                  isHead={column === head}
                />
              ))}
            </tr>
          </thead>
          <tbody>
            {sorted.map((row) => (
              <tr key={rowKey(row)} className={shade(row)}>
                <th scope="row">{head.cell(row)}</th>
                {columns.map(({ key, cell, words }) => (
                  <td key={key} className={words ? "text-left!" : undefined}>
                    {cell(row)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
          {total ? (
            <tfoot>
              <tr>
                <th scope="row">{head.cell(total)}</th>
                {columns.map(({ key, cell, words }) => (
                  <td key={key} className={words ? "text-left!" : undefined}>
                    {cell(total)}
                  </td>
                ))}
              </tr>
            </tfoot>
          ) : null}
        </table>
      </div>
      {wide ? null : (
        <ul aria-label={caption} className="mt-2 border-t-2 border-ink md:hidden print:hidden">
          {[...sorted, ...(total ? [total] : [])].map((row, i) => (
            <li
              key={i < sorted.length ? rowKey(row) : "total"}
              className={`border-b border-line py-3 ${shade(row) ?? ""}`}
            >
              <div className="font-semibold">{head.cell(row)}</div>
              <dl className="mt-1 flex flex-wrap gap-x-4">
                {columns.map(({ key, label, cell }) => (
                  <div key={key} className="flex flex-wrap gap-x-1">
                    <dt className="text-ink-soft">{label}</dt>
                    <dd>{cell(row)}</dd>
                  </div>
                ))}
              </dl>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

interface HeadingProps<Row> {
  id: string;
  column: FigureColumn<Row>;
  sortedBy: string;
  isHead: boolean;
}

function Heading<Row>({ id, column: { key, label, value, words }, sortedBy, isHead }: HeadingProps<Row>) {
  const { t } = useTranslation("fieldwork");
  const [search] = useSearchParams();
  const up = sortedBy === key;
  const down = sortedBy === `-${key}`;
  const left = isHead || words ? "text-left!" : undefined;
  if (!value) {
    return (
      <th scope="col" className={left}>
        {label}
      </th>
    );
  }
  const arrow = (
    <span aria-hidden="true" className={`text-ink ${up || down ? "px-1" : ""}`}>
      {up ? "↑" : down ? "↓" : ""}
    </span>
  );
  const next = up ? `-${key}` : key;
  return (
    <th scope="col" className={left} aria-sort={up ? "ascending" : down ? "descending" : undefined}>
      <Link
        to={withParams(search, { [id]: next })}
        preventScrollReset
        replace
        className={`flex min-h-[44px] items-end text-ink-soft no-underline hover:underline ${left ? "" : "justify-end"}`}
      >
        {left ? null : arrow}
        {label}
        {left ? arrow : null}
        <span className="sr-only"> {t("sort")}</span>
      </Link>
    </th>
  );
}

/** Rows in the order of a column; what has no value comes last either way. */
export function sortRows<Row>(
  rows: readonly Row[],
  columns: readonly FigureColumn<Row>[],
  sortedBy: string,
  language: string,
): Row[] {
  const sign = sortedBy.startsWith("-") ? -1 : 1;
  const value = columns.find(({ key }) => key === sortedBy.replace(/^-/, ""))?.value;
  if (!value) return [...rows];
  const { compare } = new Intl.Collator(language);
  return [...rows].sort((one, other) => {
    const [a, b] = [value(one), value(other)];
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    return sign * (typeof a === "number" && typeof b === "number" ? a - b : compare(String(a), String(b)));
  });
}
