import { prepareCalibration } from "#analysis/estimation/calibration.ts";
import type { SurveyDesign } from "#analysis/estimation/survey-design.ts";
import { calibrateWeights } from "#analysis/weighting/calibrate-weights.ts";
import { poststratify } from "#analysis/weighting/poststratify.ts";
import { rake } from "#analysis/weighting/rake.ts";
import { trimWeights } from "#analysis/weighting/trim-weights.ts";
import { unitRows } from "#analysis/weighting/weighted-rows.ts";
import type { RequestedAuxiliaries } from "./calibration-auxiliaries.ts";
import type { CalibrateRequest, TrimRequest } from "./request.ts";

/**
 * Calibration factors by the method asked for, from base weights.
 *
 * @throws {DesignError} if the totals cannot be met
 */
export function calibrationFactor(
  { method, bounds }: CalibrateRequest,
  { margins, numerics }: RequestedAuxiliaries,
  base: Float64Array,
): Float64Array {
  const rows = unitRows(base);
  if (method === "poststratify") return poststratify(rows, margins[0]!).factor;
  if (method === "rake" && !bounds && numerics.length === 0) return rake(rows, margins).factor;
  return calibrateWeights(
    rows,
    { margins, numerics },
    { method: method === "rake" ? "raking" : method, bounds },
  ).factor;
}

/** The design with calibrated weights, which its variances then take into account. */
export function calibrated(
  design: SurveyDesign,
  request: CalibrateRequest,
  auxiliaries: RequestedAuxiliaries,
): SurveyDesign {
  return {
    ...design,
    factor: calibrationFactor(request, auxiliaries, design.sumW),
    calibration: prepareCalibration(auxiliaries.margins, design.sumW, auxiliaries.numerics),
  };
}

/**
 * The design with trimmed weights. A calibration before it stays in the variance as in R's `trimWeights`: with d, g
 * and t the base weight and the factors of calibration and trimming, residuals are g·d·(t·u − x′B), B the base-weighted
 * regression of t·u on x. That is a calibration of weights d·t² by x/t with factors g/t, written so here.
 *
 * @throws {DesignError} `trim-impossible`
 */
export function trimmed(design: SurveyDesign, { lower, upper, strict }: TrimRequest): SurveyDesign {
  const { sumW, factor, calibration } = design;
  const before = factor ? sumW.map((d, row) => d * factor[row]!) : sumW;
  const { weights } = trimWeights(before, { lower, upper: upper ?? Infinity, strict });
  if (!factor || !calibration) return { ...design, sumW: weights, factor: null };
  const t = weights.map((weight, row) => weight / before[row]!);
  const base = sumW.map((d, row) => d * t[row]! * t[row]!);
  const scaled = (name: string, value: (row: number) => number, total: number) => ({
    name,
    valueOfRow: Float64Array.from(t, (cut, row) => value(row) / cut),
    total,
  });
  const numerics = [
    ...calibration.margins.flatMap(({ name, labels, categoryOfRow, totals }) =>
      labels.map((label, k) =>
        scaled(`${name} ${label}`, (row) => (categoryOfRow[row] === k ? 1 : 0), totals[k]!),
      ),
    ),
    ...calibration.numerics.map(({ name, valueOfRow, total }) =>
      scaled(name, (row) => valueOfRow[row]!, total),
    ),
  ];
  return {
    ...design,
    sumW: base,
    factor: factor.map((g, row) => g / t[row]!),
    calibration: prepareCalibration([], base, numerics),
  };
}
