import { DrawError } from "./draw-error.ts";
import { createRandom, deriveSeed } from "./random.ts";
import type { FrameStreet } from "./sampling-frame.ts";
import { splitCertainties, systematicPps } from "./systematic-pps.ts";

/** A community that was drawn: `pi` is its inclusion probability, `order` its place in the shuffled frame. */
export interface DrawnCommunity {
  streetId: string;
  communityId: string;
  stratum: string;
  size: number;
  pi: number;
  order: number;
}

/** A dwelling that was drawn: the `position`-th of its community's listing, the `order`-th on the walk. */
export interface DrawnDwelling {
  streetId: string;
  communityId: string;
  stratum: string;
  psu: string;
  position: number;
  conditionalPi: number;
  overallPi: number;
  order: number;
  selectionSeed: string;
}

/** A certainty community's dwellings are dealt into so many subsamples, which are its PSUs. */
export const CERTAINTY_SUBSAMPLES = 4;

/**
 * Draws one street's communities, and the dwellings in each.
 *
 * Communities: systematic PPS on dwellings in a seeded-random order of the frame, π = n·M_i / ΣM among those
 * that are not certain. Dwellings: one systematic pass of the listing with a fractional interval M/m, each
 * dwelling with exactly m/M; all of them where M ≤ m. So a dwelling outside certainty communities has n·m / ΣM
 * wherever it stands.
 *
 * A community that is certain to be drawn is no PSU but a stratum of its own. Its sample is dealt in turn,
 * from a random first, into four interpenetrating subsamples, each a systematic sample of the whole community;
 * their spread estimates (a little conservatively, as the pass spreads them) the variance of drawing its
 * dwellings.
 *
 * Source: Särndal, Swensson & Wretman (1992), sections 3.4, 3.6.2 and 4.3; Cochran (1977), chapter 8 on
 * fractional and circular systematic samples and chapter 13 on interpenetrating subsamples.
 *
 * @throws {DrawError} too-few-communities (plan under 2), no-dwellings (empty street or m under 1),
 *   certainty-community-too-small (fewer dwellings than subsamples: join it to a neighbour)
 */
export function drawHouseholdSample(
  street: FrameStreet,
  plan: { communitiesPerStreet: number; dwellingsPerCommunity: number },
  seed: string,
): { communities: DrawnCommunity[]; dwellings: DrawnDwelling[] } {
  checkPlan(street, plan);
  const random = createRandom(deriveSeed(seed, "communities", street.id));
  const frame = random.shuffle(street.communities);
  const sizes = frame.map((community) => community.dwellings);
  const { certain, rest, draws } = splitCertainties(sizes, plan.communitiesPerStreet);
  const restSizes = rest.map((index) => sizes[index] ?? 0);
  const restTotal = restSizes.reduce((sum, size) => sum + size, 0);
  const drawnRest = draws === 0 ? [] : systematicPps(restSizes, draws, random).map((hit) => rest[hit.index]);

  const communities: DrawnCommunity[] = [];
  frame.forEach(({ id, dwellings: size }, index) => {
    const isCertain = certain.includes(index);
    if (!isCertain && !drawnRest.includes(index)) return;
    communities.push({
      streetId: street.id,
      communityId: id,
      stratum: isCertain ? `${street.id}/${id}` : street.id,
      size,
      pi: isCertain ? 1 : (draws * size) / restTotal,
      order: index + 1,
    });
  });
  return {
    communities,
    dwellings: communities.flatMap((community) => drawDwellings(community, plan.dwellingsPerCommunity, seed)),
  };
}

function drawDwellings(community: DrawnCommunity, wanted: number, seed: string): DrawnDwelling[] {
  const { streetId, communityId, stratum, size, pi } = community;
  const isCertain = stratum !== streetId;
  if (isCertain && size < CERTAINTY_SUBSAMPLES) {
    throw new DrawError(
      "certainty-community-too-small",
      `community ${communityId} is certain to be drawn but lists only ${size} dwellings: join it to a neighbour`,
      { communityId, dwellings: size },
    );
  }
  const random = createRandom(deriveSeed(seed, "dwellings", streetId, communityId));
  const count = Math.min(size, isCertain ? Math.max(wanted, CERTAINTY_SUBSAMPLES) : wanted);
  const firstSubsample = isCertain ? random.integer(CERTAINTY_SUBSAMPLES) : 0;
  return systematicPositions(size, count, random.uniform()).map((position, index) => ({
    streetId,
    communityId,
    stratum,
    psu: isCertain ? `${communityId}#${((firstSubsample + index) % CERTAINTY_SUBSAMPLES) + 1}` : communityId,
    position,
    conditionalPi: count / size,
    overallPi: (pi * count) / size,
    order: index + 1,
    selectionSeed: deriveSeed(seed, "resident", streetId, communityId, position),
  }));
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

function checkPlan(
  street: FrameStreet,
  plan: { communitiesPerStreet: number; dwellingsPerCommunity: number },
): void {
  if (!Number.isSafeInteger(plan.communitiesPerStreet) || plan.communitiesPerStreet < 2) {
    throw new DrawError(
      "too-few-communities",
      `a street needs at least 2 communities in the sample, not ${plan.communitiesPerStreet}`,
      { communities: plan.communitiesPerStreet },
    );
  }
  const hasDwellings = street.communities.some((community) => community.dwellings > 0);
  if (!hasDwellings || !Number.isSafeInteger(plan.dwellingsPerCommunity) || plan.dwellingsPerCommunity < 1) {
    throw new DrawError(
      "no-dwellings",
      `street ${street.id} needs at least one listed dwelling, and the plan at least 1 a community`,
      { streetId: street.id, dwellingsPerCommunity: plan.dwellingsPerCommunity },
    );
  }
}
