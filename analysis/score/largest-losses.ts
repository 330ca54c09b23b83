import { designCovariance } from "#analysis/estimation/design-covariance.ts";
import { satterthwaiteDegrees } from "#analysis/estimation/degrees-of-freedom.ts";
import { criticalValues, tInterval, type Interval } from "#analysis/estimation/intervals.ts";
import { domainSums, ratioComposite, type RatioTable } from "#analysis/estimation/ratio-composite.ts";
import { checkWaveInput } from "#analysis/score/check-wave-input.ts";
import { countedAnswers } from "#analysis/score/counted-answers.ts";
import { withoutLonely } from "#analysis/score/domain-shares.ts";
import type { WaveInput } from "#analysis/score/estimate-wave.ts";
import { lossParts, type LossDetail, type LossPart } from "#analysis/score/loss-parts.ts";
import { checkedDomains, refuseUnanswered, type CheckedDomain } from "#analysis/score/mode-domains.ts";
import { waveDesigns, type ModeDesign } from "#analysis/score/wave-designs.ts";
import { isWithheld, type Outcome, type Withheld } from "#analysis/score/withheld.ts";

/** What one part of the sheet in one street takes from the district's 20 points. */
export interface StreetLoss {
  street: string;
  part: string;
  lost: number;
  se: number;
  df: number;
  ci: Interval;
}

/**
 * The largest parts of the district's loss by street and part of the sheet: what the district would gain if nothing
 * were amiss with that part in that street.
 *
 * In each mode Σ_i 20·ω_i · Σ_street w a(1−y) / Σ_district w a, so that all streets and parts add up to 20 less the district's
 * share; combined by λ. A populous street weighs more than a small one with the same score. Linearised with the
 * district's Σwa as a ratio's denominator; df of the street in each mode, put together by Satterthwaite.
 * O(rows · items · streets + count · psus). Source: Särndal, Swensson & Wretman (1992), sections 5.5 to 5.8.
 *
 * @param count  how many, from the largest
 * @returns      fewer than `count` where no more is lost; withheld where the district's share is
 * @throws {TypeError | RangeError} as `estimateWave`
 */
export function largestLosses(
  input: WaveInput,
  count: number,
  detail: LossDetail = "dimension",
): Outcome<{ losses: StreetLoss[] }> {
  checkWaveInput(input);
  const { streets, lambda, level = 0.95 } = input;
  const parts = lossParts(input.sheet, detail);
  const designs = waveDesigns(input);
  const modes: (ModeLoss & { weight: number })[] = [];
  for (const [designed, weight] of [
    [designs.household, lambda],
    [designs.intercept, 1 - lambda],
  ] as const) {
    if (weight === 0) continue;
    const mode = isWithheld(designed) ? designed : modeLoss(designed, input);
    if (isWithheld(mode)) return mode;
    modes.push({ ...mode, weight });
  }
  const cells = streets.flatMap((_, street) =>
    parts.map((part) => ({
      ...{ street, part },
      lost: modes.reduce((sum, mode) => sum + mode.weight * lostIn(mode, street, part), 0),
    })),
  );
  const largest = cells
    .filter(({ lost }) => lost > 0)
    .sort((a, b) => b.lost - a.lost)
    .slice(0, count);
  const critical = criticalValues(level);
  const losses = largest.map(({ street, part, lost }): StreetLoss => {
    const variances = modes.map((mode) => ({
      variance: mode.weight ** 2 * varianceOf(mode, street, part),
      df: Math.max(1, mode.checked[street]!.degrees.df),
    }));
    const se = Math.sqrt(variances.reduce((sum, { variance }) => sum + variance, 0));
    const df = satterthwaiteDegrees(variances);
    return { street: streets[street]!, part: part.id, lost, se, df, ci: tInterval(lost, se, df, critical) };
  });
  return { losses };
}

interface ModeLoss extends ModeDesign {
  /** Σw a(1−y) over Σwa, per row. */
  missed: RatioTable;
  checked: CheckedDomain[];
  /** Final-weighted Σwa of the district by item; Σw a(1−y) by street and item. */
  asked: Float64Array;
  missedIn: Float64Array[];
}

function modeLoss({ tally, design }: ModeDesign, input: WaveInput): ModeLoss | Withheld {
  const { sheet, streets, dontKnow } = input;
  const { score } = countedAnswers(tally, sheet, dontKnow);
  const checked = checkedDomains(tally, design, streets);
  const { domain, refused } = checked.at(-1) as CheckedDomain;
  const weights = Float64Array.from(sheet, ({ weight }) => weight);
  const refusal = refused ?? refuseUnanswered(score, weights, domain, tally.mode);
  if (refusal) return refusal;
  const numerator = score.denominator.map((all, cell) => all - score.numerator[cell]!);
  const missed = { ...score, numerator };
  const { denominator: asked } = domainSums(missed, design.factor, domain);
  const missedIn = streets.map((_, s) => domainSums(missed, design.factor, checked[s]!.domain).numerator);
  return { tally, design, missed, checked, asked, missedIn };
}

function lostIn({ asked, missedIn }: ModeLoss, street: number, { coefficients }: LossPart): number {
  return coefficients.reduce(
    (sum, c, i) => (c === 0 ? sum : sum + (c * missedIn[street]![i]!) / asked[i]!),
    0,
  );
}

function varianceOf({ missed, design, checked }: ModeLoss, street: number, part: LossPart): number {
  const items = missed.items.length;
  const numerator = new Float64Array(missed.numerator.length);
  for (const row of checked[street]!.domain.rows) {
    const from = row * items;
    numerator.set(missed.numerator.subarray(from, from + items), from);
  }
  const { domain } = checked.at(-1) as CheckedDomain;
  const linearised = ratioComposite({ ...missed, numerator }, part.coefficients, design.factor, [domain]);
  return designCovariance(linearised, withoutLonely(design))[0]!;
}
