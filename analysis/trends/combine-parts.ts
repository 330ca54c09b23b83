import { satterthwaiteDegrees } from "#analysis/estimation/degrees-of-freedom.ts";
import { NO_VARIATION } from "#analysis/score/share-moments.ts";
import { isWithheld, withheld, type Outcome } from "#analysis/score/withheld.ts";
import { figureIn, type FigureTotals, type PartOfWave } from "#analysis/trends/part-of-wave.ts";
import { modeCovariance } from "#analysis/trends/waves-covariance.ts";
import type { ModeFigure } from "#analysis/trends/wave-series.ts";

/**
 * Σ c · part of one wave in every domain whose totals were looked up: such as the points of those items that two
 * questionnaires have in common. O(PSUs · parts · domains).
 *
 * @param parts    of one wave, at least one
 * @param domains  those wanted; what is not among them is withheld as `not-looked-up`
 */
export function combineParts(
  parts: readonly PartOfWave[],
  coefficients: readonly number[],
  domains: readonly string[] | "all" = "all",
): PartOfWave {
  const [first] = parts;
  if (!first) throw new RangeError("no part to combine");
  const isWanted = (domain: string) => first.totals.has(domain) && (domains === "all" || domains.includes(domain)); // prettier-ignore
  const totals = new Map<string, FigureTotals>();
  const figures = first.domains.map((domain, d): Outcome<ModeFigure> => {
    const own = parts.map((part) => figureIn(part, domain)!);
    const reason = own.find(isWithheld);
    if (reason) return reason;
    if (!isWanted(domain)) return withheld("not-looked-up");
    const sum = (mode: "household" | "intercept") =>
      weightedSum(parts.map((part) => part.totals.get(domain)![mode]), coefficients); // prettier-ignore
    const combined = { household: sum("household"), intercept: sum("intercept") };
    totals.set(domain, combined);
    const given = own as ModeFigure[];
    const estimate = given.reduce((total, { estimate: of }, k) => total + coefficients[k]! * of, 0);
    const n = Math.max(...given.map((figure) => figure.n));
    const around = spread(first, d, combined);
    return isWithheld(around) ? around : { estimate, n, ...around };
  });
  return { ...first, figures, totals };
}

/** Variance and df of a domain's figure, from its totals: the wave's own. Without variation in a mode there is none. */
function spread(
  wave: PartOfWave,
  d: number,
  totals: FigureTotals,
): Outcome<{ variance: number; df: number }> {
  const modes = ["household", "intercept"] as const;
  const part = (mode: (typeof modes)[number]) => {
    const psus = wave[mode];
    return psus && totals[mode] ? { psus, totals: totals[mode], df: psus.degrees[d]! } : null;
  };
  const [household, intercept] = [part("household"), part("intercept")];
  const figure = { estimate: 0, variance: 0, df: 0, lambda: wave.lambda, household, intercept };
  const used = modes.filter(
    (mode) => figure[mode] && (mode === "household" ? wave.lambda : 1 - wave.lambda) > 0,
  );
  const variances = used.map((mode) => ({
    ...{ mode, variance: modeCovariance([figure], mode)[0]! },
    df: figure[mode]!.df,
  }));
  const still = variances.find(({ variance }) => variance < NO_VARIATION);
  if (still) return withheld("no-variation", { mode: still.mode });
  const variance = variances.reduce((sum, each) => sum + each.variance, 0);
  return { variance, df: satterthwaiteDegrees(variances) };
}

function weightedSum(
  vectors: readonly (Float64Array | null)[],
  coefficients: readonly number[],
): Float64Array | null {
  if (vectors.some((vector) => vector === null)) return null;
  const sum = new Float64Array(vectors[0]!.length);
  vectors.forEach((vector, k) => {
    for (let i = 0; i < sum.length; i++) sum[i]! += coefficients[k]! * vector![i]!;
  });
  return sum;
}
