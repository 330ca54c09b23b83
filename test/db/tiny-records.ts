import { randomUUID } from "node:crypto";
import sheet from "#surveys/questionnaires/civility-2026.sheet.json" with { type: "json" };
import type { TinyCase, TinyCity } from "./tiny-city.ts";

export type Fields = Record<string, unknown>;

export const bytesOf = (fields: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(fields));

/** The first choice of every item. */
const ITEMS = Object.fromEntries(sheet.items.map(({ id, options }) => [id, options[0]!.value]));

/** A complete set of answers of somebody of 40 who lives in the first street. */
export function answersOf(mode: "household" | "intercept" | "online"): Fields {
  return {
    ...{ resident_half_year: "yes", age: 40, sex: "female" },
    ...(mode === "household" ? {} : { residence: "s1" }),
    ...(mode === "intercept" ? { passes_per_week: 5 } : {}),
    ...ITEMS,
  };
}

export const INELIGIBLE_ANSWERS = { resident_half_year: "no" };

const TIMES = { startedAt: "2026-06-02T02:00:00.000Z", completedAt: "2026-06-02T02:05:00.000Z" };
const AT = { happenedAt: "2026-06-02T02:00:00.000Z" };

const headOf = ({ cityId, waveId }: TinyCity) => ({ id: randomUUID(), cityId, waveId });

export function onlineResponse(city: TinyCity, changes: Fields = {}): Fields {
  return {
    ...headOf(city),
    ...{ mode: "online", questionnaireVersionId: city.versionId, outcome: "complete" },
    ...{ answers: answersOf("online"), language: "zh-CN", ...TIMES, ...changes },
  };
}

export function householdResponse(city: TinyCity, of: TinyCase, changes: Fields = {}): Fields {
  return onlineResponse(city, {
    ...{ mode: "household", caseId: of.id, answers: answersOf("household"), ...changes },
  });
}

export function interceptResponse(
  city: TinyCity,
  of: TinyCase,
  sessionId: string,
  changes: Fields = {},
): Fields {
  return onlineResponse(city, {
    ...{ mode: "intercept", caseId: of.id, sessionId, answers: answersOf("intercept"), ...changes },
  });
}

export function visit(city: TinyCity, of: TinyCase, changes: Fields = {}): Fields {
  return { ...headOf(city), caseId: of.id, disposition: "NC", reason: "not-home", ...AT, ...changes };
}

export function roster(city: TinyCity, of: TinyCase, changes: Fields = {}): Fields {
  const members = [{ age: 40, sex: "female", residentHalfYear: true }];
  return { ...headOf(city), caseId: of.id, ...AT, members, selected: 0, method: "seeded", ...changes };
}

export function sessionEvent(city: TinyCity, of: TinyCase, sessionId: string, changes: Fields = {}): Fields {
  return { ...headOf(city), caseId: of.id, sessionId, event: "start", ...AT, ...changes };
}

export function count(city: TinyCity, of: TinyCase, sessionId: string, changes: Fields = {}): Fields {
  return {
    ...headOf(city),
    ...{ caseId: of.id, sessionId, deviceId: randomUUID(), sequence: 1, ...AT },
    ...{ passed: 30, approached: 5, refusals: [{ ageBand: null, sex: "male" }], ...changes },
  };
}
