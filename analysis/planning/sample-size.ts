import normalQuantile from "@stdlib/stats-base-dists-normal-quantile";

/** What a mean or proportion is to be estimated with. */
export interface SampleSizePlan {
  /** Between persons: p(1 − p) for a proportion, SD² for a score (its units squared). */
  variance: number;
  /** Half the width of the interval wanted, in the estimate's units. */
  margin: number;
  /** Design effect expected of clustering and weights; 1 unless given. */
  deff?: number;
  /** Completes per contact, in (0, 1]; 1 unless given. */
  response?: number;
  /** Persons in the population; unlimited unless given. */
  population?: number;
  /** Of the interval; 0.95 unless given. */
  level?: number;
}

/** Numbers of persons, each step after the one before it; only the last two are whole. */
export interface SampleSize {
  simpleRandom: number;
  withDeff: number;
  withPopulation: number;
  contacts: number;
  completesRoundedUp: number;
  contactsRoundedUp: number;
}

/**
 * How many completes, and contacts, an interval of a given half width needs.
 *
 * z²V/margin², times the design effect, n/(1 + (n − 1)/N), divided by the response rate. The normal quantile is used,
 * as the degrees of freedom are not known yet: with few PSUs the interval comes out wider.
 * Source: Cochran (1977), Sampling Techniques, section 4.4; Kish (1965), section 8.2.
 *
 * @throws {RangeError} if a figure cannot be one of its kind
 */
export function sampleSize(plan: SampleSizePlan): SampleSize {
  const { variance, margin, deff = 1, response = 1, population = Infinity, level = 0.95 } = plan;
  if (!(variance >= 0)) throw new RangeError(`a variance is not negative, not ${variance}`);
  if (!(margin > 0)) throw new RangeError(`a margin is positive, not ${margin}`);
  if (!(deff > 0)) throw new RangeError(`a design effect is positive, not ${deff}`);
  if (!(response > 0 && response <= 1))
    throw new RangeError(`a response rate lies in (0, 1], not ${response}`);
  if (!(population >= 1)) throw new RangeError(`a population has at least one person, not ${population}`);
  if (!(level > 0 && level < 1)) throw new RangeError(`a level must lie between 0 and 1, not ${level}`);
  const z = normalQuantile((1 + level) / 2, 0, 1);
  const simpleRandom = (z * z * variance) / (margin * margin);
  const withDeff = simpleRandom * deff;
  const withPopulation = population < Infinity ? withDeff / (1 + (withDeff - 1) / population) : withDeff;
  const contacts = withPopulation / response;
  return {
    simpleRandom,
    withDeff,
    withPopulation,
    contacts,
    completesRoundedUp: Math.ceil(withPopulation),
    contactsRoundedUp: Math.ceil(contacts),
  };
}
