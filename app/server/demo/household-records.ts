import { answersFor } from "#surveys/demo/answers-payload.ts";
import type { SimulatedCase } from "#surveys/demo/simulate-household.ts";
import { dispositionOf, type VisitReason } from "#surveys/fieldwork/visit-reasons.ts";
import { ageBandOf, SEXES } from "#surveys/vocabulary.ts";
import { brokenOff, demoRecord, type DemoField, type DemoRecord, languageOfPerson } from "./demo-record.ts";
import { answersEntered, interviewMinutes, type Manner, paradataOf } from "./interview-manner.ts";

/** A dwelling in a volunteer's hands. */
export interface DemoDwelling {
  caseId: string;
  deviceId: string;
  found: SimulatedCase;
  manner: Manner;
}

/** A visit with the time of the device, which may be wrong. */
export interface TimedVisit {
  at: Date;
  /** How far the server is ahead of the device, ms. */
  clockOffset: number;
  /** Somebody opened and asked them to come again, whatever is to come of it. */
  isPutOff?: boolean;
}

/** Minutes at the door: nobody opens, somebody does, and who lives there has been listed. */
const DOOR = { closed: 1.5, open: 3, listed: 3.2 };

/** How a case can end once somebody there said when to come again. */
const WITH_SOMEBODY = new Set<VisitReason>(["interviewed", "refused-by-selected", "ill"]);

const outcomeOf = ({ dwelling }: SimulatedCase) => (dwelling % 83 === 5 ? "partial" : "complete");

/** Minutes that each visit to a dwelling takes. */
export function visitMinutes(found: SimulatedCase, manner: Manner): number[] {
  return found.visits.map(({ reason }) => {
    if (reason === "interviewed")
      return DOOR.listed + interviewMinutes("household", manner, found.selected ?? 0, outcomeOf(found));
    return reason === "not-home" || reason === "not-found" ? DOOR.closed : DOOR.open;
  });
}

/**
 * Everything that a volunteer sends about one dwelling, in the order that it happened.
 *
 * @param visits  those that have been made so far
 * @param nextAt  an appointment that is to be kept when they are fewer than there will be
 */
export function householdRecords(
  field: DemoField,
  { caseId, deviceId, found, manner }: DemoDwelling,
  visits: readonly TimedVisit[],
  nextAt: Date,
): DemoRecord[] {
  const about = { caseId, deviceId };
  const last = found.visits.at(-1);
  const isOpen = visits.length < found.visits.length;
  const isBooked = last && WITH_SOMEBODY.has(last.reason) && (isOpen || found.dwelling % 3 === 0);
  const listedAt = found.visits.findIndex(({ reason }) => reason === last?.reason);
  return visits.flatMap(({ at, clockOffset, isPutOff }, i) => {
    const { reason } = found.visits[i]!;
    const visit = (after: number, why: VisitReason, more: Record<string, unknown> = {}) => {
      const happenedAt = minutesAfter(at, after);
      return demoRecord(
        field,
        "visits",
        happenedAt,
        {
          ...about,
          ...{ disposition: dispositionOf(why), reason: why, happenedAt: happenedAt.toISOString() },
          ...more,
        },
        { clockOffset },
      );
    };
    if (isPutOff) return [visit(1, "appointment", { appointmentAt: nextAt.toISOString() })];
    const listed = i === listedAt && found.roster ? [roster(field, about, minutesAfter(at, 2), found)] : [];
    if (reason === "interviewed") {
      const startedAt = minutesAfter(at, DOOR.listed);
      return [...listed, interview(field, { ...about, manner, found, clockOffset }, startedAt)];
    }
    if (isBooked && i === (isOpen ? visits.length : found.visits.length - 1) - 1) {
      return [visit(1, "appointment", { appointmentAt: (visits[i + 1]?.at ?? nextAt).toISOString() })];
    }
    const isLast = i === found.visits.length - 1;
    const findings =
      reason === "not-found" && isLast ? [{ kind: "wrong-address", note: "现场找不到此门牌" }] : undefined;
    return [...listed, visit(listed.length > 0 ? 2.5 : 1, reason, { findings })];
  });
}

const minutesAfter = (at: Date, minutes: number) => new Date(at.getTime() + Math.round(minutes * 60) * 1000);

function roster(
  field: DemoField,
  about: Pick<DemoDwelling, "caseId" | "deviceId">,
  at: Date,
  { roster: people, selected }: SimulatedCase,
): DemoRecord {
  const { residents } = field.district;
  const listed = people ?? [];
  const members = listed.map((person) => ({
    age: residents.age[person] ?? 0,
    sex: SEXES[residents.sex[person] ?? 0],
    residentHalfYear: residents.halfYear[person] === 1,
  }));
  const anybody = members.some(({ age, residentHalfYear }) => residentHalfYear && ageBandOf(age) !== null);
  return demoRecord(field, "rosters", at, {
    ...about,
    happenedAt: at.toISOString(),
    members,
    selected: anybody && selected !== null ? listed.indexOf(selected) : null,
    method: "seeded",
  });
}

/** The interview with the selected resident, in their dwelling. */
export function interview(
  field: DemoField,
  dwelling: DemoDwelling & { clockOffset?: number },
  startedAt: Date,
): DemoRecord {
  const { caseId, deviceId, manner, found, clockOffset = 0 } = dwelling;
  const { district, opinions } = field;
  const person = found.selected ?? 0;
  const language = languageOfPerson(person);
  const given = answersFor(district, opinions, "household", person, language);
  const outcome = given.outcome === "complete" ? outcomeOf(found) : given.outcome;
  const entered = answersEntered(given.answers, opinions.sheet, manner, person);
  const answers = outcome === "partial" ? brokenOff(entered) : entered;
  const completedAt = minutesAfter(startedAt, interviewMinutes("household", manner, person, outcome));
  const place = district.communities[district.dwellings.community[found.dwelling] ?? -1] ?? null;
  const body = {
    ...{ caseId, deviceId, mode: "household", questionnaireVersionId: field.questionnaireVersionId },
    ...{ outcome, answers, language },
    startedAt: startedAt.toISOString(),
    completedAt: completedAt.toISOString(),
    paradata: paradataOf(answers, person, [startedAt, completedAt], { clockOffset, place }),
  };
  return demoRecord(field, "responses", completedAt, body, { clockOffset });
}
