/**
 * Design effect of interviewing `take` persons in each PSU: (1 + cv²)(1 + (take − 1)·ρ).
 *
 * Source: Kish (1965), section 5.4; with unequal weights Kish (1987), Weighting in Deft².
 *
 * @param take         persons a PSU, at least 1
 * @param correlation  ρ, of answers within a PSU
 * @param weightCv2    squared coefficient of variation of the weights; 0 unless given
 * @throws {RangeError} if `take` is under 1 or `correlation` over 1
 */
export function clusterDesignEffect(take: number, correlation: number, weightCv2 = 0): number {
  if (!(take >= 1)) throw new RangeError(`a PSU yields at least one person, not ${take}`);
  if (!(correlation <= 1)) throw new RangeError(`a correlation is at most 1, not ${correlation}`);
  return (1 + weightCv2) * (1 + (take - 1) * correlation);
}

/**
 * Persons a PSU that give the smallest variance for the money: √(c_psu/c_person · (1 − ρ)/ρ). Not rounded.
 *
 * Source: Cochran (1977), section 10.6; Kish (1965), section 8.3.
 *
 * @param costPsu      of reaching one more PSU
 * @param costPerson   of one more interview there, in the same money
 * @param correlation  ρ, of answers within a PSU, in (0, 1)
 * @throws {RangeError} if a cost is not positive or ρ not within (0, 1): then there is no best take
 */
export function bestClusterTake(costPsu: number, costPerson: number, correlation: number): number {
  if (!(costPsu > 0 && costPerson > 0)) throw new RangeError("costs are positive");
  if (!(correlation > 0 && correlation < 1))
    throw new RangeError(`a best take needs a correlation between 0 and 1, not ${correlation}`);
  return Math.sqrt((costPsu / costPerson) * ((1 - correlation) / correlation));
}
