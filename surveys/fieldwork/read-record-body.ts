import type { Language } from "../vocabulary.ts";
import { isId } from "./record-fields.ts";
import { recordProblem, type RecordProblem } from "./record-problems.ts";

/** A body that has an id, so that it can be kept and named in the answer. */
export interface RecordBody {
  /** As the sender wrote it. */
  id: string;
  fields: Record<string, unknown>;
  /** Why the fields cannot be stored as JSON in a database, though the bytes can be kept; null if they can. */
  flaw: RecordProblem | null;
}

/** A record has three levels or so; the rest is paradata. */
const DEEPEST = 64;

/**
 * Reads the bytes of a record: UTF-8 JSON, an object, with a UUID as `id`.
 *
 * Looks at every text in it, keys included, for what PostgreSQL's jsonb refuses: NUL and lone surrogates.
 *
 * @returns the body, or the one problem for which nothing can be kept under an id
 */
export function readRecordBody(
  bytes: Uint8Array,
  language: Language,
): { ok: true; body: RecordBody } | { ok: false; problem: RecordProblem } {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return { ok: false, problem: recordProblem(language, "not-json", "body") };
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return { ok: false, problem: recordProblem(language, "not-an-object", "body") };
  }
  const fields = value as Record<string, unknown>;
  const id = Object.hasOwn(fields, "id") ? fields.id : undefined;
  if (!isId(id)) return { ok: false, problem: recordProblem(language, "id-missing", "id") };
  return { ok: true, body: { id, fields, flaw: findFlaw(fields, language) } };
}

/** Without recursion: a megabyte of brackets must not exhaust the stack. */
function findFlaw(fields: Record<string, unknown>, language: Language): RecordProblem | null {
  const open: { value: unknown; field: string; depth: number }[] = [{ value: fields, field: "", depth: 0 }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, field, depth } = next;
    const name = field || "body";
    if (typeof value === "string" && !isStorable(value))
      return recordProblem(language, "bad-characters", name);
    if (typeof value !== "object" || value === null) continue;
    if (depth > DEEPEST) return recordProblem(language, "too-deep", name);
    for (const [key, inner] of Object.entries(value)) {
      if (!isStorable(key)) return recordProblem(language, "bad-characters", name);
      // Two levels name the place well enough; deeper ones are paradata.
      const path = depth === 0 ? key : depth === 1 ? `${field}.${key}` : field;
      open.push({ value: inner, field: path.slice(0, 80), depth: depth + 1 });
    }
  }
  return null;
}

/** Whether PostgreSQL can keep the text. */
function isStorable(text: string): boolean {
  return !text.includes("\0") && !/\p{Surrogate}/u.test(text);
}
