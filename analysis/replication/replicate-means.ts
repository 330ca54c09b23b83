import { DesignError } from "#analysis/design-error.ts";
import { estimateRatio } from "#analysis/estimation/estimate-ratio.ts";
import { numericValues, type NumericColumn } from "#analysis/estimation/group-sums.ts";
import type { SurveyDesign } from "#analysis/estimation/survey-design.ts";
import { replicateCells, type ReplicateEstimates } from "#analysis/replication/replicate-cells.ts";
import { describeCells, type ReplicatedColumn } from "#analysis/replication/describe-cells.ts";
import { replicateCovariance, type Replicated } from "#analysis/replication/replicate-covariance.ts";
import { columnReplicates, replicateSample, type ReplicateOptions, type ReplicateSample } from "#analysis/replication/replicate-sample.ts"; // prettier-ignore
import type { Replicates } from "#analysis/replication/replicates.ts";

/**
 * `estimateMeans` with variances from replicates: Σwy/Σw of each column and domain formed anew in each of them.
 *
 * A replicate in which a domain has no case is left out of that mean's variance and counted in `undefinedIn`.
 * O(rows · columns) and what `cellSums` takes. Source: Wolter (2007), chapters 3 to 5.
 *
 * @throws {DesignError} as `estimateMeans`, `prepareReplicates` and `replicateCovariance`
 */
export function replicateMeans(
  design: SurveyDesign,
  replicates: Replicates,
  columns: readonly NumericColumn[],
  options: ReplicateOptions = {},
): ReplicateEstimates {
  const sample = replicateSample(design, replicates, options);
  const parts = planColumns(sample, columns);
  const replicated = assemble(parts.map(({ sums }) => (at) => sums[2 * at + 1]! / sums[2 * at]!), replicates); // prettier-ignore
  return replicateCells(describeCells(sample, design, parts, "mean"), replicated, design, options);
}

/**
 * `estimateTotals` with variances from replicates; a replicate without a case of a domain has 0 there.
 *
 * @throws {DesignError} as `replicateMeans`
 */
export function replicateUnitTotals(
  design: SurveyDesign,
  replicates: Replicates,
  columns: readonly NumericColumn[],
  options: ReplicateOptions = {},
): ReplicateEstimates {
  const sample = replicateSample(design, replicates, options);
  const parts = planColumns(sample, columns);
  const replicated = assemble(parts.map(({ sums }) => (at) => sums[2 * at + 1]!), replicates); // prettier-ignore
  return replicateCells(describeCells(sample, design, parts, "total"), replicated, design, options);
}

/**
 * `estimateRatio` with variances from replicates, over rows where both are present.
 *
 * @throws {DesignError} as `estimateRatio`, `prepareReplicates` and `replicateCovariance`
 */
export function replicateRatio(
  design: SurveyDesign,
  replicates: Replicates,
  { numerator, denominator }: { numerator: NumericColumn; denominator: NumericColumn },
  options: ReplicateOptions = {},
): ReplicateEstimates {
  const sample = replicateSample(design, replicates, options);
  const { cells } = estimateRatio(sample.design, { numerator, denominator }, options);
  const y = numericValues(numerator.values);
  const x = numericValues(denominator.values);
  const where = (of: typeof y, other: typeof y) =>
    Float64Array.from(of, (value, row) => (Number.isNaN(other[row]!) ? Number.NaN : value));
  const over = columnReplicates(sample, where(y, x));
  const under = columnReplicates(sample, where(x, y));
  const replicated = assemble(over.map(({ sums }, k) => (at) => sums[2 * at + 1]! / under[k]!.sums[2 * at + 1]!), replicates); // prettier-ignore
  const described = cells.map(({ se, deff, ...cell }) => {
    return { ...cell, se, deff, simpleVariance: deff !== null && se! > 0 ? se! ** 2 / deff : 0 };
  });
  return replicateCells(described, replicated, design, options);
}

function planColumns(sample: ReplicateSample, columns: readonly NumericColumn[]): ReplicatedColumn[] {
  return columns.flatMap(({ name, values }) => {
    const parts = columnReplicates(sample, values);
    if (parts.length === 0) throw new DesignError("no-cases", `no case has ${name}`, { variable: name });
    return parts.map((part) => ({ ...part, variable: name }));
  });
}

/** One function a cell, of the replicate's number from 1; 0 is the full sample. */
function assemble(cells: readonly ((at: number) => number)[], replicates: Replicates): Replicated {
  const values = new Float64Array((replicates.list.length + 1) * cells.length);
  cells.forEach((value, c) => {
    for (let at = 0; at <= replicates.list.length; at++) values[at * cells.length + c] = value(at);
  });
  return replicateCovariance(values, cells.length, replicates);
}
