import type { ObservedRefusal } from "./record-bodies.ts";
import type { AskRule, CountedByHand, SessionState } from "./session-counter.ts";
import { totals } from "./session-counter.ts";
import { AGE_BANDS, SEXES } from "#surveys/vocabulary.ts";

/** How somebody who refused may have looked; the last is "cannot tell". */
export const LOOKS: readonly ObservedRefusal[] = [
  ...SEXES.flatMap((sex) => AGE_BANDS.map((ageBand) => ({ ageBand, sex }))),
  { ageBand: null, sex: null },
];

/** Figures of a session as a form holds them. */
export interface Recount {
  passed: number;
  missed: number;
  screened: number;
  /** By `LOOKS`. */
  refused: number[];
}

/** What the device counted, to begin with. Who refused and of whom only one thing could be told is among "cannot tell". */
export function recountOf(session: SessionState): Recount {
  const { passed, missed, screened, refusals } = totals(session);
  const refused = LOOKS.map(
    ({ ageBand, sex }) => refusals.filter((one) => one.ageBand === ageBand && one.sex === sex).length,
  );
  const known = refused.reduce((sum, n) => sum + n, 0);
  refused[LOOKS.length - 1]! += refusals.length - known;
  return { passed, missed, screened, refused };
}

export function countedByHand({ refused, ...rest }: Recount): CountedByHand {
  return { ...rest, refusals: refused.flatMap((times, i) => Array<ObservedRefusal>(times).fill(LOOKS[i]!)) };
}

/** What follows from the figures and the interviews of the session. */
export interface RecountSum {
  interviews: number;
  refused: number;
  approached: number;
  /** So many must have passed at least. */
  least: number;
  /** Whose turn it was by the k-th rule; null under quotas. */
  due: number | null;
}

export function sumUp(session: SessionState, recount: Recount, { interval, quota }: AskRule): RecountSum {
  const interviews = session.interviews.length;
  const refused = recount.refused.reduce((sum, n) => sum + n, 0);
  const approached = interviews + refused + recount.screened;
  const due = quota ? null : Math.floor(recount.passed / interval);
  return { interviews, refused, approached, least: approached + recount.missed, due };
}
