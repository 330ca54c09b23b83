import { scaleLinear } from "d3-scale";
import { useId } from "react";

export interface DotRow {
  key: string;
  label: string;
  /** Written at the right end of the row. */
  value: string;
  estimate: number;
  ci: readonly [number, number];
  /** Hollow: not told apart from the reference. Dashed: not a sample. */
  mark: "filled" | "hollow" | "dashed";
  /** Starts a group with this heading. */
  heading?: string;
}

interface DotIntervalChartProps {
  title: string;
  description: string;
  rows: readonly DotRow[];
  /** The ends of the axis; widened to even numbers. */
  domain: readonly [number, number];
  /** Writes a value of the axis with the decimals that its steps need. */
  tick: (value: number, decimals: number) => string;
  /** The labels are a few characters: on narrow pages they stand before the line, not above it. */
  shortLabels?: boolean;
  reference?: { estimate: number; ci: readonly [number, number]; label: string };
}

/**
 * One line a row: a dot at the estimate over its interval. Drawn twice, for wide and for narrow pages, of which the
 * style sheet shows one; readers of the screen are told the title and description, and pointed to the table.
 */
export function DotIntervalChart(props: DotIntervalChartProps) {
  return (
    <>
      <Drawing {...props} layout="wide" />
      <Drawing {...props} layout={props.shortLabels ? "compact" : "narrow"} />
    </>
  );
}

/** Paper is narrower than the break, and shows the wide one. */
const NARROW = "md:hidden print:hidden max-w-[480px]";
const LAYOUTS = {
  wide: {
    width: 800,
    left: 192,
    right: 112,
    row: 26,
    heading: 30,
    above: false,
    className: "hidden md:block print:block max-w-[960px] print:max-w-[620px]",
  },
  narrow: { width: 360, left: 18, right: 22, row: 44, heading: 32, above: true, className: NARROW },
  compact: { width: 360, left: 36, right: 68, row: 26, heading: 28, above: false, className: NARROW },
};

function Drawing({ layout, ...chart }: DotIntervalChartProps & { layout: keyof typeof LAYOUTS }) {
  const { title, description, rows, domain, tick, reference } = chart;
  const { width, left, right, row, heading, className } = LAYOUTS[layout];
  const id = useId();
  const wide = layout === "wide";
  const x = scaleLinear(domain, [left, width - right]).nice(6);
  const ticks = x.ticks(wide ? 8 : 5);
  const step = (ticks[1] ?? 1) - (ticks[0] ?? 0);
  const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  const top = reference ? 30 : 10;
  const places: number[] = [];
  let y = top;
  for (const each of rows) {
    if (each.heading) y += heading;
    places.push(y);
    y += row;
  }
  const bottom = y + 4;
  return (
    <svg
      role="img"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-description`}
      viewBox={`0 0 ${width} ${bottom + 26}`}
      className={`h-auto w-full ${className}`}
      fontSize={14}
      overflow="visible"
    >
      <title id={`${id}-title`}>{title}</title>
      <desc id={`${id}-description`}>{description}</desc>
      {ticks.map((value) => (
        <g key={value}>
          <line x1={x(value)} x2={x(value)} y1={top} y2={bottom} className="stroke-line" />
          <text x={x(value)} y={bottom + 18} textAnchor="middle" className="fill-ink-soft">
            {tick(value, decimals)}
          </text>
        </g>
      ))}
      {reference ? (
        <g>
          <rect
            x={x(reference.ci[0])}
            width={x(reference.ci[1]) - x(reference.ci[0])}
            y={top}
            height={bottom - top}
            className="fill-accent-soft"
          />
          <line
            x1={x(reference.estimate)}
            x2={x(reference.estimate)}
            y1={top - 6}
            y2={bottom}
            className="stroke-ink"
            strokeDasharray="2 3"
          />
          <text
            x={Math.min(Math.max(x(reference.estimate), left + 60), width - right - 60)}
            y={top - 12}
            textAnchor="middle"
            className="fill-ink"
          >
            {reference.label}
          </text>
        </g>
      ) : null}
      {rows.map((each, i) => (
        <DotLine key={each.key} row={each} y={places[i]!} x={x} layout={layout} />
      ))}
      <line x1={left} x2={width - right} y1={bottom} y2={bottom} className="stroke-ink" />
    </svg>
  );
}

/** Text keeps a margin of paper around it where it stands on the grid. */
const OVER_GRID = { className: "fill-ink stroke-paper", paintOrder: "stroke", strokeWidth: 4 } as const;

interface DotLineProps {
  row: DotRow;
  /** The upper edge of the line. */
  y: number;
  x: (value: number) => number;
  layout: keyof typeof LAYOUTS;
}

function DotLine({ row: { label, value, estimate, ci, mark, heading }, y, x, layout }: DotLineProps) {
  const { width, left, row, above } = LAYOUTS[layout];
  const middle = above ? y + row - 12 : y + row / 2;
  const baseline = above ? y + 16 : middle + 5;
  return (
    <g>
      {heading ? (
        <text x={0} y={y - 6} fontWeight={650} {...OVER_GRID}>
          {heading}
        </text>
      ) : null}
      <text x={above ? 0 : left - 14} y={baseline} textAnchor={above ? "start" : "end"} {...OVER_GRID}>
        {label}
      </text>
      <text x={width} y={baseline} textAnchor="end" {...OVER_GRID}>
        {value}
      </text>
      <line
        x1={x(ci[0])}
        x2={x(ci[1])}
        y1={middle}
        y2={middle}
        strokeWidth={2.5}
        strokeDasharray={mark === "dashed" ? "5 4" : undefined}
        className={mark === "dashed" ? "stroke-mark-online" : "stroke-accent"}
      />
      {ci.map((end) => (
        <line
          key={end}
          x1={x(end)}
          x2={x(end)}
          y1={middle - 4}
          y2={middle + 4}
          strokeWidth={1.5}
          className={mark === "dashed" ? "stroke-mark-online" : "stroke-accent"}
        />
      ))}
      <circle
        cx={x(estimate)}
        cy={middle}
        r={5.5}
        strokeWidth={2.5}
        className={
          mark === "filled"
            ? "fill-accent stroke-accent"
            : mark === "hollow"
              ? "fill-surface stroke-accent"
              : "fill-surface stroke-mark-online"
        }
      />
    </g>
  );
}
