import { answersFor } from "#surveys/demo/answers-payload.ts";
import { hashedUniform } from "#surveys/demo/hashed-noise.ts";
import type { WaveSession } from "#surveys/demo/simulate-wave.ts";
import { AGE_BANDS, SEXES } from "#surveys/vocabulary.ts";
import {
  brokenOff,
  demoRecord,
  type DemoField,
  type DemoRecord,
  languageOfPerson,
  newId,
} from "./demo-record.ts";
import { answersEntered, interviewMinutes, type Manner, paradataOf } from "./interview-manner.ts";

/** A session in a volunteer's hands, from when to when it is held. */
export interface DemoSession {
  caseId: string;
  deviceId: string;
  session: WaveSession;
  manner: Manner;
  opens: Date;
  closes: Date;
}

/** How often the counter is sent in a session. */
const COUNTS = 6;
/** From one talk to the next, ms. */
const BREATH = 25_000;

interface Talk {
  passage: number;
  outcome: "complete" | "partial" | "ineligible";
  startedAt: number;
  ms: number;
}

/** Everything that a volunteer sends from one interviewing session up to now, in the order that it happened. */
export function sessionRecords(field: DemoField, demo: DemoSession): DemoRecord[] {
  const { caseId, deviceId, session, opens, closes } = demo;
  const { held } = session;
  const { district, clock } = field;
  const sent = opens >= clock.moment(clock.today, "00:00") ? ("at-once" as const) : ("later" as const);
  const about = { caseId, sessionId: newId(field, opens), deviceId };
  const first = district.siteSlots[held.siteSlot]?.firstPassage ?? 0;

  const event = (name: "start" | "end", at: Date) =>
    demoRecord(field, "sessions", at, { ...about, event: name, happenedAt: at.toISOString() }, { sent });
  const missed = missedIn(held.siteSlot, held.refused);
  const ageBandOf = (k: number) => AGE_BANDS[Math.floor(3 * hashedUniform(59, first + k, 3))];
  const refusals = Array.from({ length: held.refused - missed }, (_, k) => ({
    ageBand: hashedUniform(59, first + k, 2) < 0.9 ? ageBandOf(k) : null,
    sex: SEXES[(first + k) % 2],
  }));
  const counts = Array.from({ length: COUNTS }, (_, i) => {
    const part = (i + 1) / COUNTS;
    const at = new Date(Math.round(opens.getTime() + part * (closes.getTime() - opens.getTime()) - 2000));
    const sofar = (count: number) => (part === 1 ? count : Math.floor(count * part));
    const body = {
      ...{ ...about, sequence: i + 1, happenedAt: at.toISOString() },
      passed: sofar(held.passed),
      approached: sofar(held.approached - missed),
      refusals: refusals.slice(0, sofar(refusals.length)),
      missed: sofar(missed),
    };
    return demoRecord(field, "counts", at, body, { sent });
  });
  const talks = talksOf(demo, first).map((talk) => interview(field, demo, about, talk, sent));
  const isOver = (record: DemoRecord) => {
    const { happenedAt, completedAt } = record.body;
    return new Date(String(completedAt ?? happenedAt)) < clock.now;
  };
  return [event("start", opens), ...talks, ...counts, event("end", closes)].filter(isOver);
}

/** Whose turn it was and who got away, counted instead of a refusal: a few here and there, in one session in nine many. */
function missedIn(siteSlot: number, refused: number): number {
  const chance = hashedUniform(59, siteSlot, 1);
  if (chance < 0.11) return Math.min(5, refused);
  return chance < 0.5 ? Math.min(1 + (siteSlot % 2), refused) : 0;
}

/** One at a time, each about when the person passed, the last before the session closes. */
function talksOf({ session: { held }, manner, opens, closes }: DemoSession, first: number): Talk[] {
  const people = [
    ...held.interviewed.map((passage) => ({
      passage,
      outcome: passage % 71 === 5 ? ("partial" as const) : ("complete" as const),
    })),
    ...held.ineligible.map((passage) => ({ passage, outcome: "ineligible" as const })),
  ].sort((a, b) => a.passage - b.passage);
  const [from, to] = [opens.getTime() + 60_000, closes.getTime() - 30_000];
  const wanted = people.map(({ passage, outcome }) =>
    Math.round(60_000 * interviewMinutes("intercept", manner, passage, outcome)),
  );
  const sum = wanted.reduce((total, ms) => total + ms, 0);
  const hurry = Math.min(1, (to - from - people.length * BREATH) / Math.max(1, sum));
  let free = from;
  const talks = people.map(({ passage, outcome }, i): Talk => {
    const passes = from + ((to - from) * (passage - first)) / held.passed;
    const ms = Math.floor((hurry * wanted[i]!) / 1000) * 1000;
    const startedAt = Math.max(free, Math.floor(passes / 1000) * 1000);
    free = startedAt + ms + BREATH;
    return { passage, outcome, startedAt, ms };
  });
  let next = to + BREATH;
  for (const talk of talks.reverse()) {
    talk.startedAt = Math.min(talk.startedAt, next - BREATH - talk.ms);
    next = talk.startedAt;
  }
  return talks.reverse();
}

function interview(
  field: DemoField,
  { session, manner }: DemoSession,
  about: Record<string, unknown>,
  { passage, outcome, startedAt, ms }: Talk,
  sent: "later" | "at-once",
): DemoRecord {
  const { district, opinions } = field;
  const language = languageOfPerson(passage);
  const given = answersFor(district, opinions, "intercept", passage, language);
  const entered =
    outcome === "ineligible" ? given.answers : answersEntered(given.answers, opinions.sheet, manner, passage);
  const answers = outcome === "partial" ? brokenOff(entered) : entered;
  const times = [new Date(startedAt), new Date(startedAt + ms)] as const;
  const place = district.sites[district.siteSlots[session.held.siteSlot]?.site ?? -1] ?? null;
  const body = {
    ...{ ...about, mode: "intercept", questionnaireVersionId: field.questionnaireVersionId },
    ...{ outcome, answers, language },
    startedAt: times[0].toISOString(),
    completedAt: times[1].toISOString(),
    paradata: paradataOf(answers, passage, times, { clockOffset: 0, place }),
  };
  return demoRecord(field, "responses", times[1], body, { sent });
}
