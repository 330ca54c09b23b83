import { SERIES } from "./estimate-simulated-wave.ts";
import type { Series } from "./estimate-simulated-wave.ts";
import { percent, points } from "./summarise-waves.ts";
import type { DomainSummary, Mark, SeriesSummary } from "./summarise-waves.ts";

/** The table of a run, one block a series, and its marks; plain text of at most 110 columns. */
export function printSummary(summary: Record<Series, SeriesSummary>, marks: readonly Mark[]): string {
  const lines = [row("", "truth", "mean error", "MC s.e.", "est. var.", "emp. var.", "ratio", "coverage")];
  for (const series of SERIES) {
    const { district, streets, pooled } = summary[series];
    const range = (read: (street: DomainSummary) => number, write: (value: number) => string) => {
      const values = streets.map(read);
      return [write(Math.min(...values)), write(Math.max(...values))] as const;
    };
    const ranges = [
      range((street) => street.truth, two),
      range((street) => street.meanError, points),
      range((street) => street.monteCarloSe, four),
      range((street) => street.meanVariance, four),
      range((street) => street.empiricalVariance, four),
      range((street) => street.varianceRatio, three),
      range((street) => street.coverage, percent),
    ];
    lines.push(
      "",
      row(
        `${series}: district`,
        two(district.truth),
        points(district.meanError),
        four(district.monteCarloSe),
        four(district.meanVariance),
        four(district.empiricalVariance),
        three(district.varianceRatio),
        percent(district.coverage),
      ),
      row("  streets pooled", "", "", "", "", "", three(pooled.varianceRatio), percent(pooled.coverage)),
      row("  each street, least", ...ranges.map(([least]) => least)),
      row("  each street, most", ...ranges.map(([, most]) => most)),
    );
  }
  lines.push("");
  for (const { label, value, met } of marks) lines.push(`${met ? "pass " : "SHORT"}  ${label}: ${value}`);
  return lines.join("\n");
}

function row(label: string, ...cells: string[]): string {
  const widths = [8, 12, 10, 11, 11, 9, 10];
  return `${label.padEnd(24)}${cells.map((cell, i) => cell.padStart(widths[i] ?? 10)).join("")}`;
}

const two = (value: number) => value.toFixed(2);
const three = (value: number) => value.toFixed(3);
const four = (value: number) => value.toFixed(4);
