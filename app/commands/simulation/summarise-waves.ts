import { SERIES } from "./estimate-simulated-wave.ts";
import type { Series } from "./estimate-simulated-wave.ts";
import { bySeries } from "./run-waves.ts";
import type { Population, WaveResult } from "./run-waves.ts";

/** How the estimates of one domain behaved over the waves. */
export interface DomainSummary {
  truth: number;
  /** Mean of estimate − truth, in points, and its Monte-Carlo standard error. */
  meanError: number;
  monteCarloSe: number;
  meanVariance: number;
  empiricalVariance: number;
  /** Mean estimated over empirical variance. */
  varianceRatio: number;
  /** Fraction of the 95 % intervals that hold the truth. */
  coverage: number;
  withheld: number;
}

export interface SeriesSummary {
  district: DomainSummary;
  streets: DomainSummary[];
  /** Of all streets together: Σ mean variance / Σ empirical variance; intervals that cover. */
  pooled: { varianceRatio: number; coverage: number };
}

export interface Mark {
  label: string;
  value: string;
  met: boolean;
}

export function summariseWaves(
  { truth }: Population,
  waves: readonly WaveResult[],
): Record<Series, SeriesSummary> {
  return bySeries((series) => {
    const domains = truth[series].map((value, domain) =>
      summariseDomain(
        value,
        waves.map((wave) => wave[series][domain] ?? null),
      ),
    );
    const streets = domains.slice(0, -1);
    const sum = (read: (street: DomainSummary) => number) =>
      streets.reduce((total, street) => total + read(street), 0);
    return {
      district: domains.at(-1) as DomainSummary,
      streets,
      pooled: {
        varianceRatio: sum((street) => street.meanVariance) / sum((street) => street.empiricalVariance),
        coverage: sum((street) => street.coverage) / streets.length,
      },
    };
  });
}

function summariseDomain(truth: number, figures: WaveResult[Series]): DomainSummary {
  const given = figures.filter((figure) => figure !== null);
  const errors = given.map((figure) => figure.share - truth);
  const meanError = mean(errors);
  const empiricalVariance =
    errors.reduce((sum, error) => sum + (error - meanError) ** 2, 0) / (errors.length - 1);
  const meanVariance = mean(given.map((figure) => figure.se ** 2));
  return {
    truth,
    meanError,
    monteCarloSe: Math.sqrt(empiricalVariance / errors.length),
    meanVariance,
    empiricalVariance,
    varianceRatio: meanVariance / empiricalVariance,
    coverage: mean(given.map((figure) => (figure.low <= truth && truth <= figure.high ? 1 : 0))),
    withheld: figures.length - given.length,
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The marks that a run must meet, for each series; an estimate that was ever withheld misses one. */
export function marksOf(summary: Record<Series, SeriesSummary>): Mark[] {
  return SERIES.flatMap((series) => {
    const { district, streets, pooled } = summary[series];
    const coverages = streets.map((street) => street.coverage);
    const [least, most] = [Math.min(...coverages), Math.max(...coverages)];
    const errors = district.meanError / district.monteCarloSe;
    const withheld = [district, ...streets].reduce((sum, domain) => sum + domain.withheld, 0);
    const mark = (label: string, value: string, met: boolean) => ({
      label: `${series}: ${label}`,
      value,
      met,
    });
    return [
      mark(
        "district, |mean error| under 0.05 points",
        points(district.meanError),
        Math.abs(district.meanError) < 0.05,
      ),
      mark(
        "district, |mean error| under 3 Monte-Carlo s.e.",
        `${errors.toFixed(2)} s.e.`,
        Math.abs(errors) < 3,
      ),
      mark("district, estimated / empirical variance in 0.9–1.3", ...ratioMark(district.varianceRatio)),
      mark("streets pooled, estimated / empirical variance in 0.9–1.3", ...ratioMark(pooled.varianceRatio)),
      mark(
        "district, coverage in 93–98 %",
        percent(district.coverage),
        within(district.coverage, 0.93, 0.98),
      ),
      mark(
        "streets pooled, coverage in 93–98 %",
        percent(pooled.coverage),
        within(pooled.coverage, 0.93, 0.98),
      ),
      mark(
        "each street, coverage in 91–99 %",
        `${percent(least)} to ${percent(most)}`,
        within(least, 0.91, 0.99) && within(most, 0.91, 0.99),
      ),
      mark("no estimate withheld", String(withheld), withheld === 0),
    ];
  });
}

function ratioMark(ratio: number): [string, boolean] {
  return [ratio.toFixed(3), within(ratio, 0.9, 1.3)];
}

function within(value: number, least: number, most: number): boolean {
  return value >= least && value <= most;
}

export function points(value: number): string {
  return `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(4)}`;
}

export function percent(value: number): string {
  return `${(100 * value).toFixed(1)} %`;
}
