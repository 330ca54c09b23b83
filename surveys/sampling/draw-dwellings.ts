import type { DrawnCommunity } from "./draw-communities.ts";
import { DrawError } from "./draw-error.ts";
import { createRandom, deriveSeed } from "./random.ts";
import { reserveSizes } from "./reserve-replicates.ts";
import type { Reserve } from "./reserve-replicates.ts";

/**
 * A dwelling that was drawn: the `position`-th of its community's listing, the `order`-th of the pass through it.
 *
 * The probabilities are those of being drawn into its own `replicate`; what is released adds them up
 * (`releasedProbabilities`).
 */
export interface DrawnDwelling {
  streetId: string;
  communityId: string;
  stratum: string;
  psu: string;
  position: number;
  /** 0 is visited from the first day; 1, 2, … are reserve replicates. */
  replicate: number;
  conditionalPi: number;
  overallPi: number;
  order: number;
  selectionSeed: string;
}

/** A certainty community's dwellings are dealt into so many subsamples, which are its PSUs. */
export const CERTAINTY_SUBSAMPLES = 4;

/**
 * Draws the dwellings of one drawn community: m for the wave, and r for each reserve replicate.
 *
 * One systematic pass of the listing with a fractional interval takes m + R·r dwellings, all of them where there
 * are no more; a seeded shuffle deals them into the main part and the replicates. Every dwelling of the M listed
 * is in the main part with exactly m/M and in a given replicate with r/M. A short listing leaves the last
 * replicates short.
 *
 * **Fresh dwellings.** Those of `recent`, asked within a year, are left out and the pass goes through the rest.
 * The chance of a dwelling stays m/M: let r of the M have been asked lately. They were themselves drawn with equal
 * probabilities, so a dwelling is not among them with 1 − r/M; given that, it is drawn with m/(M − r); and
 * (1 − r/M) · m/(M − r) = m/M, whatever r is. By induction this holds for any number of earlier waves, also when the
 * oldest may be asked again. The positions asked enter the stream of random numbers, so that this also holds where
 * two waves were given the same seed. (It takes a listing that has not changed since: dwellings added later cannot be
 * `recent`, and have a chance higher by up to M/(M − r) until the year is over.)
 *
 * **Certainty.** A community that is certain to be drawn is no PSU but a stratum of its own. Each replicate is dealt
 * in turn, from a random first and going on where the one before it stopped, into four interpenetrating subsamples
 * of the whole community, which stay balanced whatever is released; their spread estimates (a little
 * conservatively, as the pass spreads them) the variance of drawing its dwellings.
 *
 * Source: Särndal, Swensson & Wretman (1992), sections 3.4 and 4.3; Cochran (1977), chapter 8 on fractional and
 * circular systematic samples and chapter 13 on interpenetrating subsamples.
 *
 * @param wanted  m, at least 1
 * @param recent  1-based positions asked lately, in ascending order
 * @param seed    of the wave
 * @throws {DrawError} no-dwellings (m under 1), not-listed, too-few-fresh-dwellings,
 *   certainty-community-too-small (fewer dwellings than subsamples: join it to a neighbour), no-reserve
 */
export function drawDwellings(
  community: DrawnCommunity,
  wanted: number,
  seed: string,
  { recent = [], reserve }: { recent?: readonly number[] | undefined; reserve?: Reserve | undefined } = {},
): DrawnDwelling[] {
  const { streetId, communityId, stratum, listed, pi } = community;
  const isCertain = stratum !== streetId;
  const main = Math.min(listed, isCertain ? Math.max(wanted, CERTAINTY_SUBSAMPLES) : wanted);
  const asked = new Set(recent);
  const fresh = Array.from({ length: listed }, (_, i) => i + 1).filter((position) => !asked.has(position));
  checkListing(community, { wanted, main, fresh: fresh.length, isCertain });

  const random = createRandom(deriveSeed(seed, "dwellings", streetId, communityId, ...asked));
  const sizes = [main, ...reserveSizes(reserve, fresh.length - main)];
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const firstSubsample = isCertain ? random.integer(CERTAINTY_SUBSAMPLES) : 0;
  const positions = systematicPositions(fresh.length, total, random.uniform());
  const slots = sizes.flatMap((size, replicate) => new Array<number>(size).fill(replicate));
  const replicates = total === main ? slots : random.shuffle(slots);

  // Counts, within each replicate, where the dealing has come to.
  const dealt = sizes.map((_, replicate) => sizes.slice(0, replicate).reduce((sum, size) => sum + size, 0));
  return positions.map((place, index) => {
    const position = fresh[place - 1] ?? place;
    const replicate = replicates[index] ?? 0;
    const turn = dealt[replicate] ?? 0;
    dealt[replicate] = turn + 1;
    const conditionalPi = (sizes[replicate] ?? 0) / listed;
    return {
      ...{ streetId, communityId, stratum, position, replicate, conditionalPi },
      psu: isCertain ? `${communityId}#${((firstSubsample + turn) % CERTAINTY_SUBSAMPLES) + 1}` : communityId,
      overallPi: pi * conditionalPi,
      order: index + 1,
      selectionSeed: deriveSeed(seed, "resident", streetId, communityId, position),
    };
  });
}

/**
 * The 1-based places ⌊(start + j)·size/count⌋ + 1 of a systematic sample with a fractional interval: `count`
 * different places, each place with exactly count/size when `start` is uniform in [0, 1).
 */
export function systematicPositions(size: number, count: number, start: number): number[] {
  return Array.from({ length: count }, (_, j) =>
    Math.min(size, Math.floor(((start + j) * size) / count) + 1),
  );
}

function checkListing(
  { communityId, listed }: DrawnCommunity,
  { wanted, main, fresh, isCertain }: { wanted: number; main: number; fresh: number; isCertain: boolean },
): void {
  if (!Number.isSafeInteger(wanted) || wanted < 1) {
    throw new DrawError("no-dwellings", `the plan needs at least 1 dwelling a community, not ${wanted}`, {
      dwellingsPerCommunity: wanted,
    });
  }
  if (isCertain && listed < CERTAINTY_SUBSAMPLES) {
    throw new DrawError(
      "certainty-community-too-small",
      `community ${communityId} is certain to be drawn but lists only ${listed} dwellings: join it to a neighbour`,
      { communityId, dwellings: listed },
    );
  }
  if (fresh < main) {
    throw new DrawError(
      "too-few-fresh-dwellings",
      `community ${communityId} lists ${listed} dwellings, of which ${listed - fresh} were asked within the last year: ` +
        `${fresh} are left and the plan takes ${main}. Take fewer, or keep a smaller part of the last wave`,
      { communityId, dwellings: listed, recent: listed - fresh, fresh, wanted: main },
    );
  }
}
