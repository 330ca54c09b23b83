import { hashedNormal, hashedUniform } from "#surveys/demo/hashed-noise.ts";
import type { ScoringSheet } from "#surveys/scoring-sheet.ts";
import type { DemoCast, Post } from "./demo-cast.ts";

/** How somebody interviews; `coached` and `hasty` show in answers and times. */
export type Manner = "ordinary" | "hasty" | "coached";

type Answers = Record<string, string | number>;
interface Place {
  longitude: number;
  latitude: number;
}

/** Median minutes of a complete interview, and the spread of their logarithm. */
const MINUTES = { household: { ordinary: 11, hasty: 4 }, intercept: { ordinary: 5.2, hasty: 2.6 } } as const;
const SPREAD = 0.26;
const BROKEN_OFF = 0.45;

/** Parts of the interviews: of a hasty volunteer with one answer all the way down, of a coached one's with the best. */
const STRAIGHT = 0.25;
const BEST = 0.3;

/** Parts of all interviews with a position, and of those, far from where they should have been. */
const POSITIONED = 0.7;
const FAR = 0.007;
const METRES_PER_DEGREE = 111_195;

/** Whether somebody is the one of the cast. */
export const isAt = (a: Post, b: Post | null) => a.street === b?.street && a.volunteer === b.volunteer;

export function mannerOf({ hasty, coached }: DemoCast, post: Post): Manner {
  return isAt(post, hasty) ? "hasty" : isAt(post, coached) ? "coached" : "ordinary";
}

/** How long an interview takes, in minutes: log-normal. */
export function interviewMinutes(
  mode: "household" | "intercept",
  manner: Manner,
  person: number,
  outcome: "complete" | "partial" | "ineligible",
): number {
  if (outcome === "ineligible") return 0.6 + 0.5 * hashedUniform(41, person, 1);
  const middle = MINUTES[mode][manner === "hasty" ? "hasty" : "ordinary"];
  const whole = middle * Math.exp(SPREAD * hashedNormal(41, person, 2));
  return outcome === "partial" ? BROKEN_OFF * whole : whole;
}

/** The person's answers, or for some of a hasty or coached volunteer's what was entered instead. */
export function answersEntered(
  answers: Answers,
  sheet: ScoringSheet,
  manner: Manner,
  person: number,
): Answers {
  const chance = hashedUniform(43, person, 1);
  const isStraight = manner === "hasty" && chance < STRAIGHT;
  const isBest = manner === "coached" && chance < BEST;
  if (!isStraight && !isBest) return answers;
  const { fix_first: _none, ...kept } = answers;
  const entered = sheet.items.flatMap(({ id, options }) => {
    if (kept[id] === undefined) return [];
    const best = options.reduce((a, b) => (b.score > a.score ? b : a));
    return [[id, (isBest ? best : (options[1] ?? best)).value] as const];
  });
  return { ...kept, ...Object.fromEntries(entered) };
}

/** What the device notes beside the answers: times of the screens, its clock, and often where it was. */
export function paradataOf(
  answers: Answers,
  person: number,
  [startedAt, completedAt]: readonly [Date, Date],
  device: { clockOffset: number; place: Place | null } | null,
): Record<string, unknown> {
  const pages = ["intro", ...Object.keys(answers)];
  const shares = pages.map((_, i) => Math.exp(0.45 * hashedNormal(47, person, i + 10)));
  const sum = shares.reduce((total, share) => total + share, 0);
  const shown = (0.93 + 0.05 * hashedUniform(47, person, 1)) * (completedAt.getTime() - startedAt.getTime());
  const screenTimes = Object.fromEntries(
    pages.map((page, i) => [`page_${page}`, Math.round((shown * shares[i]!) / sum)]),
  );
  if (!device) return { screenTimes };
  const clockOffset = device.clockOffset + Math.round(900 * hashedNormal(47, person, 2));
  const position = device.place && positionNear(device.place, person, completedAt);
  return { screenTimes, clockOffset, ...(position ? { position } : {}) };
}

function positionNear({ longitude, latitude }: Place, person: number, at: Date) {
  if (hashedUniform(53, person, 1) >= POSITIONED) return null;
  const isFar = hashedUniform(53, person, 2) < FAR;
  const metres = isFar ? 2500 + 3000 * hashedUniform(53, person, 3) : 110 * hashedUniform(53, person, 3);
  const angle = 2 * Math.PI * hashedUniform(53, person, 4);
  const east = (metres * Math.cos(angle)) / METRES_PER_DEGREE / Math.cos((latitude * Math.PI) / 180);
  return {
    longitude: Number((longitude + east).toFixed(6)),
    latitude: Number((latitude + (metres * Math.sin(angle)) / METRES_PER_DEGREE).toFixed(6)),
    accuracyMetres: Math.round(6 + 40 * hashedUniform(53, person, 5) ** 2),
    at: at.toISOString(),
  };
}
