import { contrast } from "#analysis/estimation/contrast.ts";
import { designDegrees } from "#analysis/estimation/degrees-of-freedom.ts";
import type { Estimates } from "#analysis/estimation/estimate-cells.ts";
import { finalWeights } from "#analysis/estimation/group-sums.ts";
import type { SurveyDesign } from "#analysis/estimation/survey-design.ts";
import { kishEffectOf } from "#analysis/weighting/kish.ts";
import { addDetails } from "./add-details.ts";
import { calibrated, trimmed } from "./adjust-weights.ts";
import { BadRequest } from "./bad-request.ts";
import { buildDesign } from "./build-design.ts";
import { calibrationAuxiliaries } from "./calibration-auxiliaries.ts";
import type { DataTable } from "./columns.ts";
import { domainVariables } from "./domain-variables.ts";
import { estimateLinearised } from "./estimate-linearised.ts";
import { estimateQuantileCells } from "./estimate-quantile-cells.ts";
import type { AnalyseRequest, EstimateOf, ReplicatesRequest } from "./request.ts";
import { idOf } from "./parse-request.ts";
import { makeReplicates, replicateDegrees } from "./make-replicates.ts";
import { estimateByCell, estimateByRow, withIntervals, type ReplicatedTask } from "./estimate-replicated.ts";
import { recalibrated } from "./recalibrated.ts";
import type { WeightSteps } from "./replicate-weights.ts";
import { replicatedColumns } from "./replicated-columns.ts";
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
  const base = buildDesign(request.design, table);
  const calibrate = request.calibrate
    ? { request: request.calibrate, auxiliaries: calibrationAuxiliaries(request.calibrate, table) }
    : null;
  let final = calibrate ? calibrated(base, calibrate.request, calibrate.auxiliaries) : base;
  if (request.trim) final = trimmed(final, request.trim);
  const weights = finalWeights(final);
  const replicated = request.replicates
    ? replicateEstimates(request, request.replicates, { base, calibrate, final }, table)
    : null;
  const df = replicated?.df ?? designDegrees(base.index);
  const results = estimateAll(request, final, table, replicated);
  return { result: { design: described(base, weights, df), weights: spread(weights), results }, weights };
}

interface Replicated {
  df: number;
  /** By place in `estimates`. */
  estimates: ReadonlyMap<number, Estimates>;
}

function replicateEstimates(
  { estimates, level, df: whose, trim }: AnalyseRequest,
  request: ReplicatesRequest,
  steps: WeightSteps,
  table: DataTable,
): Replicated {
  const replicates = makeReplicates(request, steps.base, table);
  const df = replicateDegrees(replicates, steps.base);
  const places: number[] = [];
  const tasks = estimates.flatMap((estimate, k): ReplicatedTask[] => {
    if (estimate.kind === "contrast") return [];
    places.push(k);
    const options = { by: domainVariables(estimate.by, table), level, df: whose };
    const columns = replicatedColumns(estimate, steps.final, table);
    return [{ at: `estimates[${k}]`, estimate, columns, options }];
  });
  const byCell = recalibrated(steps, trim !== undefined);
  const found = byCell
    ? estimateByCell(tasks, replicates, byCell)
    : estimateByRow(tasks, replicates, steps, finalWeights(steps.final));
  return { df, estimates: new Map(places.map((k, t) => [k, withIntervals(tasks[t]!, found[t]!, df)])) };
}

function estimateAll(
  request: AnalyseRequest,
  design: SurveyDesign,
  table: DataTable,
  replicated: Replicated | null,
): EstimateResult[] {
  const { level, df } = request;
  const done = new Map<string, Estimates>();
  return request.estimates.map((estimate, k) => {
    const { kind } = estimate;
    const id = idOf(estimate, k);
    if (kind === "contrast") return { id, kind, ...contrastOf(estimate, `estimates[${k}]`, done, request) };
    const options = { by: domainVariables(estimate.by, table), level, df };
    const estimates =
      replicated?.estimates.get(k) ??
      addDetails({ at: `estimates[${k}]` }, () =>
        kind === "quantile"
          ? estimateQuantileCells(estimate, design, table, options)
          : estimateLinearised(estimate, design, table, options),
      );
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

function described({ index }: SurveyDesign, weights: Float64Array, df: number): AnalyseResult["design"] {
  const sumWeights = weights.reduce((sum, weight) => sum + weight, 0);
  return { df, strata: index.psus - designDegrees(index), psus: index.psus, n: weights.length, sumWeights };
}

function spread(weights: Float64Array): AnalyseResult["weights"] {
  let [min, max] = [Infinity, -Infinity];
  for (const weight of weights) {
    if (weight < min) min = weight;
    if (weight > max) max = weight;
  }
  return { min, max, kishDeff: kishEffectOf(weights).deff };
}
