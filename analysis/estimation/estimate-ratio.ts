import { DesignError } from "#analysis/design-error.ts";
import {
  domainMoments,
  finishCells,
  splitSample,
  type EstimateOptions,
  type Estimates,
  type PlannedCell,
  type SplitSample,
} from "#analysis/estimation/estimate-cells.ts";
import {
  numericValues,
  sumColumns,
  type GroupSums,
  type NumericColumn,
} from "#analysis/estimation/group-sums.ts";
import type { SurveyDesign } from "#analysis/estimation/survey-design.ts";

/**
 * Ratio of two weighted totals in each domain, R = Σwy/Σwx, over rows where both are present.
 *
 * z = w(y − R x)/Σwx in the domain. The design effect is against the simple random variance of Σ(y − R x)/Σwx.
 * A cell's variable is "numerator/denominator". O(rows + cells² · PSUs).
 * Source: Särndal, Swensson & Wretman (1992), section 5.6; R survey's `svyratio`.
 *
 * @throws {DesignError} `no-cases` if no row has both; `zero-denominator` if Σwx is 0 in a domain that has cases
 */
export function estimateRatio(
  design: SurveyDesign,
  { numerator, denominator }: { numerator: NumericColumn; denominator: NumericColumn },
  options: EstimateOptions = {},
): Estimates {
  const sample = splitSample(design, options.by);
  const y = Float64Array.from(numericValues(numerator.values));
  const x = Float64Array.from(numericValues(denominator.values));
  for (let row = 0; row < y.length; row++) {
    if (y[row] !== y[row]) x[row] = Number.NaN;
    if (x[row] !== x[row]) y[row] = Number.NaN;
  }
  const variable = `${numerator.name}/${denominator.name}`;
  const { groups, split } = sample;
  const [over, under] = sumColumns(sample, [y, x]) as [GroupSums, GroupSums];
  const cells: PlannedCell[] = [];
  for (let domain = 0; domain < split.count; domain++) {
    const { n, w, wy } = domainMoments(over, groups, domain);
    if (!(n > 0)) continue;
    const { wy: wx } = domainMoments(under, groups, domain);
    if (wx === 0) throw new DesignError("zero-denominator", `${denominator.name} adds up to 0`, { variable, domain: Object.values(split.labels[domain]!).join(", ") }); // prettier-ignore
    const estimate = wy / wx;
    const terms = [
      { sums: over, perValue: 1 / wx, perCase: 0 },
      { sums: under, perValue: -estimate / wx, perCase: 0 },
    ];
    cells.push({ domain, terms, variable, estimate, n, w, simpleVariance: 0 });
  }
  if (cells.length === 0) throw new DesignError("no-cases", `no case has ${variable}`, { variable });
  const squares = residualSquares(sample, y, x, cells);
  for (const cell of cells) {
    const scale = cell.terms[0]!.perValue ** 2;
    cell.simpleVariance = (cell.w / (cell.n - 1)) * scale * squares[cell.domain]!;
  }
  return finishCells(cells, sample, options);
}

/** Σw(y − R x)² per domain. */
function residualSquares(
  { groups, split, weights }: SplitSample,
  y: Float64Array,
  x: Float64Array,
  cells: readonly PlannedCell[],
): Float64Array {
  const ratio = new Float64Array(split.count);
  for (const { domain, estimate } of cells) ratio[domain] = estimate;
  const squares = new Float64Array(split.count);
  for (let row = 0; row < y.length; row++) {
    const domain = groups.domain[groups.ofRow[row]!]!;
    if (domain < 0 || y[row] !== y[row]) continue;
    squares[domain]! += weights[row]! * (y[row]! - ratio[domain]! * x[row]!) ** 2;
  }
  return squares;
}
