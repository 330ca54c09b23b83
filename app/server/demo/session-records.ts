import { v7 as uuidv7 } from "uuid";
import type { CasePlace } from "#db/queries/read-case-places.ts";
import { answersFor } from "#surveys/demo/answers-payload.ts";
import type { WaveSession } from "#surveys/demo/simulate-wave.ts";
import { SEXES } from "#surveys/vocabulary.ts";
import { brokenOff, demoRecord, type DemoField, type DemoRecord, languageOfPerson } from "./demo-record.ts";
import { daySoFar } from "./field-clock.ts";

/** How often the counter is sent in a session. */
const COUNTS = 4;

/** Everything that a volunteer sends from one interviewing session, in the order that it happened. */
export function sessionRecords(
  field: DemoField,
  place: CasePlace,
  deviceId: string,
  { held }: WaveSession,
): DemoRecord[] {
  const { clock, district } = field;
  const day = daySoFar(clock, place.plannedOn ?? clock.today);
  const opens = clock.moment(day, place.startsAt ?? "09:00");
  const closes = clock.moment(day, place.endsAt ?? "11:00");
  const about = { caseId: place.id, sessionId: uuidv7({ msecs: opens.getTime() }), deviceId };
  /** The moment when this part, 0 to 1, of the passers-by has passed. */
  const after = (part: number) => new Date(opens.getTime() + part * (closes.getTime() - opens.getTime()));
  const first = district.siteSlots[held.siteSlot]?.firstPassage ?? 0;

  const event = (name: "start" | "end", at: Date) =>
    demoRecord(field, "sessions", at, { ...about, event: name, happenedAt: at.toISOString() });
  const counts = Array.from({ length: COUNTS }, (_, i) => {
    const part = (i + 1) / COUNTS;
    const at = after(part);
    const sofar = (count: number) => (part === 1 ? count : Math.floor(count * part));
    const refused = sofar(held.refused);
    return demoRecord(field, "counts", at, {
      ...about,
      sequence: i + 1,
      happenedAt: at.toISOString(),
      passed: sofar(held.passed),
      approached: sofar(held.approached),
      refusals: Array.from({ length: refused }, (_each, k) => ({
        ageBand: null,
        sex: SEXES[(first + k) % 2],
      })),
    });
  });
  const talks = [...held.interviewed, ...held.ineligible]
    .sort((a, b) => a - b)
    .map((passage) => interview(field, about, after((0.97 * (passage - first)) / held.passed), passage));
  return [event("start", opens), ...talks, ...counts, event("end", closes)];
}

function interview(
  field: DemoField,
  about: Record<string, unknown>,
  startedAt: Date,
  passage: number,
): DemoRecord {
  const language = languageOfPerson(passage);
  const { outcome, answers } = answersFor(field.district, field.opinions, "intercept", passage, language);
  const isBrokenOff = outcome === "complete" && passage % 71 === 5;
  const minutes = outcome === "complete" ? 4 : 1;
  const completedAt = new Date(startedAt.getTime() + minutes * 60_000);
  return demoRecord(field, "responses", completedAt, {
    ...about,
    mode: "intercept",
    questionnaireVersionId: field.questionnaireVersionId,
    outcome: isBrokenOff ? "partial" : outcome,
    answers: isBrokenOff ? brokenOff(answers) : answers,
    language,
    startedAt: startedAt.toISOString(),
    completedAt: completedAt.toISOString(),
  });
}
