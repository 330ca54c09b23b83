import type { TFunction } from "i18next";
import { isWithheld, type Outcome } from "#analysis/score/withheld.ts";
import { withheldSentence } from "#app/present/withheld-sentence.ts";

export type Cells = Record<string, string | number | null>;

/** A figure's columns, each after a prefix; empty where it is withheld. */
export function estimateCells<T extends { se: number; ci: readonly [number, number] }>(
  name: string,
  valueOf: (figure: T) => number,
  figure: Outcome<T>,
  prefix = "",
): Cells {
  const given = isWithheld(figure) ? null : figure;
  return {
    [prefix + name]: given ? valueOf(given) : null,
    [`${prefix}se`]: given?.se ?? null,
    [`${prefix}low`]: given?.ci[0] ?? null,
    [`${prefix}high`]: given?.ci[1] ?? null,
  };
}

/** Why a figure is not given, or nothing. */
export const reasonOf = (figure: Outcome<object>, t: TFunction): string =>
  isWithheld(figure) ? withheldSentence(figure, t) : "";

/** A table whose columns are named as its rows' keys are: for programs and people alike. */
export function tableOf(caption: string, rows: readonly Cells[]) {
  const keys = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return { caption, columns: keys.map((key) => ({ key, label: key })), rows };
}
