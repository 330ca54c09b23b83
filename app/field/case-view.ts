import { localTime } from "./local-time.ts";
import { beginningOf, partOf, suggestNextVisit, type NextVisit } from "./next-visit.ts";
import type { Draft, StoredRecord, StoredSession } from "./open-store.ts";
import { readBody } from "./outbox.ts";
import { quotaLeft } from "./quota-left.ts";
import type { AskRule } from "./session-counter.ts";
import type { CaseRoster, CaseVisit, FieldWork, WorkCase, WorkWave } from "./work-types.ts";
import { caseStatus, VISITS_DUE } from "#surveys/fieldwork/case-status.ts";
import { isAttempt } from "#surveys/fieldwork/is-attempt.ts";
import type { QuotaCounts } from "#surveys/fieldwork/quota-cells.ts";
import { ageBandOf, type Disposition, type Outcome } from "#surveys/vocabulary.ts";

/** A case as the volunteer sees it: the server's, with what this device did since. */
export interface CaseView extends WorkCase {
  wave: WorkWave | undefined;
  done: boolean;
  disposition: Disposition | null;
  draft: Draft | null;
  session: StoredSession | null;
  /** Sessions: whom to ask. */
  askRule: AskRule;
  /** Interviews that this tablet may still make of each cell; null unless sessions fill quotas. */
  quotaLeft: QuotaCounts | null;
  /** Of the last visit, if one was made and it lies ahead or was less than a day ago. */
  appointmentAt: string | null;
  nextVisit: NextVisit | null;
}

export interface LocalState {
  records: readonly StoredRecord[];
  drafts: readonly Draft[];
  sessions: readonly StoredSession[];
}

const OUTCOME_DISPOSITION = { complete: "I", partial: "P", ineligible: "NE" } as const;
const DAY_MS = 86_400_000;

/** All cases in walking order, each with the device's own visits, rosters, interviews and sessions laid over it. */
export function viewCases(work: FieldWork, local: LocalState, now: number): CaseView[] {
  const own = readOwn(local.records);
  return work.cases
    .map((workCase) => viewCase(work, workCase, own, local, now))
    .sort((a, b) => a.walkOrder - b.walkOrder);
}

interface Own {
  /** Ids of records that this device has put right. */
  corrected: Set<string>;
  visits: Map<string, CaseVisit[]>;
  rosters: Map<string, CaseRoster>;
  responses: Map<string, { id: string; outcome: Outcome; completedAt: string }[]>;
}

function readOwn(records: readonly StoredRecord[]): Own {
  const own: Own = { corrected: new Set(), visits: new Map(), rosters: new Map(), responses: new Map() };
  for (const record of records) {
    // What a supervisor has yet to decide about still happened; what the server refused is shown in the outbox.
    if (record.kind === "visits") {
      const body = readBody({ ...record, kind: "visits" });
      if (!isAttempt(body)) continue;
      const { id, caseId, disposition, reason, happenedAt, appointmentAt, corrects } = body;
      if (corrects) own.corrected.add(corrects);
      const visit = {
        id,
        disposition,
        reason: reason ?? null,
        happenedAt,
        appointmentAt: appointmentAt ?? null,
      };
      own.visits.set(caseId, [...(own.visits.get(caseId) ?? []), visit]);
    } else if (record.kind === "rosters") {
      const { id, caseId, members, selected } = readBody({ ...record, kind: "rosters" });
      own.rosters.set(caseId, { id, members, selected });
    } else if (record.kind === "responses") {
      const { id, caseId, mode, outcome, completedAt } = readBody({ ...record, kind: "responses" });
      if (!caseId || mode !== "household") continue;
      own.responses.set(caseId, [...(own.responses.get(caseId) ?? []), { id, outcome, completedAt }]);
    }
  }
  return own;
}

function viewCase(work: FieldWork, workCase: WorkCase, own: Own, local: LocalState, now: number): CaseView {
  const { timeZone } = work.city;
  const known = new Set(workCase.visits.map(({ id }) => id));
  const visits = [
    ...workCase.visits,
    ...(own.visits.get(workCase.id) ?? []).filter(({ id }) => !known.has(id)),
  ].filter(({ id }) => !own.corrected.has(id));
  visits.sort((a, b) => Date.parse(a.happenedAt) - Date.parse(b.happenedAt));
  const roster = own.rosters.get(workCase.id) ?? workCase.roster;
  const responseOutcome = ownOutcome(workCase, own) ?? workCase.responseOutcome;
  const sentBack = responseOutcome === null ? (workCase.sentBack ?? null) : null;
  const wave = work.waves.find(({ id }) => id === workCase.waveId);
  const draft =
    local.drafts.find(({ caseId, mode }) => caseId === workCase.id && mode === "household") ?? null;
  const session = latestSession(local.sessions, workCase.id);
  const left = workCase.mode === "intercept" ? quotaLeft(work, workCase, local.records) : null;
  const askRule = { interval: workCase.interval ?? 1, quota: left !== null };
  const base = {
    ...{ ...workCase, visits, roster, responseOutcome, sentBack, wave, draft, session },
    ...{ askRule, quotaLeft: left },
  };
  if (workCase.mode === "intercept")
    return {
      ...base,
      done: session ? session.status === "ended" : workCase.sessionEnded === true,
      disposition: null,
      appointmentAt: null,
      nextVisit: null,
    };

  // An appointment is no result yet: until it is kept the case counts as somebody not met.
  const times = visits.map(({ disposition, reason, happenedAt }) => ({
    disposition: reason === "appointment" ? ("NC" as const) : disposition,
    localTime: localTime(happenedAt, timeZone),
  }));
  if (responseOutcome) {
    const last = localTime(now, timeZone);
    times.push({ disposition: OUTCOME_DISPOSITION[responseOutcome], localTime: last });
  }
  const status = caseStatus(times, roster ? eligibleCount(roster) : null);
  const appointment = visits.at(-1)?.appointmentAt ?? null;
  const due = appointment !== null && Date.parse(appointment) > now - DAY_MS;
  const done = !draft && !sentBack && (responseOutcome !== null || status.final);
  return {
    ...base,
    done,
    // A list of residents alone is no result, unless it says that nobody is eligible.
    disposition:
      visits.length > 0 || responseOutcome || status.disposition === "NE" ? status.disposition : null,
    appointmentAt: due && !done ? appointment : null,
    nextVisit:
      done || visits.length === 0 || visits.length >= VISITS_DUE + 2
        ? null
        : suggestNextVisit(
            visits.map(({ happenedAt }) => localTime(happenedAt, timeZone)),
            localTime(now, timeZone),
            wave?.endsOn ?? "9999-12-31",
          ),
  };
}

