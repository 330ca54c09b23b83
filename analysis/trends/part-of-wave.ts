import { isWithheld, type Outcome } from "#analysis/score/withheld.ts";
import type { ModeFigure, ModePsus, WaveSeries } from "#analysis/trends/wave-series.ts";
import type { ModeTotals, WaveFigure } from "#analysis/trends/waves-covariance.ts";

/** PSU totals behind one figure, by mode. */
export interface FigureTotals {
  household: Float64Array | null;
  intercept: Float64Array | null;
}

/** One part of one wave, its figures in every domain and the PSU totals of those that were looked up. */
export interface PartOfWave {
  domains: readonly string[];
  lambda: number;
  household: ModePsus | null;
  intercept: ModePsus | null;
  figures: readonly Outcome<ModeFigure>[];
  /** By domain. */
  totals: ReadonlyMap<string, FigureTotals>;
}

/** A part of a series just made, with the totals of all domains; null where the wave has no such part. */
export function partOfSeries(series: WaveSeries, part: string): PartOfWave | null {
  const found = series.parts.find(({ id }) => id === part);
  if (!found) return null;
  const { domains, lambda, household, intercept } = series;
  const slice = (totals: Float64Array | null, psus: ModePsus | null, d: number) =>
    totals && psus ? totals.subarray(d * psus.psus.length, (d + 1) * psus.psus.length) : null;
  const totals = new Map(
    domains.map((domain, d) => [
      domain,
      {
        household: slice(found.household, household, d),
        intercept: slice(found.intercept, intercept, d),
      },
    ]),
  );
  return { domains, lambda, household, intercept, figures: found.figures, totals };
}

/** The figure of a domain, or why it is withheld; null for a domain that the wave did not have. */
export function figureIn(wave: PartOfWave, domain: string): Outcome<ModeFigure> | null {
  return wave.figures[wave.domains.indexOf(domain)] ?? null;
}

/**
 * A figure with what its covariance with other waves' rests on; null where it is withheld or was not looked up.
 */
export function comparable(wave: PartOfWave, domain: string): WaveFigure | null {
  const d = wave.domains.indexOf(domain);
  const figure = wave.figures[d];
  const totals = wave.totals.get(domain);
  if (!figure || isWithheld(figure) || !totals) return null;
  const mode = (psus: ModePsus | null, of: Float64Array | null): ModeTotals | null =>
    psus && of ? { psus, totals: of, df: psus.degrees[d]! } : null;
  const { estimate, variance, df } = figure;
  return {
    ...{ estimate, variance, df, lambda: wave.lambda },
    household: mode(wave.household, totals.household),
    intercept: mode(wave.intercept, totals.intercept),
  };
}
