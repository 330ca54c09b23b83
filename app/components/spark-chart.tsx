import { scaleLinear } from "d3-scale";
import { useId } from "react";

interface SparkChartProps {
  title: string;
  /** Over the drawing: whose it is, and the latest figure. */
  name: string;
  latest: string;
  /** Under it. */
  remark: string;
  /** The remark is more than noise. */
  strong: boolean;
  points: readonly { time: number; figure: { estimate: number; ci: readonly [number, number] } | null }[];
  /** The same for all charts that are compared. */
  times: readonly [number, number];
  values: readonly [number, number];
}

const [WIDTH, HEIGHT, EDGE, TOP, UNDER] = [240, 64, 6, 40, 22];

/** A figure over time in little room: dots with their intervals, the latest filled. Gaps stay empty. */
export function SparkChart({ title, name, latest, remark, strong, points, times, values }: SparkChartProps) {
  const id = useId();
  const x = scaleLinear(times, [EDGE, WIDTH - EDGE]);
  const y = scaleLinear(values, [TOP + HEIGHT - EDGE, TOP + EDGE]);
  const given = points.flatMap(({ time, figure }) => (figure ? [{ time, ...figure }] : []));
  const runs = points.reduce<string[][]>(
    (all, { time, figure }) => {
      if (figure) all.at(-1)!.push(`${x(time)},${y(figure.estimate)}`);
      else all.push([]);
      return all;
    },
    [[]],
  );
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
      {given.map(({ time, ci }) => (
        <line
          key={time}
          x1={x(time)}
          x2={x(time)}
          y1={y(Math.max(ci[0], values[0]))}
          y2={y(Math.min(ci[1], values[1]))}
          strokeWidth={given.length > 18 ? 2 : 4}
          className="stroke-line-strong"
          opacity={0.5}
        />
      ))}
      {runs.map((run, k) =>
        run.length > 1 ? (
          <polyline key={k} points={run.join(" ")} fill="none" strokeWidth={1.5} className="stroke-accent" />
        ) : null,
      )}
      {given.map(({ time, estimate }, k) => (
        <circle
          key={time}
          cx={x(time)}
          cy={y(estimate)}
          r={k === given.length - 1 ? 4 : given.length > 18 ? 1.5 : 2.5}
          strokeWidth={1.5}
          className={k === given.length - 1 ? "fill-accent stroke-accent" : "fill-surface stroke-accent"}
        />
      ))}
    </svg>
  );
}