/** Of the interview that this device holds last, leaving out one that was sent back and whatever was made before. */
function ownOutcome({ id, sentBack }: WorkCase, own: Own): Outcome | null {
  const made = own.responses.get(id) ?? [];
  if (!sentBack) return made.at(-1)?.outcome ?? null;
  const returned = made.findIndex((response) => response.id === sentBack.responseId);
  const isLater = ({ completedAt }: { completedAt: string }) =>
    returned >= 0 || Date.parse(completedAt) > Date.parse(sentBack.at);
  return (
    made
      .slice(returned + 1)
      .filter(isLater)
      .at(-1)?.outcome ?? null
  );
}

function latestSession(sessions: readonly StoredSession[], caseId: string): StoredSession | null {
  const own = sessions.filter((session) => session.caseId === caseId);
  return own.sort((a, b) => Date.parse(a.startedAt) - Date.parse(b.startedAt)).at(-1) ?? null;
}

function eligibleCount({ members }: CaseRoster): number {
  return members.filter(({ age, residentHalfYear }) => residentHalfYear && ageBandOf(age) !== null).length;
}

/**
 * What to do next: an interview begun, a session running, an appointment due within the hour, a session that is due by the
 * clock, else the first open dwelling in walking order that was not tried today or is due again now, else whatever comes
 * first by its day and hour. Null only where nothing is left to do.
 */
export function nextCase(
  cases: readonly CaseView[],
  today: string,
  now: number,
  timeZone: string,
): CaseView | null {
  const open = cases.filter(({ done }) => !done);
  const clock = localTime(now, timeZone);
  const soon = (view: CaseView) =>
    view.appointmentAt !== null && Math.abs(Date.parse(view.appointmentAt) - now) < 3_600_000;
  const isAgainDue = ({ nextVisit }: CaseView) =>
    nextVisit?.day === today && nextVisit.part === partOf(clock);
  const fresh = (view: CaseView) =>
    view.mode === "household" &&
    view.appointmentAt === null &&
    (isAgainDue(view) ||
      !view.visits.some(({ happenedAt }) => localTime(happenedAt, timeZone).startsWith(today)));
  return (
    open.find(({ draft }) => draft !== null) ??
    open.find(({ session }) => session !== null) ??
    open.find(soon) ??
    open.find((view) => isSessionDue(view, clock)) ??
    open.find(fresh) ??
    earliest(open, today, timeZone)
  );
}

/** By the day and hour that was agreed on, planned or suggested; a session without a day can be held at once. */
function earliest(open: readonly CaseView[], today: string, timeZone: string): CaseView | null {
  const due = ({ mode, plannedOn, slot, appointmentAt, nextVisit }: CaseView): string => {
    if (mode === "intercept") return plannedOn ? `${plannedOn}T${slot?.startsAt ?? ""}` : today;
    if (appointmentAt) return localTime(appointmentAt, timeZone);
    return nextVisit ? beginningOf(nextVisit) : "9";
  };
  const still = open.filter(({ mode, plannedOn }) => mode === "household" || (plannedOn ?? today) >= today);
  return still.sort((a, b) => (due(a) < due(b) ? -1 : due(a) > due(b) ? 1 : 0))[0] ?? null;
}

/** From half an hour before its slot until the slot ends. */
function isSessionDue({ mode, plannedOn, slot }: CaseView, wallClock: string): boolean {
  if (mode !== "intercept" || !slot || plannedOn !== wallClock.slice(0, 10)) return false;
  const minutes = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
  const now = minutes(wallClock.slice(11, 16));
  return now >= minutes(slot.startsAt) - 30 && now <= minutes(slot.endsAt);
}

const plannedAt = ({ plannedOn, slot }: CaseView) => `${plannedOn ?? "9"} ${slot?.startsAt ?? ""}`;

export function sessionsByTime(cases: readonly CaseView[]): CaseView[] {
  const sessions = cases.filter(({ mode }) => mode === "intercept");
  return sessions.sort((a, b) => (plannedAt(a) < plannedAt(b) ? -1 : 1));
}
