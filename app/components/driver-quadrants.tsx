import { scaleLinear } from "d3-scale";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { formatNumber, formatPercent } from "#app/present/format-share.ts";
import { placeLabels } from "#app/present/place-labels.ts";
import { useLanguage } from "#app/present/use-format.ts";

export interface DriverDot {
  key: string;
  label: string;
  /** A score from 0 to 1, and standard deviations of overall satisfaction with their interval. */
  performance: number;
  importance: number;
  ci: readonly [number, number];
  quadrant: "improve" | "keep" | "watch" | "leave";
  /** Whether its importance is told apart from none. */
  apart: boolean;
}

interface QuadrantsProps {
  title: string;
  description: string;
  dots: readonly DriverDot[];
}

const LAYOUTS = {
  wide: { width: 800, height: 440, left: 64, className: "hidden md:block print:block max-w-[960px]" },
  narrow: { width: 360, height: 400, left: 46, className: "md:hidden print:hidden max-w-[480px]" },
};

/** Importance upwards against performance to the right, four fields about their means, an upright interval for each. */
export function DriverQuadrants(props: QuadrantsProps) {
  if (props.dots.length === 0) return null;
  return (
    <>
      <Drawing {...props} layout="wide" />
      <Drawing {...props} layout="narrow" />
    </>
  );
}

function Drawing({ title, description, dots, layout }: QuadrantsProps & { layout: keyof typeof LAYOUTS }) {
  const { width, height, left, className } = LAYOUTS[layout];
  const { t } = useTranslation("losses");
  const language = useLanguage();
  const id = useId();
  const [top, bottom, right] = [12, height - 46, width - 12];
  const performances = dots.map(({ performance }) => performance);
  const span = Math.max(0.05, Math.max(...performances) - Math.min(...performances));
  const across = [Math.min(...performances) - 0.12 * span, Math.max(...performances) + 0.12 * span];
  const ends = [0, ...dots.flatMap(({ ci }) => [...ci])];
  const x = scaleLinear([Math.max(0, across[0]!), Math.min(1, across[1]!)], [left, right]);
  const y = scaleLinear([Math.min(...ends), Math.max(...ends)], [bottom, top]).nice(6);
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [middle, level] = [x(mean(performances)), y(mean(dots.map(({ importance }) => importance)))];
  const corners = [
    { place: "improve", x: left + 8, y: top + 18, anchor: "start" },
    { place: "keep", x: right - 8, y: top + 18, anchor: "end" },
    { place: "watch", x: left + 8, y: bottom - 10, anchor: "start" },
    { place: "leave", x: right - 8, y: bottom - 10, anchor: "end" },
  ] as const;
  const labels = placeLabels(
    dots.map(({ performance, importance, label }) => ({ x: x(performance), y: y(importance), text: label })),
    [left, right],
  );
  const yTicks = y.ticks(6);
  const decimals = Math.max(0, -Math.floor(Math.log10((yTicks[1] ?? 1) - (yTicks[0] ?? 0)) + 1e-9));
  return (
    <svg
      role="img"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-description`}
      viewBox={`0 0 ${width} ${height}`}
      className={`h-auto w-full ${className}`}
      fontSize={14}
    >
      <title id={`${id}-title`}>{title}</title>
      <desc id={`${id}-description`}>{description}</desc>
      <rect x={left} y={top} width={middle - left} height={level - top} className="fill-accent-soft" />
      {x.ticks(layout === "wide" ? 8 : 4).map((value) => (
        <g key={value}>
          <line x1={x(value)} x2={x(value)} y1={bottom} y2={bottom + 5} className="stroke-ink" />
          <text x={x(value)} y={bottom + 20} textAnchor="middle" className="fill-ink-soft">
            {formatPercent(value, language).replace(".0", "")}
          </text>
        </g>
      ))}
      {yTicks.map((value) => (
        <g key={value}>
          <line
            x1={left}
            x2={right}
            y1={y(value)}
            y2={y(value)}
            className={value === 0 ? "stroke-ink" : "stroke-line"}
          />
          <text x={left - 8} y={y(value) + 5} textAnchor="end" className="fill-ink-soft">
            {formatNumber(value, language, decimals)}
          </text>
        </g>
      ))}
      <line
        x1={middle}
        x2={middle}
        y1={top}
        y2={bottom}
        strokeDasharray="5 4"
        className="stroke-line-strong"
      />
      <line x1={left} x2={right} y1={level} y2={level} strokeDasharray="5 4" className="stroke-line-strong" />
      {corners.map(({ place, anchor, ...at }) => (
        <text key={place} {...at} textAnchor={anchor} fontSize={13} className="fill-ink-soft">
          {t(`drivers.place.${place}`)}
        </text>
      ))}
      <text x={right} y={height - 6} textAnchor="end" className="fill-ink">
        {t("drivers.performance")} →
      </text>
      <text
        transform={`translate(14, ${(top + bottom) / 2}) rotate(-90)`}
        textAnchor="middle"
        className="fill-ink"
      >
        {t("drivers.importance")} →
      </text>
      {dots.map(({ key, performance, importance, ci, apart }) => (
        <g key={key}>
          <line
            x1={x(performance)}
            x2={x(performance)}
            y1={y(ci[0])}
            y2={y(ci[1])}
            strokeWidth={1.5}
            className="stroke-accent"
            strokeOpacity={0.6}
          />
          <circle
            cx={x(performance)}
            cy={y(importance)}
            r={5.5}
            strokeWidth={2.5}
            className={apart ? "fill-accent stroke-accent" : "fill-surface stroke-accent"}
          />
        </g>
      ))}
      {labels.map(({ text, anchor, ...at }, i) => (
        <text
          key={dots[i]!.key}
          {...at}
          textAnchor={anchor}
          className="fill-ink stroke-paper"
          paintOrder="stroke"
          strokeWidth={4}
        >
          {text}
        </text>
      ))}
    </svg>
  );
}
