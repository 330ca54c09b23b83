import { drawHouseholdSample } from "./draw-household-sample.ts";
import type { DrawnCommunity, DrawnDwelling } from "./draw-household-sample.ts";
import { drawInterceptSample } from "./draw-intercept-sample.ts";
import type { DrawnSession } from "./draw-intercept-sample.ts";
import { frameHash } from "./frame-hash.ts";
import { canonicalFrame } from "./sampling-frame.ts";
import type { SamplingFrame } from "./sampling-frame.ts";

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
  reserve?: { replicates: number; dwellingsPerCommunity: number };
  /** The part (0 to 1) of an earlier wave's communities that this wave keeps, in expectation. */
  keep?: { waveId: string; part: number };
  /** "quota" fills cells instead of asking every k-th: not a probability sample, and said so wherever it shows. */
  interceptRule?: "every-kth" | "quota";
}

/** Permanent random numbers: communities stand in the order of `orderSeed`, and each street's start is known. */
export interface Rotation {
  orderSeed: string;
  /** By street id: the start of its systematic draw, in [0, 1). */
  starts: Readonly<Record<string, number>>;
}

/** A drawn sample with all that is needed to draw it again. */
export interface WaveDraw {
  algorithm: string;
  seed: string;
  frameHash: string;
  communities: DrawnCommunity[];
  dwellings: DrawnDwelling[];
  sessions: DrawnSession[];
}

/** Changes whenever the same seed and frame would give another sample. */
export const ALGORITHM = "wenjie-wave-draw/1 (sha256, xoroshiro128+, systematic pps)";

/**
 * Draws the sample of a wave: communities, dwellings and the residents' selection seeds; sites × slots.
 *
 * The same frame (in any row order), plan and seed give the same sample bit for bit. Each street draws from a
 * stream of its own, so a change in one street leaves the other streets' samples as they were. Ids enter the
 * seeds: where a draw should be repeatable on another installation, give the areas' codes as ids.
 *
 * @throws {DrawError} as `canonicalFrame`, `drawHouseholdSample` and `drawInterceptSample`
 */
export function drawWaveSample(frame: SamplingFrame, plan: SamplePlan, seed: string): WaveDraw {
  const { streets } = canonicalFrame(frame);
  const households = streets.map((street) => drawHouseholdSample(street, plan, seed));
  return {
    algorithm: ALGORITHM,
    seed,
    frameHash: frameHash(frame),
    communities: households.flatMap((household) => household.communities),
    dwellings: households.flatMap((household) => household.dwellings),
    sessions: streets.flatMap((street) => drawInterceptSample(street, plan, seed)),
  };
}
