/**
 * Estimates from unit rows: a design, columns, domains, and out come cells with their full covariance.
 *
 * `makeDesign` says how the rows were drawn; `calibratedDesign` adds the factors of a calibration, and every variance then
 * carries them. Tallies have their own way in: `ratioComposite` and `designCovariance`, on the same designs. The whole
 * library: `index.ts`.
 */
export { calibratedDesign } from "./estimation/calibrated-design.ts";
export { categories } from "./estimation/categories.ts";
export { contrast, joinEstimates, type Contrast } from "./estimation/contrast.ts";
export type { Cell, EstimateOptions, Estimates } from "./estimation/estimate-cells.ts";
export { estimateMeans, estimateTotals } from "./estimation/estimate-means.ts";
export { estimateProportion, indicator, type ProportionOptions } from "./estimation/estimate-proportion.ts";
export { estimateQuantiles } from "./estimation/estimate-quantiles.ts";
export { estimateRatio } from "./estimation/estimate-ratio.ts";
export type { NumericColumn } from "./estimation/group-sums.ts";
export type { DomainVariable } from "./estimation/split-domains.ts";
export type { LonelyPsu, SurveyDesign } from "./estimation/survey-design.ts";
export { makeDesign, type Codes, type UnitDesignInput } from "./estimation/unit-design.ts";
export type { QuantileCell, QuantileEstimates } from "./estimation/woodruff.ts";
