import { drawWaveSample } from "../sampling/draw-wave-sample.ts";
import type {
  DrawnDwelling,
  DrawnSession,
  Rotation,
  SamplePlan,
  WaveDraw,
} from "../sampling/draw-wave-sample.ts";
import { createRandom, deriveSeed } from "../sampling/random.ts";
import type { SamplingFrame } from "../sampling/sampling-frame.ts";
import { AGE_BANDS, SEXES } from "../vocabulary.ts";
import type { AgeBand, Sex } from "../vocabulary.ts";
import { ageBandIndex } from "./demo-district.ts";
import type { DemoDistrict, DemoPeople } from "./demo-district.ts";
import { samplingFrame } from "./generate-district.ts";
import { answerSheet } from "./opinions.ts";
import type { AnsweredSheet, Opinions } from "./opinions.ts";
import { simulateHousehold } from "./simulate-household.ts";
import type { SimulatedCase } from "./simulate-household.ts";
import { simulateSession } from "./simulate-session.ts";
import type { SimulatedSession } from "./simulate-session.ts";

/** The demo wave: about 1,200 household and 900 intercept interviews, some 100 and 75 a street. */
export const DEMO_PLAN: SamplePlan = {
  communitiesPerStreet: 6,
  dwellingsPerCommunity: 32,
  sessionsPerStreet: 6,
  interviewsPerSession: 12,
};

/** λ of the demo wave: households' part of its planned interviews. */
export const DEMO_LAMBDA = 1200 / 2100;

/** The same shape for the "small" district. */
export const SMALL_PLAN: SamplePlan = {
  communitiesPerStreet: 5,
  dwellingsPerCommunity: 12,
  sessionsPerStreet: 6,
  interviewsPerSession: 8,
};

/** The monthly waves before them, smaller. */
export const EARLIER_PLANS: Record<"full" | "small", SamplePlan> = {
  full: { communitiesPerStreet: 6, dwellingsPerCommunity: 16, sessionsPerStreet: 6, interviewsPerSession: 9 },
  small: { communitiesPerStreet: 5, dwellingsPerCommunity: 6, sessionsPerStreet: 5, interviewsPerSession: 6 },
};

export interface SimulatedPerson {
  ageBand: AgeBand;
  sex: Sex;
}

/** A drawn dwelling with what the field found there; `person` is set once somebody was selected. */
export interface WaveHousehold {
  drawn: DrawnDwelling;
  found: SimulatedCase;
  person: SimulatedPerson | null;
  /** The selected person's answers, if they gave any. */
  answers: AnsweredSheet | null;
}

export interface WaveSession {
  drawn: DrawnSession;
  held: SimulatedSession;
  /** One for each of `held.interviewed`. */
  responses: { person: SimulatedPerson; answers: AnsweredSheet }[];
}

export interface SimulatedWave {
  draw: WaveDraw;
  households: WaveHousehold[];
  sessions: WaveSession[];
}

/** What every wave of one district shares; made once for a thousand waves. */
export interface WaveGround {
  district: DemoDistrict;
  opinions: Opinions;
  frame: SamplingFrame;
  firstDwelling: Map<string, number>;
  siteSlotIndex: Map<string, number>;
}

export function waveGround(district: DemoDistrict, opinions: Opinions): WaveGround {
  return {
    district,
    opinions,
    frame: samplingFrame(district),
    firstDwelling: new Map(district.communities.map((each) => [each.code, each.firstDwelling])),
    siteSlotIndex: new Map(district.siteSlots.map((each, index) => [each.code, index])),
  };
}

/**
 * One whole wave in memory: the real draw, then simulated fieldwork in every drawn dwelling and session.
 *
 * Ids are the district's codes. Nonresponse depends on the weighting classes alone, so a weighted estimate has
 * nothing to be blamed for but sampling. The same seed gives the same wave.
 *
 * @param earlier  rotation of the wave that `plan.keep` names
 * @throws {DrawError} as `drawWaveSample`
 */
export function simulateWave(
  ground: WaveGround,
  plan: SamplePlan,
  seed: string,
  earlier: Rotation | null = null,
): SimulatedWave {
  const { district, opinions } = ground;
  const draw = drawWaveSample(ground.frame, plan, deriveSeed(seed, "draw"), earlier);
  const atDoors = createRandom(deriveSeed(seed, "doors"));
  const released = draw.dwellings.filter(({ replicate }) => replicate === 0);
  const households = released.map((drawn): WaveHousehold => {
    const dwelling = (ground.firstDwelling.get(drawn.communityId) as number) + drawn.position - 1;
    const found = simulateHousehold(district, dwelling, drawn.selectionSeed, atDoors);
    const { selected } = found;
    const person = selected === null ? null : describePerson(district.residents, selected);
    const answered = selected !== null && found.status === "respondent";
    const answers = answered ? answerSheet(opinions, "resident", selected) : null;
    return { drawn, found, person, answers };
  });
  const inStreets = createRandom(deriveSeed(seed, "streets"));
  const sessions = draw.sessions.map((drawn): WaveSession => {
    const siteSlot = ground.siteSlotIndex.get(drawn.siteSlotId) as number;
    const held = simulateSession(district, siteSlot, drawn.interval, inStreets);
    const responses = held.interviewed.map((passage) => ({
      person: describePerson(district.passages, passage),
      answers: answerSheet(opinions, "passage", passage),
    }));
    return { drawn, held, responses };
  });
  return { draw, households, sessions };
}

function describePerson(people: DemoPeople, person: number): SimulatedPerson {
  return {
    ageBand: AGE_BANDS[ageBandIndex(people, person)] as AgeBand,
    sex: SEXES[people.sex[person] as number] as Sex,
  };
}
