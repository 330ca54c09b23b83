import type { Language } from "../vocabulary.ts";

export type Json = Record<string, unknown>;

/**
 * The members of a JSON object, refusing those that the strict check does not know: an unknown property could
 * change what the browser allows without changing what is accepted here.
 *
 * @throws {Error} naming the place and the property
 */
export function readObject(value: unknown, place: string, known: readonly string[]): Json {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new Error(`${place} must be an object.`);
  for (const key of Object.keys(value))
    if (!known.includes(key)) throw new Error(`${place} has the property "${key}", which is not supported.`);
  return value as Json;
}

/** @throws {Error} unless the value is an array */
export function readList(value: unknown, place: string): unknown[] {
  if (!Array.isArray(value)) throw new Error(`${place} must be a list.`);
  return value;
}

/**
 * A name that can be a key of the answers.
 *
 * @throws {Error} unless it is lower-case words and digits joined by "_"
 */
export function readName(value: unknown, place: string): string {
  if (typeof value !== "string" || !/^[a-z][a-z0-9_]{0,39}$/.test(value))
    throw new Error(`${place} needs a name of lower-case letters, digits and "_".`);
  if (value in {} || value === "mode" || value === "ineligible")
    throw new Error(`${place} cannot have the name "${value}", which is taken.`);
  return value;
}

/**
 * A text in both languages. SurveyJS shows "default" wherever "en" is asked for, so only the keys "zh-cn" and
 * "en" are allowed.
 *
 * @throws {Error} if a language is missing, or another key is there
 */
export function readText(value: unknown, place: string): Record<Language, string> {
  const { "zh-cn": zh, en } = readObject(value, place, ["zh-cn", "en"]);
  if (typeof zh !== "string" || typeof en !== "string" || zh.trim() === "" || en.trim() === "")
    throw new Error(`${place} must be given in "zh-cn" and in "en".`);
  return { "zh-CN": zh, en };
}

/** @throws {Error} unless the value is a whole number */
export function readInteger(value: unknown, place: string): number {
  if (!Number.isSafeInteger(value)) throw new Error(`${place} must be a whole number.`);
  return value as number;
}
