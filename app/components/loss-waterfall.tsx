import { scaleLinear } from "d3-scale";
import { useId } from "react";
import { formatNumber, formatPoints } from "#app/present/format-share.ts";
import { useLanguage } from "#app/present/use-format.ts";

interface WaterfallProps {
  title: string;
  description: string;
  /** Points at the top. */
  from: number;
  fromLabel: string;
  /** What is left at the bottom; null where it is not known. */
  end: { estimate: number; ci: readonly [number, number] | null } | null;
  endLabel: string;
  steps: readonly { key: string; label: string; lost: number; ci: readonly [number, number] }[];
}

const LAYOUTS = {
  wide: {
    width: 800,
    left: 116,
    right: 120,
    row: 26,
    className: "hidden md:block print:block max-w-[960px]",
  },
  narrow: { width: 360, left: 78, right: 100, row: 28, className: "md:hidden print:hidden max-w-[480px]" },
};

/** Points as they are lost, one step a line from the right to the left: a bar, and at its end the loss's interval. */
export function LossWaterfall(props: WaterfallProps) {
  return (
    <>
      <Drawing {...props} layout="wide" />
      <Drawing {...props} layout="narrow" />
    </>
  );
}

function Drawing({ layout, ...chart }: WaterfallProps & { layout: keyof typeof LAYOUTS }) {
  const { title, description, from, fromLabel, end, endLabel, steps } = chart;
  const { width, left, right, row, className } = LAYOUTS[layout];
  const id = useId();
  const language = useLanguage();
  let rest = from;
  const bars = steps.map(({ key, label, lost, ci }) => {
    const start = rest;
    rest -= lost;
    return {
      key,
      label,
      lost,
      start,
      stop: rest,
      ends: [start - ci[1], start - ci[0]] as const,
      half: (ci[1] - ci[0]) / 2,
    };
  });
  const values = [from, ...bars.flatMap(({ stop, ends }) => [stop, ...ends]), ...(end?.ci ?? [])];
  const x = scaleLinear([Math.max(0, Math.min(...values)), from], [left, width - right]).nice(5);
  const ticks = x.ticks(layout === "wide" ? 8 : 4);
  const decimals = Math.max(0, -Math.floor(Math.log10((ticks[1] ?? 1) - (ticks[0] ?? 0)) + 1e-9));
  const top = 4;
  const middle = (line: number) => top + row * line + row / 2;
  const lines = bars.length + (end ? 2 : 1);
  const bottom = top + row * lines + 4;
  const text = (line: number) => middle(line) + 5;
  return (
    <svg
      role="img"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-description`}
      viewBox={`0 0 ${width} ${bottom + 24}`}
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
            {formatNumber(value, language, decimals)}
          </text>
        </g>
      ))}
      <text x={left - 12} y={text(0)} textAnchor="end" fontWeight={650} className="fill-ink">
        {fromLabel}
      </text>
      <line
        x1={x(from)}
        x2={x(from)}
        y1={middle(0) - 8}
        y2={middle(0) + 8}
        strokeWidth={3}
        className="stroke-ink"
      />
      <text x={width} y={text(0)} textAnchor="end" fontWeight={650} className="fill-ink">
        {formatPoints(from, language)}
      </text>
      {bars.map(({ key, label, lost, start, stop, ends, half }, i) => (
        <g key={key}>
          <text x={left - 12} y={text(i + 1)} textAnchor="end" className="fill-ink">
            {label}
          </text>
          <line
            x1={x(start)}
            x2={x(start)}
            y1={middle(i)}
            y2={middle(i + 1) + 8}
            strokeDasharray="2 3"
            className="stroke-line-strong"
          />
          <rect
            x={Math.min(x(stop), x(start))}
            width={Math.abs(x(start) - x(stop))}
            y={middle(i + 1) - 8}
            height={16}
            strokeWidth={1.5}
            className="fill-accent-soft stroke-accent"
          />
          <line
            x1={x(ends[0])}
            x2={x(ends[1])}
            y1={middle(i + 1)}
            y2={middle(i + 1)}
            strokeWidth={2}
            className="stroke-ink"
          />
          {ends.map((at) => (
            <line
              key={at}
              x1={x(at)}
              x2={x(at)}
              y1={middle(i + 1) - 4}
              y2={middle(i + 1) + 4}
              strokeWidth={1.5}
              className="stroke-ink"
            />
          ))}
          <text x={width} y={text(i + 1)} textAnchor="end" className="fill-ink">
            {`${lost >= 0 ? "−" : "+"}${formatPoints(Math.abs(lost), language)} ± ${formatPoints(half, language)}`}
          </text>
        </g>
      ))}
      {end ? <EndLine {...{ end, endLabel, x, left, width }} y={middle(lines - 1)} /> : null}
      <line x1={left} x2={width - right} y1={bottom} y2={bottom} className="stroke-ink" />
    </svg>
  );
}

interface EndLineProps extends Required<Pick<WaterfallProps, "endLabel">> {
  end: NonNullable<WaterfallProps["end"]>;
  x: (value: number) => number;
  left: number;
  width: number;
  y: number;
}

function EndLine({ end: { estimate, ci }, endLabel, x, left, width, y }: EndLineProps) {
  const language = useLanguage();
  return (
    <g>
      <text x={left - 12} y={y + 5} textAnchor="end" fontWeight={650} className="fill-ink">
        {endLabel}
      </text>
      {ci ? (
        <line x1={x(ci[0])} x2={x(ci[1])} y1={y} y2={y} strokeWidth={2.5} className="stroke-accent" />
      ) : null}
      <circle cx={x(estimate)} cy={y} r={5.5} className="fill-accent" />
      <text x={width} y={y + 5} textAnchor="end" fontWeight={650} className="fill-ink">
        {formatPoints(estimate, language)}
        {ci ? ` ± ${formatPoints((ci[1] - ci[0]) / 2, language)}` : ""}
      </text>
    </g>
  );
}
