import { DrawError } from "./draw-error.ts";
import { deriveSeed } from "./random.ts";
import { startShift } from "./rotate-start.ts";
import { measureOfSize } from "./sampling-frame.ts";
import type { FrameCommunity, FrameStreet } from "./sampling-frame.ts";
import { splitCertainties, systematicPps } from "./systematic-pps.ts";

/** A community that was drawn: `pi` is its inclusion probability, `order` its place in the permanent order. */
export interface DrawnCommunity {
  streetId: string;
  communityId: string;
  stratum: string;
  /** The measure of size that it was drawn by. */
  size: number;
  /** Dwellings in its listing. */
  listed: number;
  pi: number;
  order: number;
}

/** How one street's communities were drawn. */
export interface CommunityDraw {
  communities: DrawnCommunity[];
  /** Of the systematic draw, in [0, 1): the next wave moves on from it. */
  start: number;
  /** Communities with a size: what was drawn from. */
  frame: number;
  /** Expected number also drawn by the earlier wave, certain ones included; null without one. */
  expectedKept: number | null;
}

/** Where the systematic draw starts: anew, or a part kept of an earlier draw with that start. */
export type DrawStart = { start: number } | { earlierStart: number; part: number };

/**
 * Draws one street's communities: systematic PPS on their sizes, π = n·M_i / ΣM among those that are not certain.
 *
 * The communities stand in the order of permanent random numbers, hash(orderSeed, street, community): random, yet
 * the same in every wave with that `orderSeed`, and where a community is added the others keep their order. A
 * later wave that keeps a part moves the start on by a constant (`startShift`). A community that is certain to be
 * drawn is a stratum of its own, and stays in every wave.
 *
 * Source: Särndal, Swensson & Wretman (1992), section 3.6.2; Ohlsson (1995) on permanent random numbers.
 *
 * @param wanted  communities, at least 2
 * @throws {DrawError} too-few-communities, no-dwellings (no community with a size), not-a-part
 */
export function drawCommunities(
  street: FrameStreet,
  wanted: number,
  orderSeed: string,
  from: DrawStart,
): CommunityDraw {
  checkNumbers(street, wanted);
  const frame = permanentOrder(street, orderSeed);
  const sizes = frame.map(measureOfSize);
  const { certain, rest, draws } = splitCertainties(sizes, wanted);
  const restSizes = rest.map((index) => sizes[index] ?? 0);
  const restTotal = restSizes.reduce((sum, size) => sum + size, 0);
  const pis = restSizes.map((size) => (draws * size) / restTotal);

  const moved = "part" in from ? startShift(pis, from.part) : null;
  const start = "part" in from ? (from.earlierStart + (moved?.shift ?? 0)) % 1 : from.start;
  const hits = draws === 0 ? [] : systematicPps(restSizes, draws, start);
  const piOf = new Map(certain.map((index) => [index, 1]));
  for (const { index } of hits) piOf.set(rest[index] ?? -1, pis[index] ?? 0);

  const communities = frame.flatMap((community, index): DrawnCommunity[] => {
    const pi = piOf.get(index);
    if (pi === undefined) return [];
    const { id: communityId, dwellings: listed } = community;
    const stratum = pi === 1 ? `${street.id}/${communityId}` : street.id;
    const size = measureOfSize(community);
    return [{ streetId: street.id, communityId, stratum, size, listed, pi, order: index + 1 }];
  });
  return {
    communities,
    start,
    frame: sizes.filter((size) => size > 0).length,
    expectedKept: moved && certain.length + moved.expectedKept,
  };
}

function permanentOrder(street: FrameStreet, orderSeed: string): FrameCommunity[] {
  return street.communities
    .map((community) => ({
      community,
      number: deriveSeed(orderSeed, "permanent number", street.id, community.id),
    }))
    .sort((a, b) => (a.number < b.number ? -1 : a.number > b.number ? 1 : 0))
    .map(({ community }) => community);
}

function checkNumbers(street: FrameStreet, wanted: number): void {
  if (!Number.isSafeInteger(wanted) || wanted < 2) {
    throw new DrawError(
      "too-few-communities",
      `a street needs at least 2 communities in the sample, not ${wanted}`,
      { streetId: street.id, communities: wanted },
    );
  }
  if (!street.communities.some((community) => measureOfSize(community) > 0)) {
    throw new DrawError("no-dwellings", `street ${street.id} needs at least one community with dwellings`, {
      streetId: street.id,
    });
  }
}
