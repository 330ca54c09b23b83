import type { RecordProblemCode } from "./record-problems.ts";

/** Something wrong with a field, before it has a sentence. */
export interface Fault {
  field: string;
  code: RecordProblemCode;
  figures?: Record<string, string | number>;
}

/** Reads one field; what is wrong is added to `faults`, and the value given back is then not to be used. */
export type Reader<T> = (value: unknown, field: string, faults: Fault[]) => T;

/** More would not help anyone, and a hostile body could hold thousands. */
const MOST_FAULTS = 40;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const MOMENT = /^20\d\d-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?Z$/;

/** Whether a value is a UUID of any version, in either case. */
export const isId = (value: unknown): value is string => typeof value === "string" && UUID.test(value);

function refuse<T>(faults: Fault[], field: string, code: RecordProblemCode, figures?: Fault["figures"]): T {
  if (faults.length < MOST_FAULTS) faults.push({ field, code, figures });
  return undefined as T;
}

/** A UUID, in lower case. */
export const id: Reader<string> = (value, field, faults) =>
  isId(value) ? value.toLowerCase() : refuse(faults, field, "not-an-id");

/** A moment of this century in UTC, ISO 8601 with a Z; the day must exist. */
export const moment: Reader<Date> = (value, field, faults) => {
  const date = typeof value === "string" && MOMENT.test(value) ? new Date(value) : null;
  const exists = date !== null && !Number.isNaN(date.getTime());
  return exists && date.toISOString().slice(0, 10) === String(value).slice(0, 10)
    ? date
    : refuse(faults, field, "not-a-time");
};

export const flag: Reader<boolean> = (value, field, faults) =>
  typeof value === "boolean" ? value : refuse(faults, field, "not-yes-or-no");

/** Any JSON value; judged elsewhere. */
export const anything: Reader<unknown> = (value) => value;

export const object: Reader<Record<string, unknown>> = (value, field, faults) =>
  isObject(value) ? value : refuse(faults, field, "not-an-object");

export const integer =
  (min: number, max: number): Reader<number> =>
  (value, field, faults) =>
    Number.isInteger(value) && (value as number) >= min && (value as number) <= max
      ? (value as number)
      : refuse(faults, field, "not-a-whole-number", { min, max });

/** Text of at most `max` UTF-16 code units. */
export const text =
  (max: number): Reader<string> =>
  (value, field, faults) =>
    typeof value === "string" && value.length <= max ? value : refuse(faults, field, "not-text", { max });

export const oneOf =
  <T extends string>(choices: readonly T[]): Reader<T> =>
  (value, field, faults) =>
    choices.includes(value as T)
      ? (value as T)
      : refuse(faults, field, "not-among-the-choices", { choices: choices.join(", ") });

/** Absent and null are the same. */
export const optional =
  <T>(read: Reader<T>): Reader<T | null> =>
  (value, field, faults) =>
    value === undefined || value === null ? null : read(value, field, faults);

export const listOf =
  <T>(read: Reader<T>, max: number): Reader<T[]> =>
  (value, field, faults) =>
    Array.isArray(value) && value.length <= max
      ? value.map((each, i) => read(each, `${field}.${i}`, faults))
      : refuse(faults, field, "not-a-list", { max });

/** An object with these fields; others are left alone, so that an older server takes a newer tablet's record. */
export const shape =
  <T>(fields: { [K in keyof T]: Reader<T[K]> }): Reader<T> =>
  (value, field, faults) => {
    if (!isObject(value)) return refuse(faults, field || "body", "not-an-object");
    const entries = Object.entries(fields) as [string, Reader<unknown>][];
    return Object.fromEntries(
      entries.map(([name, read]) => {
        const path = field === "" ? name : `${field}.${name}`;
        const given = Object.hasOwn(value, name) ? value[name] : undefined;
        const before = faults.length;
        const got = read(given, path, faults);
        if (given === undefined && faults.length > before)
          faults.splice(before, Infinity, { field: path, code: "missing" });
        return [name, got];
      }),
    ) as T;
  };

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
