import { answersFor } from "#surveys/demo/answers-payload.ts";
import type { SimulatedVisit } from "#surveys/demo/simulate-household.ts";
import type { WaveHousehold } from "#surveys/demo/simulate-wave.ts";
import { dispositionOf, type VisitReason } from "#surveys/fieldwork/visit-reasons.ts";
import { ageBandOf, SEXES } from "#surveys/vocabulary.ts";
import { brokenOff, demoRecord, type DemoField, type DemoRecord, languageOfPerson } from "./demo-record.ts";
import { addDays } from "./field-clock.ts";

/** How far the volunteer has come with a dwelling: through, or as far as an appointment for tomorrow. */
export type Progress = "done" | "appointment";

/** Everything that a volunteer sends about one dwelling, in the order that it happened. */
export function householdRecords(
  field: DemoField,
  caseId: string,
  deviceId: string,
  { found }: WaveHousehold,
  progress: Progress = "done",
): DemoRecord[] {
  const { clock } = field;
  const week = 7 * (found.dwelling % 3);
  const timeOf = ({ day, time }: SimulatedVisit, minutes = 0) =>
    clock.moment(clock.dateOf(day + week), time, (found.dwelling % 25) + minutes);
  const about = { caseId, deviceId };
  const visit = (at: Date, reason: VisitReason, more: Record<string, unknown> = {}) =>
    demoRecord(field, "visits", at, {
      ...about,
      disposition: dispositionOf(reason),
      reason,
      happenedAt: at.toISOString(),
      ...more,
    });
  if (progress === "appointment") {
    const appointmentAt = clock.moment(addDays(clock.today, 1), "19:00").toISOString();
    return [visit(clock.moment(addDays(clock.today, -1), "18:40"), "appointment", { appointmentAt })];
  }
  const last = found.visits.at(-1);
  const isInterviewed = last?.reason === "interviewed";
  const listedAt = found.visits.find(({ reason }) => reason === last?.reason);
  return found.visits.flatMap((attempt, i) => {
    const next = found.visits[i + 1];
    const listed = attempt === listedAt && found.roster ? [roster(field, about, timeOf(attempt), found)] : [];
    if (attempt.reason === "interviewed")
      return [...listed, interview(field, about, timeOf(attempt, 3), found)];
    if (next && isInterviewed && found.dwelling % 3 === 0) {
      return [visit(timeOf(attempt), "appointment", { appointmentAt: timeOf(next).toISOString() })];
    }
    const findings =
      attempt.reason === "not-found" && !next
        ? [{ kind: "wrong-address", note: "现场找不到此门牌" }]
        : undefined;
    return [...listed, visit(timeOf(attempt, 1), attempt.reason, { findings })];
  });
}

type About = { caseId: string; deviceId: string };
type Found = WaveHousehold["found"];

function roster(field: DemoField, about: About, at: Date, { roster: people, selected }: Found): DemoRecord {
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

function interview(
  field: DemoField,
  about: About,
  startedAt: Date,
  { selected, dwelling }: Found,
): DemoRecord {
  const person = selected ?? 0;
  const language = languageOfPerson(person);
  const { outcome, answers } = answersFor(field.district, field.opinions, "household", person, language);
  const isBrokenOff = dwelling % 83 === 5;
  const completedAt = new Date(startedAt.getTime() + (6 + (person % 7)) * 60_000);
  return demoRecord(field, "responses", completedAt, {
    ...about,
    mode: "household",
    questionnaireVersionId: field.questionnaireVersionId,
    outcome: isBrokenOff ? "partial" : outcome,
    answers: isBrokenOff ? brokenOff(answers) : answers,
    language,
    startedAt: startedAt.toISOString(),
    completedAt: completedAt.toISOString(),
  });
}
