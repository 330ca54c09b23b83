import type { Disposition, Outcome } from "../vocabulary.ts";
import { caseStatus } from "./case-status.ts";
import { responseAsVisit, type Standing } from "./response-as-visit.ts";

/** How a case stands for whoever plans the next days, in the order of a case's life. */
export const CASE_STATES = [
  "not-begun",
  "in-progress",
  "appointment",
  "another-time",
  "sent-back",
  "final",
] as const;
export type CaseState = (typeof CASE_STATES)[number];

/** What has happened at a dwelling. */
export interface DwellingHistory {
  /** Attempts in the order they were made, on the city's wall clock ("2026-06-13T19:30"). */
  visits: readonly { localTime: string; disposition: Disposition; reason: string | null }[];
  /** Eligible residents of the latest roster; null while there is none. */
  rostered: number | null;
  /** The live response, if there is one; "sent-back": a supervisor wants it asked again. */
  response: { localTime: string; outcome: Outcome; standing: Standing } | null;
}

export interface CaseStanding {
  state: CaseState;
  /** As it stands; the last word only where the state is "final". */
  disposition: Disposition;
  /** Attempts at different times of day, of the three that a non-contact needs. */
  visitsAtDifferentTimes: number;
}

/**
 * How a dwelling stands: what its final disposition leaves open, from the visitor's point of view.
 *
 * "appointment": the last visit made one; "another-time": nobody was reached yet and fewer than three visits at different
 * times of day were made (see `caseStatus`); "in-progress": somebody was reached, and no interview has come of it yet.
 */
export function dwellingStanding({ visits, rostered, response }: DwellingHistory): CaseStanding {
  const answered = response ? [responseAsVisit(response, response.standing)] : [];
  const status = caseStatus([...visits, ...answered], rostered);
  const { disposition, visitsAtDifferentTimes } = status;
  const standing = (state: CaseState) => ({ state, disposition, visitsAtDifferentTimes });
  if (response?.standing === "sent-back") return standing("sent-back");
  if (status.final) return standing("final");
  const last = visits.at(-1);
  if (!last && rostered === null && !response) return standing("not-begun");
  if (last?.reason === "appointment") return standing("appointment");
  return standing(rostered === null && !response ? "another-time" : "in-progress");
}

/** How an interviewing session stands: its visits say nothing final, its end does. */
export function sessionStanding(session: { started: boolean; ended: boolean }): Pick<CaseStanding, "state"> {
  return { state: session.ended ? "final" : session.started ? "in-progress" : "not-begun" };
}
