import { Matrix, SingularValueDecomposition } from "ml-matrix";
import { DesignError } from "#analysis/design-error.ts";

/** A figure known for every area, one value an area. */
export interface Covariate {
  name: string;
  values: Float64Array;
}

/** Areas with a sample: direct estimates, their sampling variances (taken as known) and covariates. */
export interface SampledAreas {
  ids: readonly string[];
  estimates: Float64Array;
  variances: Float64Array;
  /** Without the constant, which every model has. */
  covariates: readonly Covariate[];
}

/** Areas there have to be for each covariate. */
const AREAS_PER_COVARIATE = 10;
/** Areas there have to be beyond the number of coefficients. */
const SPARE_AREAS = 3;
const COLLINEAR = 1e-8;

/**
 * The areas × (1 + covariates) model matrix, constant first, row-major, if the areas can bear the model.
 *
 * @throws {DesignError} `too-few-areas` with fewer than three areas beyond the coefficients;
 *   `too-many-covariates` with more than one for every ten areas; `area-variance-unknown`, naming the area,
 *   where a direct estimate or its variance is not a number or the variance is negative; `covariate-unknown`;
 *   `collinear-covariates`
 */
export function modelMatrix(areas: SampledAreas): Float64Array {
  const { ids, estimates, variances, covariates } = areas;
  const n = ids.length;
  const allowed = Math.floor(n / AREAS_PER_COVARIATE);
  const columns = 1 + covariates.length;
  if (n < columns + SPARE_AREAS)
    throw new DesignError("too-few-areas", `${n} areas cannot bear ${columns} coefficients`, {
      areas: n,
      coefficients: columns,
    });
  if (covariates.length > allowed)
    throw new DesignError("too-many-covariates", `${n} areas allow ${allowed} covariates`, {
      areas: n,
      allowed,
      covariates: covariates.length,
    });
  const matrix = new Float64Array(n * columns);
  ids.forEach((area, i) => {
    if (!Number.isFinite(estimates[i]) || !(variances[i]! >= 0 && variances[i]! < Infinity))
      throw new DesignError("area-variance-unknown", `${area} lacks an estimate or its variance`, { area });
    matrix[i * columns] = 1;
    covariates.forEach(({ name, values }, c) => {
      if (!Number.isFinite(values[i]))
        throw new DesignError("covariate-unknown", `${name} is not known in ${area}`, {
          area,
          covariate: name,
        });
      matrix[i * columns + c + 1] = values[i]!;
    });
  });
  if (collinear(matrix, n, columns))
    throw new DesignError("collinear-covariates", "a covariate is a combination of the others");
  return matrix;
}

/** Whether a column, scaled to length 1, can be had from the others. */
function collinear(matrix: Float64Array, rows: number, columns: number): boolean {
  const x = Matrix.from1DArray(rows, columns, matrix);
  for (let c = 0; c < columns; c++) {
    const length = Math.sqrt(x.getColumn(c).reduce((sum, value) => sum + value * value, 0));
    if (length === 0) return true;
    x.mulColumn(c, 1 / length);
  }
  const { diagonal } = new SingularValueDecomposition(x);
  return Math.min(...diagonal) < COLLINEAR * Math.max(...diagonal);
}
