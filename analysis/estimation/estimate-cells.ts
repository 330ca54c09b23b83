import { designDegrees } from "#analysis/estimation/degrees-of-freedom.ts";
import { stagedCovariance } from "#analysis/estimation/design-covariance.ts";
import {
  finalWeights,
  sampleCases,
  type GroupSums,
  type SummedRows,
} from "#analysis/estimation/group-sums.ts";
import { groupUnits, type UnitGroups } from "#analysis/estimation/group-units.ts";
import { criticalValues, type Interval } from "#analysis/estimation/intervals.ts";
import { presence } from "#analysis/estimation/presence.ts";
import { splitDomains, type DomainVariable } from "#analysis/estimation/split-domains.ts";
import { stageTotals, type LinearColumn } from "#analysis/estimation/stage-totals.ts";
import type { SurveyDesign } from "#analysis/estimation/survey-design.ts";

/** What the estimates from unit rows can be asked for. */
export interface EstimateOptions {
  /** Variables whose combinations are the domains; absent: all rows together. */
  by?: readonly DomainVariable[];
  /** Confidence level of intervals, default 0.95. */
  level?: number;
  /** Whose degrees of freedom intervals use, default "design": PSUs − strata of the whole sample. */
  df?: "design" | "domain";
}

/** One estimate. */
export interface Cell {
  by: Record<string, string>;
  variable: string;
  estimate: number;
  /** null where it cannot be given: a quantile whose interval leaves the data, a domain in single-PSU strata alone. */
  se: number | null;
  /** PSUs − strata of the whole design. */
  df: number;
  /** The same counting only PSUs and strata that hold cases of the domain. */
  domainDf: number;
  /** null where none can be given: no degrees of freedom, or a logit at 0 or 1. */
  ci: [low: number | null, high: number | null] | null;
  /** Against simple random sampling with replacement of as many cases; null where their values do not differ. */
  deff: number | null;
  /** Cases, and the sum of their final weights. */
  n: number;
  sumWeights: number;
}

/** Cells sorted by variable as listed, then by domain. */
export interface Estimates {
  cells: Cell[];
  /** cells × cells, row-major. */
  covariance: Float64Array;
  /** Linearised variables' totals per stage, units × cells: to join estimates for a contrast. */
  totals: Float64Array[];
}

/** A design with its rows split and grouped for a set of domain variables. */
export type SplitSample = SummedRows;

/** Splits and groups a design's rows once for all columns. O(rows · (variables + margins)). */
export function splitSample(design: SurveyDesign, by: readonly DomainVariable[] = []): SplitSample {
  const split = splitDomains(design.index.psuOfRow.length, by);
  const groups = groupUnits(design, split);
  const weights = finalWeights(design);
  return { design, split, groups, weights, cases: sampleCases(groups, design, weights) };
}

/** Sums over a domain's groups: cases, Σw, Σwy and Σw(y − ȳ)². */
export function domainMoments(sums: GroupSums, groups: UnitGroups, domain: number) {
  const list = groups.ofDomain[domain]!;
  let n = 0;
  let w = 0;
  let wy = 0;
  let wyy = 0;
  for (let k = 0; k < list.length; k++) {
    const group = list[k]!;
    n += sums.n[group]!;
    w += sums.w[group]!;
    wy += sums.wy[group]!;
    wyy += sums.wyy[group]!;
  }
  const off = w * (wy / w - sums.origin) ** 2;
  const spread = wyy - off;
  return { n, w, wy, spread: spread > 1e-13 * off ? spread : 0 };
}

/** What is known of a cell before its variance is. */
export interface PlannedCell extends LinearColumn {
  variable: string;
  estimate: number;
  n: number;
  w: number;
  /** Variance under simple random sampling with replacement; 0 or NaN: no design effect. */
  simpleVariance: number;
}

/**
 * Standard errors, covariance, degrees of freedom, t intervals and design effects of planned cells.
 *
 * @throws {DesignError} as `stagedCovariance`
 * @throws {RangeError} if the level is not between 0 and 1
 */
export function finishCells(
  planned: readonly PlannedCell[],
  { design, split, groups }: SplitSample,
  { level = 0.95, df: whose = "design" }: EstimateOptions,
): Estimates {
  const columns = planned.length;
  const totals = stageTotals(planned, groups, design);
  const { degrees, lonelyFor } = presence(planned, groups, design);
  const covariance = stagedCovariance(totals, columns, design, lonelyFor);
  const df = designDegrees(design.index);
  const critical = criticalValues(level);
  const cells = planned.map(({ domain, variable, estimate, n, w, simpleVariance }, c): Cell => {
    const variance = covariance[c * columns + c]!;
    const se = Number.isNaN(variance) ? null : Math.sqrt(Math.max(0, variance));
    const used = whose === "domain" ? degrees[c]! : df;
    const reach = used > 0 && se !== null ? critical(used) * se : null;
    const ci: Interval | null = reach === null ? null : [estimate - reach, estimate + reach];
    const deff = simpleVariance > 0 ? variance / simpleVariance : null;
    return { by: split.labels[domain]!, variable, estimate, se, df, domainDf: degrees[c]!, ci, deff, n, sumWeights: w }; // prettier-ignore
  });
  return { cells, covariance, totals };
}
