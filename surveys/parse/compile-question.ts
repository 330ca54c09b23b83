import type { CompiledQuestion } from "./compiled-questionnaire.ts";
import { readInteger, readList, readName, readObject, readText, type Json } from "./read-definition.ts";

/** The question that is answered with one of the district's streets. */
export const STREET_QUESTION = "residence";

const WHOLE_NUMBER = "^[0-9]+$";
const COMMON = ["type", "name", "title", "description", "isRequired", "visibleIf"];
const ALLOWED: Record<string, string[]> = {
  radiogroup: [...COMMON, "choices"],
  text: [...COMMON, "inputType", "min", "max", "minErrorText", "maxErrorText", "validators"],
  comment: [...COMMON, "maxLength", "rows"],
  html: ["type", "name", "visibleIf", "html"],
};

/**
 * Reads one element of a page.
 *
 * @param element  its JSON
 * @returns        the question, its conditions still empty, or null for a passage of text that is not answered
 * @throws {Error} for a type or a property that is not supported
 */
export function compileQuestion(element: unknown): CompiledQuestion | null {
  const type = String((element as Json | null)?.type);
  const known = ALLOWED[type];
  if (!known) throw new Error(`Questions of the type "${type}" are not supported.`);
  const name = readName((element as Json).name, `A question of the type "${type}"`);
  const place = `Question "${name}"`;
  const json = readObject(element, place, known);
  if (type === "html") {
    readText(json.html, `${place}, html`);
    return null;
  }
  if (json.description !== undefined) readText(json.description, `${place}, description`);
  if (json.isRequired !== undefined && typeof json.isRequired !== "boolean")
    throw new Error(`${place}: isRequired must be true or false.`);
  const base = {
    name,
    title: readText(json.title, `${place}, title`),
    required: json.isRequired === true,
    conditions: [],
  };
  if (type === "comment") {
    const maxLength = readInteger(json.maxLength, `${place}, maxLength`);
    return { ...base, kind: "text", maxLength };
  }
  if (type === "text") return { ...base, kind: "number", ...readRange(json, place) };
  return {
    ...base,
    kind: "choice",
    values: readChoices(json, place),
    offersStreets: name === STREET_QUESTION,
  };
}

function readRange(json: Json, place: string): { min: number; max: number } {
  if (json.inputType !== "number") throw new Error(`${place}: a text question must be a number.`);
  const [validator, ...more] = readList(json.validators, `${place}, validators`);
  const { type, regex, text } = readObject(validator, `${place}, validator`, ["type", "regex", "text"]);
  if (more.length > 0 || type !== "regex" || regex !== WHOLE_NUMBER)
    throw new Error(`${place}: needs the one validator for whole numbers, the regex ${WHOLE_NUMBER}.`);
  readText(text, `${place}, validator text`);
  readText(json.minErrorText, `${place}, minErrorText`);
  readText(json.maxErrorText, `${place}, maxErrorText`);
  const min = readInteger(json.min, `${place}, min`);
  const max = readInteger(json.max, `${place}, max`);
  if (min < 0 || max <= min) throw new Error(`${place}: its range must be 0 or more, and min below max.`);
  return { min, max };
}

function readChoices(json: Json, place: string): Set<string> {
  const values = new Set<string>();
  for (const choice of readList(json.choices, `${place}, choices`)) {
    const { value, text } = readObject(choice, `${place}, choice`, ["value", "text"]);
    if (typeof value !== "string" || value === "" || values.has(value))
      throw new Error(`${place}: the values of its choices must be different texts.`);
    readText(text, `${place}, choice "${value}"`);
    values.add(value);
  }
  return values;
}
