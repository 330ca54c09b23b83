import betaQuantile from "@stdlib/stats-base-dists-beta-quantile";

export type InterviewerEffect =
  | {
      /** Part of the variance within streets that lies between volunteers; below 0 where they differ less than by chance. */
      icc: number;
      ci: [number, number];
      /** Mean interviews a volunteer, and what a mean's variance is multiplied by: 1 + (mean − 1) · max(icc, 0). */
      meanLoad: number;
      designEffect: number;
      volunteers: number;
      streets: number;
      interviews: number;
    }
  | { withheld: { code: "one-volunteer-a-street" | "too-few-interviews" | "no-variation" } };

/**
 * Intraclass correlation of a figure between the volunteers of a street: what one cannot tell from who was asked.
 *
 * One-way analysis of variance of volunteers within streets with unequal numbers: icc = (MSB − MSW)/(MSB + (n₀ − 1)MSW),
 * n₀ = (N − Σ_streets Σ n_ij²/n_i)/df_B, and the interval of F with those degrees of freedom, exact when all have
 * interviewed as many. Streets with one volunteer tell nothing and are left out. Volunteers were not given random parts
 * of their street, so differences between their addresses are in it too.
 * Source: Kish (1962), JASA 57, 92-115; Särndal, Swensson & Wretman (1992), section 16.9; Donner (1986), International
 * Statistical Review 54, 67-82, for n₀ and the interval.
 *
 * @param rows   one an interview: `value` any figure, such as the respondent's own points of 20
 */
export function interviewerEffect(
  rows: readonly { street: string; volunteer: string; value: number }[],
): InterviewerEffect {
  const streets = new Map<string, Map<string, number[]>>();
  for (const { street, volunteer, value } of rows) {
    const volunteers = streets.get(street) ?? new Map<string, number[]>();
    streets.set(street, volunteers);
    const values = volunteers.get(volunteer);
    if (values) values.push(value);
    else volunteers.set(volunteer, [value]);
  }
  const usable = [...streets.values()].filter((volunteers) => volunteers.size > 1);
  if (usable.length === 0) return { withheld: { code: "one-volunteer-a-street" } };
  const sums = { between: 0, within: 0, n: 0, volunteers: 0, shares: 0 };
  for (const volunteers of usable) {
    const groups = [...volunteers.values()];
    const all = groups.flat();
    const middle = mean(all);
    for (const group of groups) {
      const own = mean(group);
      sums.between += group.length * (own - middle) ** 2;
      sums.within += group.reduce((sum, value) => sum + (value - own) ** 2, 0);
      sums.shares += group.length ** 2 / all.length;
    }
    sums.n += all.length;
    sums.volunteers += groups.length;
  }
  const dfB = sums.volunteers - usable.length;
  const dfW = sums.n - sums.volunteers;
  if (dfW < 1) return { withheld: { code: "too-few-interviews" } };
  if (!(sums.within > 0)) return { withheld: { code: "no-variation" } };
  const n0 = (sums.n - sums.shares) / dfB;
  const f = sums.between / dfB / (sums.within / dfW);
  const asIcc = (ratio: number) => (ratio - 1) / (ratio + n0 - 1);
  const icc = asIcc(f);
  const meanLoad = sums.n / sums.volunteers;
  return {
    icc,
    ci: [asIcc(f / fQuantile(0.975, dfB, dfW)), asIcc(f / fQuantile(0.025, dfB, dfW))],
    meanLoad,
    designEffect: 1 + (meanLoad - 1) * Math.max(icc, 0),
    ...{ volunteers: sums.volunteers, streets: usable.length, interviews: sums.n },
  };
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Quantile of Fisher's F, from that of the beta distribution. */
function fQuantile(p: number, df1: number, df2: number): number {
  const x = betaQuantile(p, df1 / 2, df2 / 2);
  return (df2 * x) / (df1 * (1 - x));
}
