import { checkWaveInput } from "#analysis/score/check-wave-input.ts";
import { combineFigures } from "#analysis/score/combine-modes.ts";
import type { WaveInput } from "#analysis/score/estimate-wave.ts";
import { waveDesigns, type ModeDesign } from "#analysis/score/wave-designs.ts";
import { isWithheld, orWithheld, withheld, type Outcome, type Withheld } from "#analysis/score/withheld.ts";
import {
  modeInfluence,
  type ModeFigure,
  type ModePart,
  type ModePsus,
} from "#analysis/trends/mode-influence.ts";
import { seriesParts, type SeriesPart } from "#analysis/trends/series-parts.ts";

/** One wave as a time series needs it: every part in every domain, with what covariances between waves rest on. */
export interface WaveSeries {
  /** Street ids and, last, "district". */
  domains: string[];
  lambda: number;
  /** Null where a mode has no design to speak of. */
  household: ModePsus | null;
  intercept: ModePsus | null;
  parts: PartSeries[];
}

/** One part of a wave in every domain, in the order of the domains. */
export interface PartSeries {
  id: string;
  figures: Outcome<ModeFigure>[];
  /** Linearised PSU totals by mode, domains × PSUs; null as the mode's design. */
  household: Float64Array | null;
  intercept: Float64Array | null;
}

/** The domain of all streets together. */
export const DISTRICT = "district";

/**
 * A wave's figures by street and in the district, and each PSU's influence on them.
 *
 * Figures, λ, raking, don't-know rule and withholding as in `estimateWave`, whose shares these are.
 * O(rows · items · domains + psus · parts · domains²).
 *
 * @param parts  all of the sheet's unless given
 * @throws {TypeError | RangeError} as `estimateWave`
 */
export function waveSeries(
  input: WaveInput,
  parts: readonly SeriesPart[] = seriesParts(input.sheet),
): WaveSeries {
  checkWaveInput(input);
  const { sheet, streets, dontKnow, lambda } = input;
  const designs = waveDesigns(input);
  const mode = (designed: Outcome<ModeDesign>) =>
    isWithheld(designed)
      ? designed
      : orWithheld(() => modeInfluence(designed, sheet, dontKnow, streets, parts));
  const [household, intercept] = [mode(designs.household), mode(designs.intercept)];
  const domains = [...streets, DISTRICT];
  const of = (found: typeof household, p: number, d: number, tally: WaveInput["household"]) =>
    isWithheld(found) ? silent(found, tally, streets[d]) : found.parts[p]!.figures[d]!;
  const totals = (found: typeof household, p: number) => (isWithheld(found) ? null : found.parts[p]!.totals);
  return {
    domains,
    lambda,
    household: isWithheld(household) ? null : household.psus,
    intercept: isWithheld(intercept) ? null : intercept.psus,
    parts: parts.map(({ id }, p) => ({
      id,
      figures: domains.map((_, d) => {
        const h = of(household, p, d, input.household);
        const i = of(intercept, p, d, input.intercept);
        const both = combineFigures(lambda, h, i);
        return isWithheld(both) ? both : { ...both, n: counted(lambda, h, i) };
      }),
      household: totals(household, p),
      intercept: totals(intercept, p),
    })),
  };
}

/** A mode without any figure: a street where nobody answered says that instead. */
function silent(reason: Withheld, tally: WaveInput["household"], street: string | undefined): Withheld {
  if (!tally || street === undefined) return reason;
  const label = tally.labels.street.indexOf(street);
  const seen = tally.street.some((code, row) => code === label && tally.n[row]! > 0);
  return label >= 0 && seen ? reason : withheld("mode-missing", { mode: tally.mode });
}

function counted(lambda: number, household: Outcome<ModeFigure>, intercept: Outcome<ModeFigure>): number {
  const n = (figure: Outcome<ModeFigure>) => (isWithheld(figure) ? 0 : figure.n);
  return (lambda > 0 ? n(household) : 0) + (lambda < 1 ? n(intercept) : 0);
}

export type { ModeFigure, ModePart, ModePsus };
