import { scaleLinear } from "d3-scale";
import { useId } from "react";

/** A figure over time with its intervals, column by column; null where there is none. */
export interface SparkFigures {
  estimates: readonly (number | null)[];
  lows: readonly (number | null)[];
  highs: readonly (number | null)[];
}

interface SparkChartProps {
  title: string;
  /** Over the drawing: whose it is, and the latest figure. */
  name: string;
  latest: string;
  /** Under it. */
  remark: string;
  /** The remark is more than noise. */
  strong: boolean;
  figures: SparkFigures;
  /** When they were measured, ascending. */
  times: readonly number[];
  /** The same for all charts that are compared. */
  span: readonly [number, number];
  values: readonly [number, number];
}

const [WIDTH, HEIGHT, EDGE, TOP, UNDER] = [240, 64, 6, 40, 22];

/** A figure over time in little room: dots with their intervals, the latest filled. Gaps stay empty. */
export function SparkChart(props: SparkChartProps) {
  const { title, name, latest, remark, strong, figures, times, span, values } = props;
  const id = useId();
  const x = scaleLinear(span, [EDGE, WIDTH - EDGE]);
  const y = scaleLinear(values, [TOP + HEIGHT - EDGE, TOP + EDGE]);
  const given = times.flatMap((time, k) => {
    const estimate = figures.estimates[k] ?? null;
    if (estimate === null) return [];
    const [low, high] = [Math.max(figures.lows[k]!, values[0]), Math.min(figures.highs[k]!, values[1])];
    const follows = (figures.estimates[k - 1] ?? null) !== null;
    return [{ x: at(x(time)), y: at(y(estimate)), low: at(y(low)), high: at(y(high)), follows }];
  });
  const crowded = given.length > 18;
  const dots = given.slice(0, -1).map((point) => `M${point.x} ${point.y}h0`).join(""); // prettier-ignore
  const last = given.at(-1);
  const dot = crowded ? 3 : 5;
  return (
    <svg
      role="img"
      aria-labelledby={id}
      viewBox={`0 0 ${WIDTH} ${TOP + HEIGHT + UNDER}`}
      className="h-auto w-full max-w-[360px]"
      fontSize={13}
    >
      <title id={id}>{title}</title>
      <text x={0} y={15} fontWeight={650} className="fill-accent">
        {name}
      </text>
      <text x={0} y={33} className="fill-ink">
        {latest}
      </text>
      <text
        x={0}
        y={TOP + HEIGHT + 16}
        fontSize={12}
        fontWeight={strong ? 650 : 400}
        className={strong ? "fill-ink" : "fill-ink-soft"}
      >
        {remark}
      </text>
      <line x1={0} x2={WIDTH} y1={TOP + HEIGHT} y2={TOP + HEIGHT} className="stroke-line" />
      {/* One path each for all intervals, lines and dots: a page has hundreds of them. */}
      <path
        d={given.map((point) => `M${point.x} ${point.low}V${point.high}`).join("")}
        strokeWidth={crowded ? 2 : 4}
        className="stroke-line-strong"
        opacity={0.5}
      />
      <path
        d={given.map((point) => `${point.follows ? "L" : "M"}${point.x} ${point.y}`).join("")}
        fill="none"
        strokeWidth={1.5}
        className="stroke-accent"
      />
      <path d={dots} strokeLinecap="round" strokeWidth={dot + 1.5} className="stroke-accent" />
      <path d={dots} strokeLinecap="round" strokeWidth={dot - 1.5} className="stroke-surface" />
      {last ? <circle cx={last.x} cy={last.y} r={4} className="fill-accent" /> : null}
    </svg>
  );
}

/** Tenths of a pixel are seen by nobody. */
const at = (place: number) => Math.round(place * 10) / 10;
