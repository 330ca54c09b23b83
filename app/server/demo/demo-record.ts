import { v7 as uuidv7 } from "uuid";
import type { RecordKind } from "#db/schema/records.ts";
import type { DemoDistrict } from "#surveys/demo/demo-district.ts";
import type { Opinions } from "#surveys/demo/opinions.ts";
import type { Language } from "#surveys/vocabulary.ts";
import type { FieldClock } from "./field-clock.ts";

/** One record as a tablet or a citizen's phone would send it. */
export interface DemoRecord {
  kind: RecordKind;
  body: Record<string, unknown>;
  receivedAt: Date;
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
}

/** A record of the demo wave; tablets send what they have when they are back in the office. */
export function demoRecord(
  { cityId, waveId }: Pick<DemoField, "cityId" | "waveId">,
  kind: RecordKind,
  happenedAt: Date,
  body: Record<string, unknown>,
): DemoRecord {
  const id = uuidv7({ msecs: happenedAt.getTime() });
  const receivedAt = new Date(happenedAt.getTime() + 40 * 60_000);
  return { kind, receivedAt, body: { id, cityId, waveId, ...body } };
}

/** One in eleven answers in English. */
export const languageOfPerson = (person: number): Language => (person % 11 === 3 ? "en" : "zh-CN");

/** The first half of a questionnaire that somebody broke off. */
export function brokenOff(answers: Record<string, string | number>): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(answers).filter(([name]) => !/^(q1[2-9]|q2\d|fix_first)$/.test(name)),
  );
}
