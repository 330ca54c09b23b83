import { downloadTable, type TableFormat } from "#app/download/download-table.ts";
import type { ShownTable } from "#app/download/shown-table.ts";
import { DownloadToolbar } from "./download-toolbar.tsx";

const FORMATS: readonly TableFormat[] = ["csv", "xlsx"];

interface TableDownloadsProps {
  /** Ends the files' names, after the wave's code. */
  id: string;
  table: ShownTable;
}

/** The files of a table that has no chart. */
export function TableDownloads({ id, table }: TableDownloadsProps) {
  if (table.rows.length === 0) return null;
  return (
    <DownloadToolbar
      formats={FORMATS}
      of={table.caption}
      download={(format) => downloadTable(table, format, id)}
    />
  );
}
