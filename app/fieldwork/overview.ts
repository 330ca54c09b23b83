import type { FieldworkRecords, FieldworkStreet } from "#db/queries/read-fieldwork-overview.ts";
import type { FieldworkSession } from "#db/queries/read-fieldwork-sessions.ts";
import { kthRule, type KthRule } from "#surveys/fieldwork/kth-rule.ts";
import { type FieldworkPeriod, type Progress, progressOf } from "./street-progress.ts";
import { type VolunteerProgress, volunteersProgress } from "./volunteer-progress.ts";

export interface StreetProgress extends FieldworkStreet, Progress {
  quarantine: number;
  /** Flags on interviews that nobody has looked at; null where they are not known. */
  flags: number | null;
}

/** A session of today, or an earlier one that was never begun or never ended. */
export interface SessionNow extends FieldworkSession {
  person: string | null;
  /** Null before anybody has passed, and under quota sampling. */
  rule: KthRule | null;
  overdue: boolean;
}

export interface FieldworkOverview {
  overall: Progress & { quarantine: number; flags: number | null };
  streets: StreetProgress[];
  volunteers: VolunteerProgress[];
  sessions: SessionNow[];
  /** The next planned sessions' day, where none is to be held today. */
  nextSessionOn: string | null;
  appointments: (FieldworkRecords["appointments"][number] & { person: string | null })[];
  online: { complete: number; partial: number };
  lastRecordAt: string | null;
}

export interface OverviewChoice extends FieldworkPeriod {
  /** Streets that the viewer supervises. */
  scope: "all" | readonly string[];
  /** Id of the street that the lists below are kept to. */
  street: string | null;
  interceptRule: "every-kth" | "quota";
  /** Open flags by street. */
  flags: ReadonlyMap<string, number> | null;
}

/** The supervisor's room from the records of a wave. */
export function fieldworkOverview(all: FieldworkRecords, choice: OverviewChoice): FieldworkOverview {
  const { scope, street, today, flags } = choice;
  const isMine = ({ streetId }: { streetId: string | null }) =>
    scope === "all" || (streetId !== null && scope.includes(streetId));
  const isShown = (each: { streetId: string }) => isMine(each) && (!street || each.streetId === street);
  const dwellings = all.dwellings.filter(isMine);
  const sessions = all.sessions.filter(isMine);
  const held = all.arrivals.quarantine.filter(isMine);
  const streets = all.streets
    .filter(({ id }) => isMine({ streetId: id }))
    .map((place): StreetProgress => {
      const here = ({ streetId }: { streetId: string | null }) => streetId === place.id;
      return {
        ...place,
        ...progressOf(dwellings.filter(here), sessions.filter(here), choice),
        quarantine: held.find(here)?.count ?? 0,
        flags: flags && (flags.get(place.id) ?? 0),
      };
    });
  const names = new Map(all.people.map(({ userId, name }) => [userId, name]));
  const nameOf = (userId: string | null) => (userId && names.get(userId)) ?? null;
  const shown = sessions.filter(isShown);
  const now = shown.filter((session) => isOfToday(session, today));
  return {
    overall: {
      ...progressOf(dwellings, sessions, choice),
      quarantine: held.reduce((sum, { count }) => sum + count, 0),
      flags: flags && streets.reduce((sum, each) => sum + (each.flags ?? 0), 0),
    },
    streets,
    volunteers: volunteersProgress(all, isShown),
    sessions: now.map((session) => ({
      ...session,
      person: nameOf(session.userId),
      rule: choice.interceptRule === "quota" ? null : ruleOf(session),
      overdue: session.plannedOn !== null && session.plannedOn < today,
    })),
    nextSessionOn:
      shown
        .flatMap(({ plannedOn }) => (plannedOn !== null && plannedOn > today ? [plannedOn] : []))
        .sort()[0] ?? null,
    appointments: all.appointments.filter(isShown).map((each) => ({ ...each, person: nameOf(each.userId) })),
    online: all.arrivals.online,
    lastRecordAt: all.arrivals.lastRecordAt,
  };
}

function isOfToday({ plannedOn, startedOn, state }: FieldworkSession, today: string): boolean {
  if (plannedOn === today || startedOn === today) return true;
  const isDue = plannedOn !== null && plannedOn < today;
  return state === "running" || state === "paused" || (state === "not-begun" && isDue);
}

function ruleOf({ counted, interval }: FieldworkSession): KthRule | null {
  return counted && counted.passed > 0 ? kthRule(counted.passed, counted.approached, interval) : null;
}
