import type { Language } from "#surveys/vocabulary.ts";
import { formatNumber, formatPercent } from "#app/present/format-share.ts";

export interface TableColumn {
  key: string;
  label: string;
  /** Figures stand to the right. */
  numeric?: boolean;
  /** Decimals on the page; files have six. Two where nothing is said, none for whole numbers. */
  digits?: number;
  /** A fraction that the page writes as per cent. */
  percent?: boolean;
}

export type TableValue = string | number | null;

/** The figures behind a chart: what the page shows and what its files hold. */
export interface ShownTable {
  caption: string;
  columns: readonly TableColumn[];
  rows: readonly Readonly<Record<string, TableValue | undefined>>[];
}

/** A cell as the page writes it; what there is not is a dash. */
export function cellText(value: TableValue | undefined, column: TableColumn, language: Language): string {
  if (value === null || value === undefined || value === "") return "–";
  if (typeof value === "string") return value;
  if (!Number.isFinite(value)) return "–";
  if (column.percent) return formatPercent(value, language);
  return formatNumber(value, language, column.digits ?? (Number.isInteger(value) ? 0 : 2));
}

/** A cell as files hold it: figures to six decimals, empty where there is none. */
export function cellValue(value: TableValue | undefined): TableValue {
  if (typeof value !== "number") return value ?? null;
  return Number.isFinite(value) ? Number(value.toFixed(6)) : null;
}
