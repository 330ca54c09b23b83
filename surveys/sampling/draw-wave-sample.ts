import { drawCommunities } from "./draw-communities.ts";
import type { CommunityDraw, DrawnCommunity } from "./draw-communities.ts";
import { drawDwellings } from "./draw-dwellings.ts";
import type { DrawnDwelling } from "./draw-dwellings.ts";
import { DrawError } from "./draw-error.ts";
import { drawInterceptSample } from "./draw-intercept-sample.ts";
import type { DrawnSession } from "./draw-intercept-sample.ts";
import { frameHash } from "./frame-hash.ts";
import { createRandom, deriveSeed } from "./random.ts";
import type { Reserve } from "./reserve-replicates.ts";
import { canonicalFrame } from "./sampling-frame.ts";
import type { FrameStreet, SamplingFrame } from "./sampling-frame.ts";

export type { DrawnCommunity, DrawnDwelling, DrawnSession, SamplingFrame };

/** What a wave takes from every street. */
export interface SamplePlan {
  /** At least 2, so that a street has a variance; 5 or more for a share without a flag. */
  communitiesPerStreet: number;
  dwellingsPerCommunity: number;
  /** At least 5. */
  sessionsPerStreet: number;
  interviewsPerSession: number;
  /** Interviews that one approach yields, for the interval k; 0.4 when left out. */
  interviewsPerApproach?: number;
  /** Streets, by their id in the frame, that take another number than the rest. */
  byStreet?: Readonly<Record<string, { communities?: number; sessions?: number }>>;
  /** Dwellings kept back in every drawn community, as random subsamples that are released whole, by street. */
  reserve?: Reserve;
  /** The part (0 to 1) of an earlier wave's communities that this wave keeps, in expectation. */
  keep?: { waveId: string; part: number };
  /** "quota" fills cells instead of asking every k-th: not a probability sample, and said so wherever it shows. */
  interceptRule?: "every-kth" | "quota";
  /** The figures that the plan was worked out from, as they were entered; the draw does not look at them. */
  basis?: Readonly<Record<string, string>>;
}

/** Permanent random numbers: communities stand in the order of `orderSeed`, and each street's start is known. */
export interface Rotation {
  orderSeed: string;
  /** By street id: the start of its systematic draw, in [0, 1). */
  starts: Readonly<Record<string, number>>;
  /** By street id, for the report: communities drawn from, and how many were expected of the earlier wave's. */
  streets?: Readonly<Record<string, { frame: number; expectedKept: number | null }>>;
}

/** A drawn sample with all that is needed to draw it again. */
export interface WaveDraw {
  algorithm: string;
  seed: string;
  frameHash: string;
  /** What a later wave needs to keep a part of these communities. */
  rotation: Rotation;
  communities: DrawnCommunity[];
  /** Main part and reserve replicates. */
  dwellings: DrawnDwelling[];
  sessions: DrawnSession[];
}

/** Changes whenever the same seed and frame would give another sample. */
export const ALGORITHM =
  "wenjie-wave-draw/2 (sha256, xoroshiro128+, systematic pps in permanent random order)";

/**
 * Draws the sample of a wave: communities, dwellings and the residents' selection seeds; sites × slots.
 *
 * The same frame (in any row order), plan, seed and earlier rotation give the same sample bit for bit. Each street
 * draws from a stream of its own, so a change in one street leaves the other streets' samples as they were. Ids
 * enter the seeds: where a draw should be repeatable on another installation, give the areas' codes as ids.
 * Communities are drawn by size alone: listings that come later leave them as they were.
 *
 * @param earlier  rotation of the wave that `plan.keep` names; a street that it lacks starts anew
 * @throws {DrawError} nothing-to-keep (`plan.keep` and none of these streets in `earlier`), unknown-street (in `plan.byStreet`),
 *   not-listed (drawn communities without dwellings), and as `canonicalFrame`, `drawCommunities`, `drawDwellings`
 *   and `drawInterceptSample`
 */
export function drawWaveSample(
  frame: SamplingFrame,
  plan: SamplePlan,
  seed: string,
  earlier: Rotation | null = null,
): WaveDraw {
  const { streets } = canonicalFrame(frame);
  checkPlan(streets, plan, earlier);
  const orderSeed = plan.keep && earlier ? earlier.orderSeed : seed;
  const drawn = streets.map((street): [string, CommunityDraw] => {
    const wanted = plan.byStreet?.[street.id]?.communities ?? plan.communitiesPerStreet;
    const earlierStart = earlier?.starts[street.id];
    const from =
      plan.keep && earlierStart !== undefined
        ? { earlierStart, part: plan.keep.part }
        : { start: createRandom(deriveSeed(seed, "communities", street.id)).uniform() };
    return [street.id, drawCommunities(street, wanted, orderSeed, from)];
  });
  const communities = drawn.flatMap(([, draw]) => draw.communities);
  checkListed(communities);
  const recent = new Map(
    streets.flatMap((street) => street.communities.map((each) => [each.id, each.recent])),
  );
  return {
    algorithm: ALGORITHM,
    seed,
    frameHash: frameHash(frame),
    rotation: {
      orderSeed,
      starts: Object.fromEntries(drawn.map(([id, { start }]) => [id, start])),
      streets: Object.fromEntries(
        drawn.map(([id, { frame: size, expectedKept }]) => [id, { frame: size, expectedKept }]),
      ),
    },
    communities,
    dwellings: communities.flatMap((community) =>
      drawDwellings(community, plan.dwellingsPerCommunity, seed, {
        recent: recent.get(community.communityId),
        reserve: plan.reserve,
      }),
    ),
    sessions: streets.flatMap((street) => {
      const sessionsPerStreet = plan.byStreet?.[street.id]?.sessions ?? plan.sessionsPerStreet;
      return drawInterceptSample(street, { ...plan, sessionsPerStreet }, seed);
    }),
  };
}

function checkPlan(streets: readonly FrameStreet[], plan: SamplePlan, earlier: Rotation | null): void {
  const unknown = Object.keys(plan.byStreet ?? {}).find((id) => streets.every((street) => street.id !== id));
  if (unknown !== undefined) {
    throw new DrawError("unknown-street", `the plan names the street ${unknown}, which the frame lacks`, {
      streetId: unknown,
    });
  }
  const wasDrawn = streets.some(({ id }) => earlier?.starts[id] !== undefined);
  if (plan.keep && !wasDrawn) {
    throw new DrawError("nothing-to-keep", "the wave whose communities are to be kept was not drawn so", {
      waveId: plan.keep.waveId,
    });
  }
}

function checkListed(communities: readonly DrawnCommunity[]): void {
  const missing = communities.filter(({ listed }) => listed === 0).map(({ communityId }) => communityId);
  if (missing.length === 0) return;
  throw new DrawError(
    "not-listed",
    `${missing.length} drawn communities have no listing of dwellings: ${missing.join(", ")}. Upload their listings ` +
      "and draw again with the same seed: the same communities will be drawn",
    { communities: missing.join(", "), count: missing.length },
  );
}
