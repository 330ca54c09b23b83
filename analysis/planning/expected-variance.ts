/** What is known or assumed of the answers of one mode before fieldwork. */
export interface ModeAssumptions {
  /** Standard deviation of respondents' own shares within a street, in points of 20. */
  sd: number;
  /** ρ: correlation of own shares within a community (households) or a session (intercepts), 0 to 1. */
  correlation: number;
  /** Squared coefficient of variation of the weights within a street, beyond what the design itself makes unequal. */
  weightCv2: number;
}

/** One street's part of a mode's sample. */
export interface StreetTake {
  /** Units (communities, sessions) drawn at random, not those that are certain. */
  random: number;
  /** For each unit that is certain to be drawn: its part of the street's population. They are strata of their own. */
  certain: readonly number[];
  /** Interviews expected in each unit, at least 1. */
  perUnit: number;
}

/** Variance that an estimate of one mode in a street can be expected to be given. */
export interface ExpectedVariance {
  interviews: number;
  /** Of the share, in points². */
  variance: number;
  psus: number;
  strata: number;
  /** n / Σ of squared weights, scaled: the effective n of the weights alone. */
  kishNeff: number;
  /** variance / (sd² / interviews). */
  deff: number;
}

/** A unit that is certain has its interviews dealt into so many subsamples, which are its PSUs. */
const CERTAINTY_PSUS = 4;

/**
 * Variance to be expected of one mode's share in one street.
 *
 * With b interviews in each of a units drawn at random and in each certain unit c, P the part of the population outside
 * certain units and W_c the part within c:
 *
 *     V = σ² · [ (1 + cv²)(1 − ρ)/b · (P²/a + Σ W_c²) + ρ · P²/a ]
 *
 * which without certain units (P = 1, n = ab) is σ²/n · (1 + cv²) · (1 + (b* − 1)ρ) with b* = b/(1 + cv²): Kish's design
 * effects of weights and of clusters, for weights that vary within units. Certain units have no variance between them.
 * There is no finite population correction, as the estimates have none: first stages are treated as drawn with
 * replacement. What raking takes away is left out.
 *
 * Source: Kish (1965), sections 5.4 and 11.7; Gabler, Häder & Lahiri (1999), Survey Methodology
 * 25, 105-106, for both together; Särndal, Swensson & Wretman (1992), 4.3.
 *
 * @throws {RangeError} if there is no unit, under one interview a unit, or a figure is not of its kind
 */
export function expectedVariance(
  { random, certain, perUnit }: StreetTake,
  { sd, correlation, weightCv2 }: ModeAssumptions,
): ExpectedVariance {
  const units = random + certain.length;
  if (!(units >= 1)) throw new RangeError("a street without units has no variance");
  if (!(perUnit > 0)) throw new RangeError(`a unit yields interviews, not ${perUnit}`);
  if (!(sd > 0 && weightCv2 >= 0))
    throw new RangeError("a spread is positive, and a squared cv not negative");
  if (!(correlation >= 0 && correlation <= 1))
    throw new RangeError(`a correlation lies in [0, 1], not ${correlation}`);
  const outside = random === 0 ? 0 : 1 - certain.reduce((sum, part) => sum + part, 0);
  const between = random === 0 ? 0 : (outside * outside) / random;
  const spread = between + certain.reduce((sum, part) => sum + part * part, 0);
  const interviews = units * perUnit;
  const variance =
    sd * sd * (((1 + weightCv2) * (1 - correlation) * spread) / perUnit + correlation * between);
  return {
    interviews,
    variance,
    psus: random + CERTAINTY_PSUS * certain.length,
    strata: (random > 0 ? 1 : 0) + certain.length,
    kishNeff: perUnit / spread / (1 + weightCv2),
    deff: (variance * interviews) / (sd * sd),
  };
}
