import { type ReactNode, useRef } from "react";
import { downloadChart } from "#app/download/download-chart.ts";
import { downloadTable } from "#app/download/download-table.ts";
import type { ShownTable } from "#app/download/shown-table.ts";
import { ChartTable } from "./chart-table.tsx";
import { DownloadToolbar } from "./download-toolbar.tsx";

interface ChartFrameProps {
  /** Ends the files' names, after the wave's code; unique on the page. */
  id: string;
  title: string;
  heading?: "h2" | "h3";
  /** What the chart shows. Stands over it, and in the pictures. */
  sentence: ReactNode;
  /** What the marks mean. Stands under the chart, and in the pictures. */
  note?: ReactNode;
  /** The figures that are drawn. Without rows there is neither a table nor files. */
  table: ShownTable;
  /** One or more `<svg>`; nothing where nothing can be drawn. */
  children: ReactNode;
}

const FORMATS = ["svg", "png", "csv", "xlsx"] as const;

/** A chart with everything that belongs to it: title, what it shows, the figures behind it, and both as files. */
export function ChartFrame(props: ChartFrameProps) {
  const { id, title, heading: Heading = "h2", sentence, note, table, children } = props;
  const frame = useRef<HTMLElement>(null);
  const download = (format: (typeof FORMATS)[number]) =>
    format === "svg" || format === "png"
      ? downloadChart(frame.current!, format, id)
      : downloadTable(table, format, id);
  const hasFigures = table.rows.length > 0;
  return (
    <section ref={frame} aria-labelledby={`${id}-chart-title`}>
      <Heading id={`${id}-chart-title`} data-part="title">
        {title}
      </Heading>
      <p data-part="sentence" className="mt-2 max-w-[800px]">
        {sentence}
      </p>
      {hasFigures ? (
        <>
          <figure className="mt-4">
            <div data-part="drawing">{children}</div>
            {note ? (
              <figcaption data-part="note" className="mt-2 max-w-[800px] text-[0.875rem] text-ink-soft">
                {note}
              </figcaption>
            ) : null}
          </figure>
          <DownloadToolbar formats={FORMATS} of={title} download={download} />
          <ChartTable table={table} />
        </>
      ) : null}
    </section>
  );
}
