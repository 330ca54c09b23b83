import { DesignError } from "#analysis/design-error.ts";
import { benchmarkAreas } from "#analysis/small-area/benchmark-areas.ts";
import { fitFayHerriot, type FayHerriotFit } from "#analysis/small-area/fay-herriot.ts";
import { predictUnsampled } from "#analysis/small-area/predict-unsampled.ts";
import type { SampledAreas } from "#analysis/small-area/sampled-areas.ts";
import { poolVariances, smoothVariances } from "#analysis/small-area/smooth-variances.ts";

/** An area with what is known of it. */
export interface Area {
  id: string;
  /** Direct estimate, its sampling variance and the responses behind it; null where there is none. */
  direct: { estimate: number; variance: number; n: number } | null;
  /** Persons; only their ratios matter. */
  population: number;
  covariates: Readonly<Record<string, number>>;
}

/** What the model makes of an area. */
export interface AreaEstimate {
  id: string;
  estimate: number;
  /** Mean squared error, in squared units of the estimate. */
  mse: number;
  /** Weight of the direct estimate; null where there is none and the model alone speaks. */
  gamma: number | null;
}

/** Areas with the model that they were estimated by. */
export interface ModelledAreas {
  areas: AreaEstimate[];
  method: "reml" | "adjusted-reml";
  covariates: string[];
  smoothing: "log-linear" | "pooled";
  modelVariance: number;
  /** What benchmarking added to every area; null where there was no figure to meet. */
  shift: number | null;
}

const AREAS_PER_COVARIATE = 10;

/**
 * Small-area estimates from start to end: variances smoothed, Fay-Herriot model, benchmarked to a figure for all.
 *
 * Variances are smoothed on the number of responses, or pooled where that line cannot be had or rises. REML; where it
 * says that areas do not differ, adjusted REML. One covariate for every ten areas with a direct estimate, the first by
 * name among those known everywhere and not the same everywhere; none where they are collinear. Areas without a direct
 * estimate get the model's. Benchmarked by the same amount in every area. O(areas · columns²) times some 200 steps.
 * Source: Fay & Herriot (1979); Rao & Molina (2015), chapter 6; METHODS.md.
 *
 * @param areas   all areas, with and without a direct estimate
 * @param target  the areas' population mean as published, or null
 * @throws {DesignError} `too-few-areas` with fewer than four direct estimates; as `fitFayHerriot`, `benchmarkAreas`
 */
export function modelAreas(areas: readonly Area[], target: number | null): ModelledAreas {
  const sampled = areas.flatMap(({ id, direct, covariates }) => (direct ? [{ id, direct, covariates }] : []));
  const own = Float64Array.from(sampled, ({ direct }) => direct.variance);
  const n = Float64Array.from(sampled, ({ direct }) => direct.n);
  if (sampled.length === 0)
    throw new DesignError("too-few-areas", "no area has a direct estimate", { areas: 0 });
  const { variances, smoothing } = smoothed(own, n);
  const names = usableCovariates(areas).slice(0, Math.floor(sampled.length / AREAS_PER_COVARIATE));
  const data: SampledAreas = {
    ids: sampled.map(({ id }) => id),
    estimates: Float64Array.from(sampled, ({ direct }) => direct.estimate),
    variances,
    covariates: names.map((name) => ({
      name,
      values: Float64Array.from(sampled, ({ covariates }) => covariates[name]!),
    })),
  };
  const fit = fitWhereItStands(data);
  const raw = areas.map(({ id, direct, covariates }): AreaEstimate => {
    if (!direct) return { id, ...predictUnsampled(fit, covariates), gamma: null };
    const at = fit.areas.indexOf(id);
    const { eblup, mse, gamma } = fit.predictions;
    return { id, estimate: eblup[at]!, mse: mse[at]!, gamma: gamma[at]! };
  });
  const estimates = Float64Array.from(raw, ({ estimate }) => estimate);
  const population = Float64Array.from(areas, (area) => area.population);
  const shift =
    target === null ? null : benchmarkAreas(estimates, population, target, "difference")[0]! - estimates[0]!;
  return {
    areas: raw.map((area) => ({ ...area, estimate: area.estimate + (shift ?? 0) })),
    method: fit.method as ModelledAreas["method"],
    covariates: fit.names.slice(1),
    smoothing,
    modelVariance: fit.modelVariance,
    shift,
  };
}

function smoothed(
  own: Float64Array,
  n: Float64Array,
): { variances: Float64Array } & Pick<ModelledAreas, "smoothing"> {
  try {
    const { variances, parameters } = smoothVariances(own, n);
    if (parameters.slope! < 0) return { variances, smoothing: "log-linear" };
  } catch (error) {
    if (!(error instanceof DesignError) || error.code === "area-without-responses") throw error;
  }
  return { variances: poolVariances(own, n).variances, smoothing: "pooled" };
}

/** Names of covariates that are known in every area and differ between them. */
function usableCovariates(areas: readonly Area[]): string[] {
  const names = [...new Set(areas.flatMap(({ covariates }) => Object.keys(covariates)))].sort();
  return names.filter((name) => {
    const values = areas.map(({ covariates }) => covariates[name]);
    return values.every((value) => Number.isFinite(value)) && new Set(values).size > 1;
  });
}

function fitWhereItStands(data: SampledAreas): FayHerriotFit {
  try {
    const fit = fitFayHerriot(data, "reml");
    return fit.modelVariance > 0 ? fit : fitFayHerriot(data, "adjusted-reml");
  } catch (error) {
    const follows = error instanceof DesignError && error.code === "collinear-covariates";
    if (!follows || data.covariates.length === 0) throw error;
    return fitWhereItStands({ ...data, covariates: [] });
  }
}
