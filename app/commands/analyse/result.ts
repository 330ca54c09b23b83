/** A figure with what is known of it; a cell of a quantile also says which. */
export interface ResultCell {
  by: Record<string, string>;
  variable: string;
  prob?: number;
  estimate: number;
  se: number | null;
  df: number;
  domainDf: number;
  ci: [low: number | null, high: number | null] | null;
  deff: number | null;
  n: number;
}

/** The answer to one entry of `estimates`. */
export interface EstimateResult {
  id: string;
  kind: string;
  cells: ResultCell[];
  /** cells × cells; null for quantiles. */
  covariance: number[][] | null;
}

/** What the command prints. */
export interface AnalyseResult {
  design: { df: number; strata: number; psus: number; n: number; sumWeights: number };
  weights: { min: number; max: number; kishDeff: number };
  results: EstimateResult[];
}

/** A row-major matrix as rows. */
export function asRows(matrix: ArrayLike<number>, columns: number): number[][] {
  return Array.from({ length: columns }, (_, row) =>
    Array.from({ length: columns }, (_, column) => matrix[row * columns + column]!),
  );
}
