import { scaleLinear } from "d3-scale";
import { useId } from "react";
import { monthTicks } from "#app/analyst/month-ticks.ts";
import { formatMonth } from "#app/present/format-month.ts";
import { useLanguage } from "#app/present/use-format.ts";

export interface TrendDot {
  key: string;
  /** In months since 1970, as all times here. */
  time: number;
  estimate: number;
  ci: readonly [number, number];
}

export interface TrendChartProps {
  title: string;
  description: string;
  dots: readonly TrendDot[];
  /** The smoothed level with its band; empty where there is none. */
  level: readonly { time: number; estimate: number; low: number; high: number }[];
  /** What is expected after the last wave. */
  expected: { time: number; estimate: number; interval: readonly [number, number]; label: string } | null;
  target: { value: number; label: string } | null;
  events: readonly { key: string; time: number; number: number }[];
  /** Writes a value of the axis with the decimals that its steps need. */
  tick: (value: number, decimals: number) => string;
  /** The ends of the scale, where it has any. */
  limits: readonly [number, number];
}

const LAYOUTS = {
  wide: {
    width: 800,
    height: 340,
    left: 48,
    right: 72,
    ticks: 8,
    className: "hidden md:block print:block max-w-[960px]",
  },
  narrow: {
    width: 360,
    height: 300,
    left: 40,
    right: 44,
    ticks: 4,
    className: "md:hidden print:hidden max-w-[480px]",
  },
};

/** Figures over time: a dot and interval a wave, the smoothed line in its band, events, and what is expected. */
export function TrendChart(props: TrendChartProps) {
  return (
    <>
      <Drawing {...props} layout="wide" />
      <Drawing {...props} layout="narrow" />
    </>
  );
}

