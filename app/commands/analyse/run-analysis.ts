import { contrast } from "#analysis/estimation/contrast.ts";
import { designDegrees } from "#analysis/estimation/degrees-of-freedom.ts";
import type { Estimates } from "#analysis/estimation/estimate-cells.ts";
import { finalWeights } from "#analysis/estimation/group-sums.ts";
import type { SurveyDesign } from "#analysis/estimation/survey-design.ts";
import { kishEffectOf } from "#analysis/weighting/kish.ts";
import { calibrated, trimmed } from "./adjust-weights.ts";
import { BadRequest } from "./bad-request.ts";
import { buildDesign } from "./build-design.ts";
import { calibrationAuxiliaries } from "./calibration-auxiliaries.ts";
import type { DataTable } from "./columns.ts";
import { domainVariables } from "./domain-variables.ts";
import { estimateLinearised } from "./estimate-linearised.ts";
import { estimateQuantileCells } from "./estimate-quantile-cells.ts";
import type { AnalyseRequest, EstimateOf } from "./request.ts";
import { asRows, type AnalyseResult, type EstimateResult } from "./result.ts";

/**
 * Answers a request from the columns it needs.
 *
 * @throws {BadRequest} where request and data do not fit
 * @throws {DesignError} where the sample cannot bear what is asked
 */
export function runAnalysis(
  request: AnalyseRequest,
  table: DataTable,
): { result: AnalyseResult; weights: Float64Array } {
  let design = buildDesign(request.design, table);
  if (request.calibrate)
    design = calibrated(design, request.calibrate, calibrationAuxiliaries(request.calibrate, table));
  if (request.trim) design = trimmed(design, request.trim);
  const weights = finalWeights(design);
  const results = estimateAll(request, design, table);
  return { result: { design: described(design, weights), weights: spread(weights), results }, weights };
}

function estimateAll(request: AnalyseRequest, design: SurveyDesign, table: DataTable): EstimateResult[] {
  const { level, df } = request;
  const done = new Map<string, Estimates>();
  return request.estimates.map((estimate, k) => {
    const { kind } = estimate;
    const id = estimate.id ?? `estimate-${k + 1}`;
    if (kind === "contrast") return { id, kind, ...contrastOf(estimate, `estimates[${k}]`, done, request) };
    const options = { by: domainVariables(estimate.by, table), level, df };
    const estimates =
      kind === "quantile"
        ? estimateQuantileCells(estimate, design, table, options)
        : estimateLinearised(estimate, design, table, options);
    done.set(id, estimates);
    const { cells, covariance } = estimates;
    return {
      id,
      kind,
      cells: cells.map(({ sumWeights: _, ...cell }) => cell),
      covariance: asRows(covariance, cells.length),
    };
  });
}

function contrastOf(
  { of, coefficients }: EstimateOf<"contrast">,
  field: string,
  done: ReadonlyMap<string, Estimates>,
  { level, df: whose }: AnalyseRequest,
): Pick<EstimateResult, "cells" | "covariance"> {
  const estimates = done.get(of);
  if (!estimates) throw new BadRequest("contrast-of-unknown", { field: `${field}.of`, id: of });
  const { cells } = estimates;
  if (cells.length !== coefficients.length)
    throw new BadRequest("contrast-length", { field: `${field}.coefficients`, n: coefficients.length, wanted: cells.length, id: of }); // prettier-ignore
  // Domain degrees of freedom: the least certain of the cells that count.
  const domainDf = Math.min(
    ...cells.filter((_, k) => coefficients[k] !== 0).map((cell) => cell.domainDf),
    cells[0]!.df,
  );
  const used = whose === "domain" ? domainDf : cells[0]!.df;
  const { estimate, se, ci } = contrast(estimates, coefficients, { level, df: used });
  const n = cells.reduce((sum, cell, k) => sum + (coefficients[k] === 0 ? 0 : cell.n), 0);
  const cell = { by: {}, variable: of, estimate, se, df: cells[0]!.df, domainDf, ci, deff: null, n };
  return { cells: [cell], covariance: [[se * se]] };
}

function described({ index }: SurveyDesign, weights: Float64Array): AnalyseResult["design"] {
  const df = designDegrees(index);
  const sumWeights = weights.reduce((sum, weight) => sum + weight, 0);
  return { df, strata: index.psus - df, psus: index.psus, n: weights.length, sumWeights };
}

function spread(weights: Float64Array): AnalyseResult["weights"] {
  let [min, max] = [Infinity, -Infinity];
  for (const weight of weights) {
    if (weight < min) min = weight;
    if (weight > max) max = weight;
  }
  return { min, max, kishDeff: kishEffectOf(weights).deff };
}
