import { v7 as uuidv7 } from "uuid";
import type { QuarantineReason, RecordKind } from "#db/schema/records.ts";
import type { DemoDistrict } from "#surveys/demo/demo-district.ts";
import type { Opinions } from "#surveys/demo/opinions.ts";
import type { Random } from "#surveys/sampling/random.ts";
import type { Language } from "#surveys/vocabulary.ts";
import type { FieldClock } from "./field-clock.ts";

/** One record as a tablet or a citizen's phone would send it. */
export interface DemoRecord {
  kind: RecordKind;
  body: Record<string, unknown> & { id: string };
  receivedAt: Date;
  /** Why it cannot count; left out for one that does. */
  quarantinedFor?: QuarantineReason;
}

/** Records that must come in this order, from one person; `userId` null is a citizen. */
export interface DemoChain {
  userId: string | null;
  records: DemoRecord[];
}

/** What every simulated record of the demo wave needs. */
export interface DemoField {
  cityId: string;
  waveId: string;
  questionnaireVersionId: string;
  district: DemoDistrict;
  opinions: Opinions;
  clock: FieldClock;
  /** Of the ids of records. */
  random: Random;
}

/** When a tablet sends, ms after: it is back in the office, or has a network where it is. */
const SENT = { later: 40 * 60_000, "at-once": 4_000 } as const;

/** A record of the demo wave, with the time of the device. */
export function demoRecord(
  field: Pick<DemoField, "cityId" | "waveId" | "clock" | "random">,
  kind: RecordKind,
  happenedAt: Date,
  body: Record<string, unknown>,
  { sent = "later", clockOffset = 0 }: { sent?: keyof typeof SENT; clockOffset?: number } = {},
): DemoRecord {
  const { cityId, waveId, clock } = field;
  const arrival = happenedAt.getTime() + clockOffset + SENT[sent];
  const receivedAt = new Date(Math.min(arrival, clock.now.getTime() - 1000));
  return { kind, receivedAt, body: { id: newId(field, happenedAt), cityId, waveId, ...body } };
}

/** The same ids for the same seed and day. */
export function newId({ random }: Pick<DemoField, "random">, at: Date): string {
  return uuidv7({ msecs: at.getTime(), random: Uint8Array.from({ length: 16 }, () => random.integer(256)) });
}

/** One in eleven answers in English. */
export const languageOfPerson = (person: number): Language => (person % 11 === 3 ? "en" : "zh-CN");

/** The first half of a questionnaire that somebody broke off. */
export function brokenOff(answers: Record<string, string | number>): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(answers).filter(([name]) => !/^(q1[2-9]|q2\d|fix_first)$/.test(name)),
  );
}