function Drawing({ layout, ...chart }: TrendChartProps & { layout: keyof typeof LAYOUTS }) {
  const { title, description, dots, level, expected, target, events, tick, limits } = chart;
  const { width, height, left, right, ticks, className } = LAYOUTS[layout];
  const language = useLanguage();
  const id = useId();
  const times = [...dots, ...events, ...(expected ? [expected] : [])].map(({ time }) => time);
  const [first, last] = [Math.min(...times), Math.max(...times)];
  const pad = Math.max(0.5, (last - first) * 0.03);
  const x = scaleLinear([first - pad, last + pad], [left, width - right]);
  const values = [
    ...dots.flatMap(({ ci }) => [...ci]),
    ...level.flatMap(({ low, high }) => [low, high]),
    ...(expected ? expected.interval : []),
    ...(target ? [target.value] : []),
  ];
  const [top, bottom] = [events.length > 0 ? 34 : 14, height - 30];
  const ends = [Math.max(limits[0], Math.min(...values)), Math.min(limits[1], Math.max(...values))];
  const y = scaleLinear(ends, [bottom, top]).nice(5);
  const kept = (value: number) => y(Math.min(Math.max(value, y.domain()[0]!), y.domain()[1]!));
  const rows = y.ticks(5);
  const decimals = Math.max(0, -Math.floor(Math.log10((rows[1] ?? 1) - (rows[0] ?? 0)) + 1e-9));
  const band = [
    ...level.map(({ time, high }) => `${x(time)},${kept(high)}`),
    ...[...level].reverse().map(({ time, low }) => `${x(time)},${kept(low)}`),
  ].join(" ");
  const end = level.at(-1);
  return (
    <svg
      role="img"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-description`}
      viewBox={`0 0 ${width} ${height}`}
      className={`h-auto w-full ${className}`}
      fontSize={14}
      overflow="visible"
    >
      <title id={`${id}-title`}>{title}</title>
      <desc id={`${id}-description`}>{description}</desc>
      {rows.map((value) => (
        <g key={value}>
          <line x1={left} x2={width - right} y1={y(value)} y2={y(value)} className="stroke-line" />
          <text x={left - 8} y={y(value) + 5} textAnchor="end" className="fill-ink-soft">
            {tick(value, decimals)}
          </text>
        </g>
      ))}
      {monthTicks(first - pad, last + pad, ticks).map(({ day, time }) => (
        <g key={day}>
          <line x1={x(time)} x2={x(time)} y1={bottom} y2={bottom + 5} className="stroke-ink" />
          <text x={x(time)} y={bottom + 22} textAnchor="middle" className="fill-ink-soft">
            {formatMonth(day, language)}
          </text>
        </g>
      ))}
      {level.length > 1 ? (
        <>
          <polygon points={band} className="fill-accent-soft" />
          <polyline
            points={level.map(({ time, estimate }) => `${x(time)},${kept(estimate)}`).join(" ")}
            fill="none"
            strokeWidth={2}
            className="stroke-accent"
          />
        </>
      ) : null}
      {target ? (
        <line
          x1={left}
          x2={width - right}
          y1={y(target.value)}
          y2={y(target.value)}
          strokeDasharray="7 4"
          className="stroke-ink"
        />
      ) : null}
      {events.map(({ key, time, number }) => (
        <g key={key}>
          <line
            x1={x(time)}
            x2={x(time)}
            y1={20}
            y2={bottom}
            strokeDasharray="2 3"
            className="stroke-ink-soft"
          />
          <circle cx={x(time)} cy={12} r={10} className="fill-surface stroke-ink-soft" />
          <text x={x(time)} y={17} textAnchor="middle" className="fill-ink">
            {number}
          </text>
        </g>
      ))}
      {target ? (
        // Over the events' lines, and under its own where their marks stand above it.
        <text
          x={left + 6}
          y={y(target.value) + (events.length > 0 && y(target.value) < top + 12 ? 17 : -6)}
          paintOrder="stroke"
          strokeWidth={4}
          className="fill-ink stroke-paper"
        >
          {target.label}
        </text>
      ) : null}
      {dots.map(({ key, time, estimate, ci }) => (
        <Whisker key={key} x={x(time)} low={kept(ci[0])} high={kept(ci[1])} className="stroke-ink">
          <circle cx={x(time)} cy={y(estimate)} r={4.5} className="fill-ink" />
        </Whisker>
      ))}
      {expected ? (
        <Whisker
          x={x(expected.time)}
          low={kept(expected.interval[0])}
          high={kept(expected.interval[1])}
          className="stroke-accent"
          dashed
        >
          {end ? (
            <line x1={x(end.time)} x2={x(expected.time)} y1={kept(end.estimate)} y2={kept(expected.estimate)} strokeWidth={2} strokeDasharray="5 4" className="stroke-accent" /> /* prettier-ignore */
          ) : null}
          <circle
            cx={x(expected.time)}
            cy={kept(expected.estimate)}
            r={5}
            strokeWidth={2.5}
            className="fill-surface stroke-accent"
          />
          <text
            x={x(expected.time) + 9}
            y={kept(expected.estimate) + 5}
            paintOrder="stroke"
            strokeWidth={4}
            className="fill-ink stroke-paper"
          >
            {expected.label}
          </text>
        </Whisker>
      ) : null}
      <line x1={left} x2={width - right} y1={bottom} y2={bottom} className="stroke-ink" />
    </svg>
  );
}

interface WhiskerProps {
  x: number;
  low: number;
  high: number;
  className: string;
  dashed?: boolean;
  children: React.ReactNode;
}

/** An interval upright, with what stands on it. */
function Whisker({ x, low, high, className, dashed, children }: WhiskerProps) {
  return (
    <g>
      <line
        x1={x}
        x2={x}
        y1={low}
        y2={high}
        strokeWidth={2}
        strokeDasharray={dashed ? "4 3" : undefined}
        className={className}
      />{" "}
      {/* prettier-ignore */}
      {[low, high].map((end, k) => (
        <line key={k} x1={x - 4} x2={x + 4} y1={end} y2={end} strokeWidth={1.5} className={className} />
      ))}
      {children}
    </g>
  );
}
