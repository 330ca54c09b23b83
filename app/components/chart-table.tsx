import { useEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { useTranslation } from "react-i18next";
import { cellText, type ShownTable } from "#app/download/shown-table.ts";
import { useLanguage } from "#app/present/use-format.ts";

/** A longer table is written when it is first unfolded: until then it would be most of the page, unseen. */
const LONG = 100;

/** The figures behind a chart, folded away on the screen and open on paper. */
export function ChartTable({ table: { caption, columns, rows } }: { table: ShownTable }) {
  const { t } = useTranslation("charts");
  const language = useLanguage();
  const folded = useRef<HTMLDetailsElement>(null);
  const [isWritten, setWritten] = useState(rows.length <= LONG);
  useEffect(() => {
    let wasOpen = false;
    const open = () => {
      flushSync(() => setWritten(true));
      wasOpen = folded.current?.open ?? false;
      if (folded.current) folded.current.open = true;
    };
    const close = () => {
      if (folded.current) folded.current.open = wasOpen;
    };
    window.addEventListener("beforeprint", open);
    window.addEventListener("afterprint", close);
    return () => {
      window.removeEventListener("beforeprint", open);
      window.removeEventListener("afterprint", close);
    };
  }, []);
  return (
    <details
      ref={folded}
      className="figures mt-2"
      onToggle={({ currentTarget }) => currentTarget.open && setWritten(true)}
    >
      <summary className="quiet -ml-2 text-accent! underline underline-offset-4">
        {t("table")}
        <span className="sr-only">{t("tableOf", { caption })}</span>
      </summary>
      {/* Focusable, so that a keyboard can push it sideways. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="mt-2 overflow-x-auto" role="region" aria-label={caption} tabIndex={0}>
        <table className="yearbook">
          <caption className="sr-only">{caption}</caption>
          <thead>
            <tr>
              {columns.map(({ key, label, numeric }) => (
                <th key={key} scope="col" className={numeric ? undefined : "text-left!"}>
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {(isWritten ? rows : []).map((row, i) => (
              <tr key={i}>
                {columns.map((column, place) => {
                  const text = cellText(row[column.key], column, language);
                  if (place === 0) {
                    return (
                      <th key={column.key} scope="row">
                        {text}
                      </th>
                    );
                  }
                  return (
                    <td key={column.key} className={column.numeric ? "whitespace-nowrap" : "text-left!"}>
                      {text}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
