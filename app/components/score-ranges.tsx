import { scaleLinear } from "d3-scale";
import { useId } from "react";
import type { WholeScore } from "#analysis/score/whole-score.ts";
import { formatNumber } from "#app/present/format-share.ts";
import { useLanguage } from "#app/present/use-format.ts";
import { Hatch } from "./hatch.tsx";

interface RangesProps {
  title: string;
  description: string;
  rows: readonly { key: string; label: string; value: string; score: WholeScore }[];
}

const LAYOUTS = {
  wide: {
    width: 800,
    left: 200,
    right: 130,
    row: 34,
    above: false,
    className: "hidden md:block print:block max-w-[960px]",
  },
  narrow: {
    width: 360,
    left: 8,
    right: 16,
    row: 52,
    above: true,
    className: "md:hidden print:hidden max-w-[480px]",
  },
};

/** Of 100 points: a dot with its interval where a total is known, a hatched bar over what is still possible where not. */
export function ScoreRanges(props: RangesProps) {
  return (
    <>
      <Drawing {...props} layout="wide" />
      <Drawing {...props} layout="narrow" />
    </>
  );
}

function Drawing({ title, description, rows, layout }: RangesProps & { layout: keyof typeof LAYOUTS }) {
  const { width, left, right, row, above, className } = LAYOUTS[layout];
  const id = useId();
  const language = useLanguage();
  const x = scaleLinear([0, 100], [left, width - right]);
  const bottom = rows.length * row + 8;
  return (
    <svg
      role="img"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-description`}
      viewBox={`0 0 ${width} ${bottom + 26}`}
      className={`h-auto w-full ${className}`}
      fontSize={14}
    >
      <title id={`${id}-title`}>{title}</title>
      <desc id={`${id}-description`}>{description}</desc>
      <defs>
        <Hatch id={`${id}-hatch`} />
      </defs>
      {[0, 20, 40, 60, 80, 100].map((value) => (
        <g key={value}>
          <line x1={x(value)} x2={x(value)} y1={4} y2={bottom} className="stroke-line" />
          <text x={x(value)} y={bottom + 18} textAnchor="middle" className="fill-ink-soft">
            {formatNumber(value, language)}
          </text>
        </g>
      ))}
      {rows.map(({ key, label, value, score }, r) => {
        const middle = above ? r * row + 38 : r * row + row / 2 + 4;
        const text = { y: above ? r * row + 20 : middle + 5, fontWeight: key === "cycle" ? 650 : 400 };
        const paper = { className: "fill-ink stroke-paper", paintOrder: "stroke", strokeWidth: 4 } as const;
        return (
          <g key={key}>
            <text x={above ? 0 : left - 14} textAnchor={above ? "start" : "end"} {...text} {...paper}>
              {label}
            </text>
            <text x={width} textAnchor="end" {...text} {...paper}>
              {value}
            </text>
            {score.status === "known" ? (
              <>
                <line
                  x1={x(score.ci[0])}
                  x2={x(score.ci[1])}
                  y1={middle}
                  y2={middle}
                  strokeWidth={2.5}
                  className="stroke-accent"
                />
                <circle cx={x(score.points)} cy={middle} r={5.5} className="fill-accent" />
              </>
            ) : (
              <rect
                x={x(score.low)}
                width={Math.max(2, x(score.high) - x(score.low))}
                y={middle - 7}
                height={14}
                fill={`url(#${id}-hatch)`}
                className="stroke-line-strong"
              />
            )}
          </g>
        );
      })}
      <line x1={left} x2={width - right} y1={bottom} y2={bottom} className="stroke-ink" />
    </svg>
  );
}
